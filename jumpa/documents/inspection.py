"""Is an uploaded file what it says it is, and harmless? Reads bytes, knows no database."""

import io
import re
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from jumpa.core.errors import Refused

SECONDS = 5.0
MOST_OBJECTS = 200_000
_ACTIVE_KINDS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"}
_ACTIVE_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent"}
_PROGRAM_NAME = re.compile(
    r"\.(exe|dll|com|bat|cmd|ps1|vbs|js|jse|wsf|hta|msi|scr|jar|sh|apk|lnk|pif)\s*$", re.IGNORECASE
)
_PROGRAM_START = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Inspection:
    """What the file is; ``pages`` is 0 for an image."""

    content_type: str
    pages: int


class _ActiveContentError(Exception):
    """Something in the file would run."""


class _TooCostlyError(Exception):
    """Looking on would take too long."""


def clean_name(name: str) -> str:
    """The last part of an uploader's file name, printable, at most 255 characters."""
    last = re.split(r"[\\/]", name)[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip(" .")
    if len(kept) > 255:
        stem, dot, suffix = kept.rpartition(".")
        tail = dot + suffix if stem and len(suffix) <= 10 else ""
        kept = kept[: 255 - len(tail)] + tail
    return kept or "berkas"


def _refuse(field: str, message: str) -> Refused:
    return Refused(message, {field: [message]})


def inspect(content: bytes, name: str, *, images: bool = False, field: str = "") -> Inspection:
    """What ``content`` is.

    Args:
        images: whether a PNG or JPEG will do as well as a PDF.

    Raises:
        Refused: empty, of another kind, damaged, locked, or with something in it that would run.
    """
    if not content:
        raise _refuse(field, _("Berkas “%(name)s” kosong.") % {"name": name})
    if images and (kind := _image_type(content)):
        return Inspection(kind, 0)
    if not content.startswith(b"%PDF-"):
        wanted = _("PDF, PNG, atau JPG") if images else "PDF"
        raise _refuse(
            field,
            _("Berkas “%(name)s” bukan %(wanted)s.") % {"name": name, "wanted": wanted},
        )
    return Inspection("application/pdf", _pdf_pages(content, name, field))


def _image_type(content: bytes) -> str:
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and b"IEND" in content[-16:]:
        return "image/png"
    if content.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in content[-64:]:
        return "image/jpeg"
    return ""


def _pdf_pages(content: bytes, name: str, field: str) -> int:
    """The number of pages of a PDF that is whole, open and harmless."""
    what = {"name": name}
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise _refuse(
                field,
                _("Berkas “%(name)s” terkunci kata sandi. Unggah salinan yang tidak terkunci.")
                % what,
            )
        pages = len(reader.pages)
        _look_for_active_content(reader)
    except Refused:
        raise
    except _ActiveContentError as found:
        message = _(
            "Berkas “%(name)s” memuat isi aktif (%(what)s) yang tidak diizinkan. Cetak ulang ke PDF"
            " lalu unggah kembali."
        ) % {"name": name, "what": found}
        raise _refuse(field, message) from found
    except _TooCostlyError as found:
        message = _("Berkas “%(name)s” terlalu rumit untuk diperiksa.") % what
        raise _refuse(field, message) from found
    except Exception as error:  # a hostile file may make the parser fail in any way
        message = _("Berkas “%(name)s” rusak atau bukan PDF yang dapat dibaca.") % what
        raise _refuse(field, message) from error
    if pages < 1:
        raise _refuse(field, _("Berkas “%(name)s” tidak mempunyai halaman.") % what)
    return pages


def _look_for_active_content(reader: PdfReader) -> None:
    """Walk every object of the file, also those that no page names."""
    until = time.monotonic() + SECONDS
    for seen, value in enumerate(_all_values(reader)):
        if seen > MOST_OBJECTS or time.monotonic() > until:
            raise _TooCostlyError
        if isinstance(value, DictionaryObject):
            _check(value)


def _all_values(reader: PdfReader) -> Iterator[Any]:
    yield reader.trailer
    numbers = {number for table in reader.xref.values() for number in table}
    for number in numbers | set(reader.xref_objStm):
        yield from _within(reader.get_object(number))


def _within(value: Any) -> Iterator[Any]:
    """The value and what is nested directly in it; references are objects of their own."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        yield item
        if isinstance(item, DictionaryObject):
            waiting += [item.raw_get(key) for key in item]
        elif isinstance(item, ArrayObject):
            waiting += [
                part for part in list.__iter__(item) if not isinstance(part, IndirectObject)
            ]


def _check(item: DictionaryObject) -> None:
    kind = item.get("/S")
    if kind in _ACTIVE_KINDS:
        raise _ActiveContentError(str(kind).lstrip("/"))
    for key in _ACTIVE_KEYS & set(item):
        raise _ActiveContentError(key.lstrip("/"))
    for key in ("/F", "/UF"):
        name = item.get(key)
        if isinstance(name, str) and _PROGRAM_NAME.search(name):
            raise _ActiveContentError(_("program tersemat"))
    if isinstance(item, StreamObject) and _is_program(item):
        raise _ActiveContentError(_("program tersemat"))


def _is_program(stream: StreamObject) -> bool:
    embedded = stream.get("/Type") == "/EmbeddedFile"
    return embedded and stream.get_data().startswith(_PROGRAM_START)
