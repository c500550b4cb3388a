"""Pictures made to do harm."""

import io
import struct
import zlib

from PIL import Image

from jumpa.documents.tests import hostile, pdfs
from jumpa.documents.tests.hostile import MB, zeros


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def _png(*chunks: bytes, width: int = 1, height: int = 1, data: bytes = b"") -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    drawn = _chunk(b"IDAT", data or zlib.compress(b"\0\xff"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + drawn + _chunk(b"IEND", b"")


def endless_png() -> bytes:
    """A PNG of 100,000 × 100,000."""
    return _png(width=100_000, height=100_000, data=zeros(64 * MB))


def words_in_png() -> bytes:
    """A remark that deflates a gigabyte."""
    return _png(_chunk(b"zTXt", b"Comment\0\0" + zeros(1024 * MB)))


def profile_in_png() -> bytes:
    """A colour profile that does."""
    return _png(_chunk(b"iCCP", b"profil\0\0" + zeros(1024 * MB)))


def many_chunks() -> bytes:
    return _png(*[_chunk(b"tEXt", b"a\0b")] * 300_000)


def short_png() -> bytes:
    """More picture than data."""
    return _png(width=6000, height=6000)


def endless_jpeg() -> bytes:
    """A JPEG whose head says 65,500 × 65,500."""
    out = io.BytesIO()
    Image.new("L", (8, 8)).save(out, "JPEG")
    content = out.getvalue()
    at = content.index(b"\xff\xc0") + 5
    return content[:at] + struct.pack(">HH", 65_500, 65_500) + content[at + 4 :]


def picture_and_archive() -> bytes:
    """A picture for one program, an archive for another."""
    return pdfs.png() + hostile.archive()


def gif_and_archive() -> bytes:
    out = io.BytesIO()
    Image.new("L", (8, 8)).save(out, "GIF")
    return out.getvalue() + hostile.archive()


def vector() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def letter_of_word() -> bytes:
    """A .docx is an archive, and taken nowhere."""
    return hostile.archive()
