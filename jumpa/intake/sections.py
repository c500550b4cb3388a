"""How the request form is laid out, on the form and wherever a request is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from jumpa.core import wording
from jumpa.intake import catalogue
from jumpa.intake.series_words import changes_text, repeats_text


@dataclass(frozen=True)
class Section:
    """A part of the form: an anchor, a title, a line of help, its fields in order."""

    key: str
    title: Any
    hint: Any
    fields: tuple[str, ...]


SECTIONS = (
    Section(
        "surat",
        _("Surat permohonan"),
        _("Isi sesuai surat yang dikirim melalui SRIKANDI."),
        (
            "letter_file",
            "letter_number",
            "letter_date",
            "letter_subject",
            "letter_nature",
            "urgency",
            "signer_name",
            "signer_title",
            "signer_nip",
            "rundown_file",
            "layout_file",
            "invitation_file",
        ),
    ),
    Section(
        "kegiatan",
        _("Kegiatan"),
        "",
        (
            "event_name",
            "event_kind",
            "organiser",
            "chair",
            "description",
            "is_closed_event",
        ),
    ),
    Section(
        "waktu",
        _("Waktu dan tempat"),
        _("Ruang yang bebas langsung ditahan untuk Anda saat permohonan diajukan."),
        (
            "start",
            "end",
            "room",
            "venue_name",
            "venue_address",
            "venue_contact",
            "venue_facilities",
            "test_time",
            "far_zone",
            "layout",
        ),
    ),
    Section(
        "berulang",
        _("Kegiatan berulang"),
        _("Satu permohonan dan satu surat untuk semua tanggal, pada jam yang sama."),
        ("repeats", "repeat_until", "repeat_count", "repeat_days"),
    ),
    Section(
        "alternatif",
        _("Waktu alternatif"),
        _("Tidak wajib. Membantu bila waktu yang diminta bersamaan dengan acara lain."),
        (
            "first_alternative_start",
            "first_alternative_end",
            "second_alternative_start",
            "second_alternative_end",
        ),
    ),
    Section(
        "peserta",
        _("Peserta dan aplikasi"),
        "",
        (
            "people_in_room",
            "people_online",
            "sites",
            "application",
            "application_other",
            "host",
            "meeting_link",
            "meeting_id",
            "meeting_passcode",
        ),
    ),
    Section(
        "narahubung",
        _("Narahubung"),
        _("Di pihak Anda dan di pihak seberang."),
        (
            "pic_name",
            "pic_phone",
            "pic_email",
            "tech_name",
            "tech_phone",
            "far_name",
            "far_phone",
        ),
    ),
    Section("layanan", _("Layanan dan catatan"), "", ("needs", "notes")),
)

VENUE_FIELDS = ("venue_name", "venue_address", "venue_contact", "venue_facilities")
"""Asked only of an event elsewhere: the form keeps them folded."""

LISTED = {
    "letter_nature": "nature",
    "urgency": "urgency",
    "event_kind": "event_kind",
    "application": "application",
    "host": "host",
    "layout": "layout",
    "far_zone": "zone",
}
"""Fields whose values are keys of one of the catalogue's lists."""


def shown(name: str, value: Any) -> Any:
    """A stored value as people read it: titles for keys, dates and yes or no in words."""
    if name in LISTED and value:
        return catalogue.title(LISTED[name], value)
    if name in _SAID:
        return _SAID[name](value)
    if isinstance(value, datetime):
        return wording.day_and_moment(value)
    if isinstance(value, date):
        return wording.day(value)
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    return value


def _equipment(counts: Mapping[str, int]) -> str:
    return ", ".join(
        f"{catalogue.title('equipment', key)} ({count})" for key, count in counts.items()
    )


_SAID: Mapping[str, Callable[[Any], str]] = {
    "needs": lambda keys: ", ".join(catalogue.title("need", key) for key in keys),
    "equipment": _equipment,
    "recurrence": repeats_text,
    "date_changes": changes_text,
}
"""Fields whose values are neither text, dates nor keys."""
