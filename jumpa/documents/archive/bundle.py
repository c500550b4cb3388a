"""An archive as one PDF: a table of contents, then everything, with bookmarks."""

import io
import tempfile
from collections.abc import Sequence
from typing import IO

from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from jumpa.core.errors import Refused
from jumpa.documents.archive.contents import Entry
from jumpa.documents.archive.table import table_pdf

MOST_MB = 64
MOST_PAGES = 1000
"""A larger archive is only to be had as a ZIP: a PDF has to be in memory as a whole."""
_MOST_PIXELS = 50_000_000
_LONGEST_SIDE = 2200


def fits(entries: Sequence[Entry]) -> bool:
    """Whether the archive is small enough for one PDF."""
    return sum(entry.size for entry in entries if entry.is_there) <= MOST_MB * 1024 * 1024


def bundle_of(entries: Sequence[Entry], title: str) -> IO[bytes]:
    """One PDF of all that is there, in a temporary file at its start.

    Signatures can't hold in it: its first page says so and where they do. What can't be read as a
    PDF is only named.

    Raises:
        Refused: more than ``MOST_MB`` or ``MOST_PAGES``.
    """
    _require(fits(entries))
    writer, starts = PdfWriter(), {}
    for entry in entries:
        part = _part(entry)
        if part is None:
            continue
        starts[entry.order] = len(writer.pages)
        writer.append(part, import_outline=False)
        _require(len(writer.pages) <= MOST_PAGES)
    return _finished(writer, starts, entries, title)


def _require(holds: bool) -> None:
    if not holds:
        told = _("Arsip ini lebih dari %(size)d MB atau %(pages)d halaman. Unduh sebagai ZIP.")
        raise Refused(told % {"size": MOST_MB, "pages": MOST_PAGES})


def _finished(
    writer: PdfWriter, starts: dict[int, int], entries: Sequence[Entry], title: str
) -> IO[bytes]:
    """Put the table of contents in front; its own length moves what it tells."""
    front, length = b"", 1
    for _turn in range(3):
        pages = {order: start + length + 1 for order, start in starts.items()}
        front = _table(entries, title, pages)
        found = len(PdfReader(io.BytesIO(front)).pages)
        if found == length:
            break
        length = found
    writer.merge(0, io.BytesIO(front), import_outline=False)
    writer.add_outline_item(title=_("Daftar isi"), page_number=0)
    for entry in entries:
        if entry.order in starts:
            words = " ".join(filter(None, (f"{entry.order}. {entry.title}", entry.number)))
            writer.add_outline_item(title=words, page_number=starts[entry.order] + length)
    writer.add_metadata({"/Title": title, "/Producer": "Jumpa"})
    target = tempfile.TemporaryFile()  # noqa: SIM115
    writer.write(target)
    target.seek(0)
    return target


def _table(entries: Sequence[Entry], title: str, pages: dict[int, int]) -> bytes:
    note = _(
        "Berkas gabungan ini untuk dibaca. Tanda tangan elektronik hanya berlaku pada berkas"
        " aslinya, yang ada di dalam arsip ZIP."
    )
    return table_pdf(entries, title=title, note=note, at=timezone.now(), pages=pages)


def _part(entry: Entry) -> io.BytesIO | None:
    """The entry as a PDF of its own, without forms: a signature's field would be a broken one.

    None for what is not there and for what can't be read, so that one file never spoils the rest.
    """
    if not entry.is_there:
        return None
    try:
        with entry.open() as stream:
            if entry.content_type.startswith("image/"):
                return _picture(stream)
            return _without_forms(stream) if entry.content_type == "application/pdf" else None
    except Exception:
        # A damaged file fails in a hundred ways; the table of contents says that it is not in here.
        return None


def _without_forms(stream: IO[bytes]) -> io.BytesIO:
    part = PdfWriter()
    part.append(PdfReader(stream), import_outline=False)
    part.remove_annotations(subtypes="/Widget")
    for name in ("/AcroForm", "/Names", "/OpenAction", "/AA", "/Perms"):
        part.root_object.pop(NameObject(name), None)
    return _written(part)


def _written(part: PdfWriter) -> io.BytesIO:
    target = io.BytesIO()
    part.write(target)
    target.seek(0)
    return target


def _picture(stream: IO[bytes]) -> io.BytesIO:
    """A picture on a page of its own, no larger than a page is printed."""
    with Image.open(stream) as picture:
        if picture.width * picture.height > _MOST_PIXELS:
            raise ValueError("too large a picture")
        picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
        plain = picture.convert("RGBA")
    plain.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    white = Image.new("RGB", plain.size, "white")
    white.paste(plain, mask=plain.getchannel("A"))
    target = io.BytesIO()
    white.save(target, "PDF", resolution=max(72.0, max(plain.size) / 11))
    target.seek(0)
    return target
