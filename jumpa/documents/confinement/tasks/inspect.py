"""What is this file, and would anything in it run? Answers with codes; words are made above.

``{"content_type": …, "pages": …}`` for a good file (0 pages for an image), else
``{"fault": …, "detail": …}``. Faults: not_wanted, damaged, locked, active (detail: what it is),
no_pages, many_pages (detail: how many), complex, polyglot (detail: what else it is), bad_image,
big_image (detail: "width × height").
"""

import io
import re
from collections.abc import Mapping
from typing import Any

from jumpa.documents.confinement import active_content as active

_PNG = b"\x89PNG\r\n\x1a\n"
_HTML = re.compile(rb"<\s*(!doctype|html|script|svg|body|iframe)\b", re.IGNORECASE)
_BEGINNING = 1024
_ZIP_ENTRY, _ZIP_END = b"PK\x03\x04", b"PK\x05\x06"
_MOST_AFTER_END = 4096


class _FaultError(Exception):
    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def run(content: bytes, options: Mapping[str, Any]) -> Any:
    """Inspect ``content``.

    Args:
        options: ``images`` (whether a PNG or JPEG will do too), ``most_pages``, ``most_objects``,
            ``most_pixels``.
    """
    try:
        if options.get("images") and (kind := _image_type(content)):
            _check_image(content, options["most_pixels"])
            return {"content_type": kind, "pages": 0}
        if not content.startswith(b"%PDF-"):
            raise _FaultError("not_wanted")
        _refuse_polyglot(content)
        return {"content_type": "application/pdf", "pages": _pages(content, options)}
    except _FaultError as fault:
        return {"fault": fault.code, "detail": fault.detail}


def _image_type(content: bytes) -> str:
    if content.startswith(_PNG) and content[12:16] == b"IHDR" and b"IEND" in content[-16:]:
        return "image/png"
    if content.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in content[-64:]:
        return "image/jpeg"
    return ""


def _check_image(content: bytes, most_pixels: int) -> None:
    """Read the head of a picture; nothing is unpacked."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # ours is asked below
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            width, height = picture.size
            if width * height > most_pixels:
                raise _FaultError("big_image", f"{width} × {height}")
            picture.verify()
    except (OSError, SyntaxError, ValueError) as error:
        raise _FaultError("bad_image") from error


def _refuse_polyglot(content: bytes) -> None:
    """A PDF that another program would take for a page or an archive was made to deceive."""
    beginning = content[:_BEGINNING]
    rest = content[content.rfind(b"%%EOF") + 5 :] if b"%%EOF" in content else b""
    for part in (beginning, rest):
        if _HTML.search(part):
            raise _FaultError("polyglot", "HTML")
    if _ZIP_ENTRY in beginning or _ZIP_END in rest:
        raise _FaultError("polyglot", "ZIP")
    if len(rest.strip(b"\0\r\n\t ")) > _MOST_AFTER_END:
        raise _FaultError("polyglot")


def _pages(content: bytes, options: Mapping[str, Any]) -> int:
    """The number of pages of a PDF that is whole, open and harmless."""
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError

    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise _FaultError("locked")
        pages = _count(reader, options["most_pages"])
        active.look(reader, content, most_objects=options["most_objects"])
    except (_FaultError, MemoryError):
        raise
    except active.ActiveContentError as found:
        raise _FaultError("active", str(found)) from found
    except (active.TooManyObjectsError, LimitReachedError, RecursionError) as found:
        raise _FaultError("complex", repr(found)[:200]) from found
    except Exception as error:  # a hostile file may make the parser fail in any way
        raise _FaultError("damaged", repr(error)[:200]) from error
    if pages < 1:
        raise _FaultError("no_pages")
    return pages


def _count(reader: Any, most: int) -> int:
    """Pages; a tree that says itself that it is too large is not walked."""
    claimed = reader.root_object["/Pages"].get_object().get("/Count", 0)
    if isinstance(claimed, int) and claimed > most:
        raise _FaultError("many_pages", str(int(claimed)))
    pages = len(reader.pages)
    if pages > most:
        raise _FaultError("many_pages", str(pages))
    return pages
