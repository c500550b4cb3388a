"""The pages of several files, ready to stand in one PDF together; see ``page_parts``.

One child takes several small files, for starting it costs more than reading them.
"""

import io
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from PIL import Image
from pypdf import PdfReader

from jumpa.documents.confinement.page_parts import part_of

_LONGEST_SIDE = 2200
_INCHES = 11


def run(content: bytes, options: Mapping[str, Any]) -> Any:
    """``[{"body": base64, "offsets": […], "pages": …}, …]``, null for a file that can't be read.

    Args:
        options: ``files`` ("size" in bytes, "is_picture"; in the order in which they lie in
            ``content``), ``first`` (number of the first object), ``root`` (of the tree of pages),
            ``most_pages`` (a file with more has no body).
    """
    parts: list[dict[str, Any] | None] = []
    start, first = 0, options["first"]
    for file in options["files"]:
        given = content[start : start + file["size"]]
        start += file["size"]
        part = _part(given, file["is_picture"], first, options)
        first += len(part["offsets"]) if part else 0
        parts.append(part)
    return parts


def _part(
    given: bytes, is_picture: bool, first: int, options: Mapping[str, Any]
) -> dict[str, Any] | None:
    try:
        reader = PdfReader(io.BytesIO(_as_page(given) if is_picture else given))
        pages = len(reader.pages)
        if pages > options["most_pages"]:
            return {"body": "", "offsets": [], "pages": pages}
        part = part_of(reader, first=first, root=options["root"])
    except MemoryError:
        raise
    except Exception:  # a damaged file fails in a hundred ways, and the next one is as good
        return None
    return {
        "body": b64encode(part.body).decode(),
        "offsets": part.offsets,
        "pages": part.pages,
    }


def _as_page(given: bytes) -> bytes:
    """A picture on a page of its own, no larger than a page is printed."""
    Image.MAX_IMAGE_PIXELS = None  # memory is bounded here
    with Image.open(io.BytesIO(given), formats=("PNG", "JPEG")) as picture:
        picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
        picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        plain = picture.convert("RGBA")
    white = Image.new("RGB", plain.size, "white")
    white.paste(plain, mask=plain.getchannel("A"))
    target = io.BytesIO()
    white.save(target, "PDF", resolution=max(72.0, max(plain.size) / _INCHES))
    return target.getvalue()
