"""Small PDFs, good and bad."""

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)


def written(writer: PdfWriter) -> bytes:
    """The bytes of what a writer holds."""
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def blank_pdf(pages: int = 1) -> PdfWriter:
    """A PDF with blank A4 pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    return writer


def good() -> bytes:
    return written(blank_pdf())


def with_open_action(kind: str) -> bytes:
    """A PDF that does something when it is opened."""
    writer = blank_pdf()
    action = DictionaryObject({NameObject("/S"): NameObject(kind)})
    action[NameObject("/F")] = TextStringObject("x")
    writer.root_object[NameObject("/OpenAction")] = action
    return written(writer)


def with_script() -> bytes:
    """The script hangs in the document's tree of names."""
    writer = blank_pdf()
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
    script[NameObject("/JS")] = TextStringObject("app.alert('halo')")
    names = ArrayObject([TextStringObject("mulai"), writer._add_object(script)])
    tree = DictionaryObject({NameObject("/Names"): names})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): tree})
    return written(writer)


def with_annotation_script() -> bytes:
    """The script hangs on an annotation of a page, not on the document."""
    writer = blank_pdf()
    action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
    action[NameObject("/JS")] = TextStringObject("1")
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    return written(writer)


def with_attachment(name: str, content: bytes) -> bytes:
    writer = blank_pdf()
    writer.add_attachment(name, content)
    return written(writer)


def locked() -> bytes:
    writer = blank_pdf()
    writer.encrypt("rahasia", algorithm="RC4-128")
    return written(writer)


def png() -> bytes:
    """One white dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b"")
    )


def upload(content: bytes, name: str = "surat.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
