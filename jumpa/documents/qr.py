<<<<<<< HEAD
"""QR codes, the same bytes for the same text."""

import io
=======
"""QR codes as SVG: sharp at every size, and no picture library in the way."""

import io
from functools import lru_cache
>>>>>>> main

import segno


<<<<<<< HEAD
def qr_svg(text: str) -> bytes:
    """A QR code of ``text`` as a small SVG, black on white with the quiet zone that readers need.

    Error correction M: a fold or a stamp over a seventh of it does no harm.
    """
    stream = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        stream,
        kind="svg",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
        light="#fff",
    )
=======
@lru_cache(maxsize=256)
def qr_svg(text: str) -> bytes:
    """The code of ``text`` without a quiet zone; up to 15 % of it may be spoilt."""
    stream = io.BytesIO()
    segno.make(text, error="m", micro=False).save(stream, kind="svg", border=0, xmldecl=False)
>>>>>>> main
    return stream.getvalue()
