"""PDFs written object by object, for what no writer would write."""

import zlib

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_TEXT = b"BT /F 12 Tf 72 700 Td (Nomor : 005/1/2026) Tj ET"
_PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>>>%s>>"
)


def raw_pdf(*objects: bytes) -> bytes:
    """The objects, numbered from 1; the first is the catalogue."""
    body, starts = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        starts.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    xref = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    trailer = b"trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(body))
    return body + xref + trailer


def raw_stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream, deflated."""
    packed = zlib.compress(data)
    head = b"<</Length %d/Filter/FlateDecode%s>>" % (len(packed), entries)
    return head + b"\nstream\n%s\nendstream" % packed


def raw_letter(*more: bytes, catalog: bytes = b"", page: bytes = b"") -> bytes:
    """A page with a line of text; ``more`` are the objects from number 6 on."""
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        _PAGE % page,
        raw_stream(_TEXT),
        _FONT,
        *more,
    )
