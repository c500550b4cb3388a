"""QR codes, the same bytes for the same text."""

import io

import segno


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
    return stream.getvalue()
