"""The table of contents of an archive, as a page and as a sheet."""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.documents.archive.contents import Entry
from jumpa.documents.blocks import short_moment
from jumpa.documents.queries import kop, office_profile
from jumpa.documents.rendering import logo_bytes
from jumpa.documents.typesetting import compile_pdf

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
"""With these a spreadsheet would begin a formula."""


def table_pdf(
    entries: Sequence[Entry],
    *,
    title: str,
    note: str,
    at: datetime,
    pages: Mapping[int, int] | None = None,
) -> bytes:
    """The table of contents; ``pages`` has the page on which each entry begins, by its order."""
    office = kop(office_profile())
    shown = pages or {}
    data: dict[str, Any] = {
        "office": office,
        "subject": title,
        "note": note,
        "made": short_moment(at),
        "has_pages": pages is not None,
        "items": [
            [
                str(entry.order),
                _told(entry),
                short_moment(entry.at),
                entry.sha256,
                _page(entry, shown),
            ]
            for entry in entries
        ],
    }
    logo = logo_bytes(office["logo"])
    heading = _("Daftar Isi Arsip")
    return compile_pdf("archive_contents.typ", data, title=heading, created=at, logo=logo)


def _told(entry: Entry) -> str:
    version = _("versi %d") % entry.version if entry.version > 1 else ""
    first = ", ".join(filter(None, (entry.title, entry.number, version)))
    return "\n".join(filter(None, (first, entry.note)))


def _page(entry: Entry, pages: Mapping[int, int]) -> str:
    return str(pages[entry.order]) if entry.order in pages else "–"


def table_csv(entries: Sequence[Entry]) -> bytes:
    """The same for a spreadsheet: UTF-8 with a mark by which Excel knows it."""
    stream = io.StringIO()
    sheet = csv.writer(stream)
    sheet.writerow(
        ("no", "naskah", "nomor", "versi", "waktu", "keterangan", "ukuran", "sha256", "berkas")
    )
    for entry in entries:
        sheet.writerow(map(_harmless, _row(entry)))
    return stream.getvalue().encode("utf-8-sig")


def _row(entry: Entry) -> tuple[str, ...]:
    at = timezone.localtime(entry.at).isoformat(timespec="seconds")
    return (
        str(entry.order),
        entry.title,
        entry.number,
        str(entry.version),
        at,
        entry.note,
        str(entry.size),
        entry.sha256,
        entry.path if entry.is_there else "",
    )


def _harmless(value: str) -> str:
    return f"'{value}" if value.startswith(_RISKY) else value


def sums(entries: Sequence[Entry]) -> bytes:
    """What ``sha256sum --check`` takes."""
    return "".join(f"{one.sha256}  {one.path}\n" for one in entries if one.is_there).encode()
