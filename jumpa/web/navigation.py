"""The menu as data: what stands where, and which offices see it.

An entry whose page does not exist (its slice is not there) is left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

EVERYONE: frozenset[str] = frozenset()
ADMINISTRATOR = frozenset({"administrator"})
SIGNING = frozenset({"kepala_dinas", "kabid_aptika", "subkor_ile"})
"""Offices that sign papers and have a desk for it."""


@dataclass(frozen=True)
class Entry:
    """``offices`` are the office keys that see the entry; empty means everyone."""

    title: str | Promise
    url_name: str
    icon: str
    offices: frozenset[str] = EVERYONE


@dataclass(frozen=True)
class Group:
    """Entries under one heading; the first group has none."""

    title: str | Promise
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Link:
    """An entry as one person sees it on one page; ``count`` is what waits behind it."""

    title: str | Promise
    url: str
    icon: str
    is_current: bool
    count: int = 0


@dataclass(frozen=True)
class Section:
    """A group as one person sees it; never empty."""

    title: str | Promise
    links: tuple[Link, ...]


MENU = (
    Group(
        "",
        (
            Entry(_("Beranda"), "beranda", "home"),
            Entry(_("Ajukan permohonan"), "permohonan_baru", "file-plus", frozenset({"opd"})),
            Entry(pgettext_lazy("daftar", "Permohonan"), "permohonan", "files"),
            Entry(_("Tanda tangan"), "tanda_tangan", "signature", SIGNING),
            Entry(_("Jadwal"), "jadwal", "timeline"),
            Entry(pgettext_lazy("daftar", "Ruang"), "ruang", "calendar-event"),
            Entry(_("Data Kegiatan"), "data_kegiatan", "table"),
            Entry(
                _("Nomor surat"),
                "nomor_surat",
                "list-details",
                frozenset({"tu", "kepala_dinas", "administrator"}),
            ),
            Entry(_("SOP"), "sop", "sitemap"),
        ),
    ),
    Group(
        _("Kelola"),
        (
            Entry(
                pgettext_lazy("daftar", "Instansi"), "kelola_instansi", "building", ADMINISTRATOR
            ),
            Entry(pgettext_lazy("daftar", "Orang"), "kelola_orang", "users", ADMINISTRATOR),
            Entry(
                pgettext_lazy("daftar", "Jabatan"), "kelola_jabatan", "id-badge-2", ADMINISTRATOR
            ),
            Entry(_("Sumber daya"), "kelola_sumber", "box", ADMINISTRATOR),
            Entry(
                _("Penutupan"),
                "kelola_penutupan",
                "calendar-off",
                frozenset({"administrator", "subkor_ile"}),
            ),
            Entry(_("Kalender kerja"), "kelola_kalender", "calendar-time", ADMINISTRATOR),
            Entry(_("Kop surat"), "kelola_kop", "certificate", ADMINISTRATOR),
            Entry(_("Teks naskah"), "kelola_naskah", "file-text", ADMINISTRATOR),
            Entry(_("Aturan nomor"), "kelola_nomor", "adjustments", ADMINISTRATOR),
            Entry(_("Arsip"), "kelola_arsip", "archive", ADMINISTRATOR),
            Entry(_("Jejak perubahan"), "jejak", "history", ADMINISTRATOR),
        ),
    ),
)


def address(url_name: str) -> str:
    """The address of that page, empty if its slice is not there."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _current(path: str, addresses: Iterable[str]) -> str:
    """The longest address that ``path`` is or lies under; home only when it is home."""
    under = [a for a in addresses if path == a or (a != reverse("beranda") and path.startswith(a))]
    return max(under, key=len, default="")


def menu_for(
    offices: Iterable[str],
    path: str,
    menu: Sequence[Group] = MENU,
    counts: Mapping[str, int] = {},
) -> tuple[Section, ...]:
    """The menu of someone who holds ``offices`` (keys), on the page at ``path``.

    Args:
        counts: by an entry's ``url_name``, what waits behind it.
    """
    held = frozenset(offices)
    seen = [
        (
            group,
            [(e, address(e.url_name)) for e in group.entries if not e.offices or e.offices & held],
        )
        for group in menu
    ]
    current = _current(
        path, (address for _group, found in seen for _e, address in found if address)
    )
    sections = (
        Section(
            group.title,
            tuple(
                Link(e.title, a, e.icon, a == current, counts.get(e.url_name, 0))
                for e, a in found
                if a
            ),
        )
        for group, found in seen
    )
    return tuple(section for section in sections if section.links)
