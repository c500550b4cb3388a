"""Draw the pages of a PDF: what is shown of an uploaded file is a picture, never the file."""

import io
import time
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

import pypdfium2
from PIL import Image

MOST_PAGES = 10
DOTS_PER_INCH = 110
_MOST_PIXELS = 4_000_000
_SHARE = 0.7
"""Of its time, after which no more pages are begun."""

_MOST_BYTES = 12 * 1024 * 1024
_HEAVY = 400_000


def run(content: bytes, options: Mapping[str, Any]) -> Any:
    """``{"pages": [{"page", "width", "height", "png"}, …], "of": number of pages}``.

    Ends with the pages that it had time and room for; ``png`` in base64.
    """
    until = _SHARE * float(options["cpu_seconds"])
    document = pypdfium2.PdfDocument(content)
    pages: list[dict[str, Any]] = []
    size = 0
    for at in range(min(len(document), MOST_PAGES)):
        if time.process_time() > until or size > _MOST_BYTES:
            break
        picture = _drawn(document[at])
        png = _png(picture)
        size += len(png)
        pages.append(
            {
                "page": at + 1,
                "width": picture.width,
                "height": picture.height,
                "png": b64encode(png).decode(),
            }
        )
    return {"pages": pages, "of": len(document)}


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    """The page with its notes, at most ``_MOST_PIXELS`` large."""
    width, height = page.get_size()
    scale = DOTS_PER_INCH / 72
    scale = min(scale, (_MOST_PIXELS / max(width * height, 1)) ** 0.5, 10_000 / max(width, height))
    picture: Image.Image = page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    page.close()
    return picture


def _png(picture: Image.Image) -> bytes:
    """A scan in true colour is heavy: 256 colours show it as well."""
    found = _saved(picture)
    return _saved(picture.quantize(256)) if len(found) > _HEAVY else found


def _saved(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PNG", compress_level=6)
    return stream.getvalue()
