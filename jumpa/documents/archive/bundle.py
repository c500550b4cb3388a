"""An archive as one PDF: a table of contents, then everything, with bookmarks.

No file is parsed in this process: confined children cut the pages out, here they are set in a row.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.errors import Refused
from jumpa.documents.archive.contents import Entry
from jumpa.documents.archive.cutting import Cutter, Given
from jumpa.documents.archive.joining import JoinedPdf, Mark
from jumpa.documents.archive.table import table_pdf
from jumpa.documents.confinement import ConfinementError, Part

MOST_MB = 256
MOST_PAGES = 3000
"""A larger archive is only to be had as a ZIP: nobody reads on in such a PDF."""
_TOGETHER = 8
_TOGETHER_BYTES = 4 * 1024 * 1024
"""So many files, and so large in all, are cut by one child."""


@dataclass(frozen=True)
class Start:
    """Where an entry begins: so many pages after the table of contents, at this object."""

    page: int
    number: int


def fits(entries: Sequence[Entry]) -> bool:
    """Whether the archive is small enough for one PDF."""
    return sum(entry.size for entry in entries if entry.is_there) <= MOST_MB * 1024 * 1024


def bundle_of(entries: Sequence[Entry], title: str) -> IO[bytes]:
    """One PDF of all that is there, in a temporary file at its start.

    Signatures can't hold in it: its first page says so and where they do. What can't be cut, or
    costs too much, is only named there.

    Raises:
        Refused: more than ``MOST_MB`` or ``MOST_PAGES``; or this server can't do it now.
    """
    _require(fits(entries))
    target = tempfile.TemporaryFile()  # noqa: SIM115
    try:
        _write(target, entries, title)
    except BaseException as error:
        target.close()
        if isinstance(error, ConfinementError):
            raise Refused(_not_now(error)) from error
        raise
    target.seek(0)
    return target


def _require(holds: bool) -> None:
    if not holds:
        told = _("Arsip ini lebih dari %(size)d MB atau %(pages)d halaman. Unduh sebagai ZIP.")
        raise Refused(told % {"size": MOST_MB, "pages": MOST_PAGES})


def _not_now(error: ConfinementError) -> str:
    if error.reason == "busy":
        return _(
            "Arsip belum dapat digabung karena banyak berkas sedang diperiksa. Ulangi sebentar"
            " lagi, atau unduh sebagai ZIP."
        )
    return _("Arsip tidak dapat digabung oleh peladen ini. Unduh sebagai ZIP.")


def _write(target: IO[bytes], entries: Sequence[Entry], title: str) -> None:
    joined, cutter = JoinedPdf(target), Cutter(MOST_PAGES)
    starts: dict[int, Start] = {}
    for group in _groups([entry for entry in entries if entry.is_there]):
        parts = cutter.cut([_given(entry) for entry in group], joined.next_number)
        for entry, part in zip(group, parts, strict=True):
            if part is not None:
                starts[entry.order] = Start(joined.pages, joined.add(part))
                _require(joined.pages <= MOST_PAGES)
    front = _front(entries, title, starts, joined.next_number)
    marks = [
        Mark(_named(entry), starts[entry.order].number)
        for entry in entries
        if entry.order in starts
    ]
    joined.finish(title, [Mark(_("Daftar isi"), joined.add(front)), *marks])


def _groups(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    group: list[Entry] = []
    for entry in entries:
        size = sum(one.size for one in (*group, entry))
        if group and (len(group) == _TOGETHER or size > _TOGETHER_BYTES):
            yield group
            group = []
        group.append(entry)
    if group:
        yield group


def _given(entry: Entry) -> Given:
    """The file's bytes; none where it can't be opened, which is then no PDF."""
    try:
        with entry.open() as stream:
            content = stream.read()
    except OSError:
        content = b""
    return Given(content, is_picture=entry.content_type.startswith("image/"))


def _front(entries: Sequence[Entry], title: str, starts: Mapping[int, Start], number: int) -> Part:
    """The table of contents; its own length moves the pages that it tells."""
    part, length = None, 1
    for _turn in range(3):
        pages = {order: start.page + length + 1 for order, start in starts.items()}
        content = _table([_told(entry, starts) for entry in entries], title, pages)
        (part,) = Cutter(MOST_PAGES).cut([Given(content)], number)
        if part is None or part.pages == length:
            break
        length = part.pages
    if part is None:
        raise ConfinementError("crash", "the table of contents could not be cut")
    return part


def _told(entry: Entry, starts: Mapping[int, Start]) -> Entry:
    if entry.order in starts or not entry.is_there:
        return entry
    missing = _("tidak dapat digabungkan; berkasnya ada di dalam ZIP")
    return replace(entry, note=", ".join(filter(None, (entry.note, missing))))


def _table(entries: Sequence[Entry], title: str, pages: dict[int, int]) -> bytes:
    note = _(
        "Berkas gabungan ini untuk dibaca. Tanda tangan elektronik hanya berlaku pada berkas"
        " aslinya, yang ada di dalam arsip ZIP."
    )
    return table_pdf(entries, title=title, note=note, at=timezone.now(), pages=pages)


def _named(entry: Entry) -> str:
    return " ".join(filter(None, (f"{entry.order}. {entry.title}", entry.number)))
