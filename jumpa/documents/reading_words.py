"""The words in which a page says what was read in a letter, and how certain that is."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.documents.reading.found import Found

LABELS: dict[str, Promise] = {
    "letter_number": gettext_lazy("Nomor surat"),
    "letter_date": gettext_lazy("Tanggal surat"),
    "letter_subject": gettext_lazy("Hal"),
    "letter_nature": gettext_lazy("Sifat naskah"),
    "urgency": gettext_lazy("Tingkat urgensi"),
    "sender": gettext_lazy("Asal surat"),
    "signer_name": gettext_lazy("Nama penanda tangan"),
    "signer_title": gettext_lazy("Jabatan penanda tangan"),
    "signer_nip": gettext_lazy("NIP penanda tangan"),
    "event_name": gettext_lazy("Nama kegiatan"),
    "event_start": gettext_lazy("Mulai"),
    "event_end": gettext_lazy("Selesai"),
    "place": gettext_lazy("Tempat"),
    "application": gettext_lazy("Aplikasi"),
    "meeting_id": gettext_lazy("ID rapat"),
    "meeting_link": gettext_lazy("Tautan"),
    "meeting_passcode": gettext_lazy("Kode sandi"),
}
"""What was read, as the request form calls it."""

_NOTES: dict[str, Promise] = {
    "zone_converted": gettext_lazy("Di surat tertulis zona waktu lain; sudah dijadikan WIB."),
    "several_dates": gettext_lazy("Surat menyebut beberapa tanggal; ini yang pertama."),
    "several_days": gettext_lazy("Kegiatan berlangsung beberapa hari; periksa tiap tanggalnya."),
    "several_times": gettext_lazy("Surat menyebut beberapa jam; periksa jam mulai dan selesainya."),
    "hour_doubtful": gettext_lazy("Jamnya dapat berarti lain (pagi, sore, atau malam); periksa."),
    "tentative": gettext_lazy("Surat menyebut waktunya masih dapat berubah."),
    "day_mismatch": gettext_lazy("Nama hari di surat tidak cocok dengan tanggalnya."),
    "year_supplied": gettext_lazy("Tahunnya tidak tertulis; diperkirakan dari tanggal surat."),
    "before_letter": gettext_lazy("Tanggalnya sebelum tanggal surat."),
    "far_from_letter": gettext_lazy("Tanggalnya jauh dari tanggal surat."),
    "future": gettext_lazy("Tanggalnya belum tiba."),
    "conflict": gettext_lazy("Surat menyebutnya lebih dari sekali dan tidak sama."),
    "attachment": gettext_lazy("Terbaca pada lampiran surat."),
}
"""What is to be said of a single value. That a letter is a scan is said once, for the whole."""


_MARKS = " .,:;"


def label(name: str) -> str:
    """What was read, in words."""
    return str(LABELS.get(name, name))


def notes(found: Found) -> list[str]:
    """What a person should know of it before taking it over; unknown codes say nothing."""
    return [str(_NOTES[code]) for code in found.notes if code in _NOTES]


def certainty(found: Found) -> str:
    """How well it was read."""
    return _("terbaca jelas") if is_clear(found) else _("perlu diperiksa")


def is_clear(found: Found) -> bool:
    """Whether nothing speaks against it."""
    return found.certainty == "sure"


def where(found: Found, value: str) -> str:
    """Where it stands, with the letter's own words where they are not the ``value`` just shown."""
    words = " ".join(found.shown.split())
    page = _("halaman %(page)d") % {"page": found.place.page}
    if words.casefold().strip(_MARKS) in ("", value.casefold().strip(_MARKS)):
        return page
    return _("%(page)s: “%(words)s”") % {"page": page, "words": words}
