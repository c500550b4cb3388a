"""Files made to do harm, each as small as its harm allows."""

import io
import zipfile
import zlib
from collections.abc import Callable
from functools import cache

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from jumpa.documents.tests import pdfs

MB = 1024 * 1024


def document(*objects: bytes, lost: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, with a right table that does not list ``lost``."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + lost)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out + end % (len(objects) + 1, table))


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


@cache
def zeros(size: int) -> bytes:
    """``size`` zeros, deflated without ever holding them."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(bytes(MB)) for _ in range(size // MB)]
    return b"".join((*parts, packer.flush()))


_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


_HALF = b" /Resources << /ExtGState << /G << /ca 0.5 /BM /Luminosity >> >> >>"


def page(resources: bytes, *others: bytes) -> bytes:
    """One page: object 4 is what it draws, the rest follow from 5."""
    sheet = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>"
    return document(_CATALOG, _PAGES, sheet % resources, *others)


def bomb() -> bytes:
    """Contents that deflate 1 GB of zeros into 1 MB."""
    return page(b"<< >>", stream(zeros(1024 * MB), b"/Filter /FlateDecode"))


def nested_bomb() -> bytes:
    """The same, packed twice more into a few kilobytes."""
    packed = zlib.compress(zlib.compress(zeros(1024 * MB), 9), 9)
    filters = b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"
    return page(b"<< >>", stream(packed, filters))


def attachment_bomb() -> bytes:
    """An attachment that deflates 1 GB, hidden behind two filters."""
    packed = zlib.compress(zeros(1024 * MB), 9)
    embedded = stream(packed, b"/Type /EmbeddedFile /Filter [/FlateDecode /FlateDecode]")
    return page(b"<< >>", stream(b""), embedded)


def object_stream_bomb() -> bytes:
    """An object stream of 1 GB, and a table that says each of 50,000 objects lies in it."""
    packed = stream(zeros(1024 * MB), b"/Type /ObjStm /N 50000 /First 600000 /Filter /FlateDecode")
    head = b"%PDF-1.7\n"
    start = head + b"1 0 obj\n" + packed + b"\nendobj\n"
    rows = b"".join(b"\x02" + (1).to_bytes(4, "big") + bytes(2) for _ in range(50_000))
    first = b"\x00" + bytes(6) + b"\x01" + len(head).to_bytes(4, "big") + bytes(2)
    table = stream(
        zlib.compress(first + rows),
        b"/Type /XRef /W [1 4 2] /Size 50002 /Root 2 0 R /Filter /FlateDecode",
    )
    end = b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(start)
    return start + b"60000 0 obj\n" + table + end


def billion_laughs() -> bytes:
    """Forms that each draw ten times the next, ten deep: ten thousand million drawings."""
    forms = []
    for depth in range(10):
        used = b"/Resources << /XObject << /F %d 0 R >> >>" % (6 + depth) if depth < 9 else b""
        drawn = b"/F Do " * 10 if depth < 9 else b"0 0 9 9 re f " * 10
        forms.append(stream(drawn, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] " + used))
    return page(b"<< /XObject << /F 5 0 R >> >>", stream(b"/F Do " * 10), *forms)


def form_calls_itself() -> bytes:
    form = stream(
        b"/F Do /F Do",
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>",
    )
    return page(b"<< /XObject << /F 5 0 R >> >>", stream(b"/F Do"), form)


def huge_image() -> bytes:
    """A picture of 50,000 × 50,000, 7.5 GB when drawn."""
    image = stream(
        zeros(64 * MB),
        b"/Type /XObject /Subtype /Image /Width 50000 /Height 50000 /ColorSpace /DeviceRGB"
        b" /BitsPerComponent 8 /Filter /FlateDecode",
    )
    return page(b"<< /XObject << /I 5 0 R >> >>", stream(b"595 0 0 842 0 0 cm /I Do"), image)


def huge_page() -> bytes:
    sheet = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e9 1e9] >>"
    return document(_CATALOG, _PAGES, sheet)


def many_pages(claimed: int = 100_000, kids: int = 100_000) -> bytes:
    """A tree of 100,000 pages, all the same object."""
    tree = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (claimed, b"3 0 R " * kids)
    sheet = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    return document(_CATALOG, tree, sheet)


def page_tree_loop() -> bytes:
    inner = b"<< /Type /Pages /Count 1 /Parent 2 0 R /Kids [2 0 R] >>"
    return document(_CATALOG, _PAGES, inner)


def page_tree_bush() -> bytes:
    """Each branch has the next ten times, eight deep: a hundred million pages, and says it is 1."""
    branches = [
        b"<< /Type /Pages /Count 1 /Kids [%s] >>" % (b"%d 0 R " % (at + 3) * 10) for at in range(8)
    ]
    leaf = b"<< /Type /Page /MediaBox [0 0 9 9] >>"
    return document(_CATALOG, *branches, leaf)


def deep_array(depth: int = 500_000) -> bytes:
    return page(b"<< >>", stream(b""), b"[" * depth + b"]" * depth)


def deep_dictionary(depth: int = 900_000) -> bytes:
    return page(b"<< >>", stream(b""), b"<</A" * depth + b">>" * depth)


def huge_table() -> bytes:
    """A table that claims four thousand million objects."""
    whole = pdfs.good()
    return whole.replace(b"xref\n0 ", b"xref\n0 4294967295\n0 ", 1)


def many_objects(count: int = 195_000) -> bytes:
    return document(_CATALOG, _PAGES, b"<< /Type /Page >>", *[b"<</A 1>>"] * count)


def slow_names() -> bytes:
    """Seven megabytes of names for one dictionary."""
    names = b"".join(b"/N%d %d " % (at, at) for at in range(450_000))
    return page(b"<< >>", stream(b""), b"<<" + names + b">>")


def broken_font() -> bytes:
    """A font whose program is noise."""
    noise = stream(bytes(range(256)) * 400, b"/Length1 102400")
    font = (
        b"<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 32 /LastChar 33"
        b" /Widths [500 500] /FontDescriptor 6 0 R >>"
    )
    described = (
        b"<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1 1] /ItalicAngle 0"
        b" /Ascent 1 /Descent 0 /CapHeight 1 /StemV 1 /FontFile2 7 0 R >>"
    )
    drawn = stream(b"BT /F 12 Tf 99 700 Td (Halo) Tj ET")
    return page(b"<< /Font << /F 5 0 R >> >>", drawn, font, described, noise)


def written_with(change: Callable[[PdfWriter], None]) -> bytes:
    writer = pdfs.blank_pdf()
    change(writer)
    return pdfs.written(writer)


def rich_media() -> bytes:
    def change(writer: PdfWriter) -> None:
        note = DictionaryObject({NameObject("/Subtype"): NameObject("/RichMedia")})
        note[NameObject("/Rect")] = ArrayObject(NumberObject(at) for at in (0, 0, 9, 9))
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])

    return written_with(change)


def xfa() -> bytes:
    def change(writer: PdfWriter) -> None:
        form = DictionaryObject({NameObject("/XFA"): writer._add_object(StreamObject())})
        writer.root_object[NameObject("/AcroForm")] = form

    return written_with(change)


def script_in_object_stream() -> bytes:
    """The script stands in no plain object, only packed with others."""
    inner = b"5 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    packed = stream(
        zlib.compress(inner),
        b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode",
    )
    plain = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R >>",
        _PAGES,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        packed,
    )
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    rows = [b"\x00" + bytes(6)]
    for number, body in enumerate(plain, start=1):
        rows.append(b"\x01" + out.tell().to_bytes(4, "big") + bytes(2))
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    rows.append(b"\x02" + (4).to_bytes(4, "big") + bytes(2))
    rows.append(b"\x01" + out.tell().to_bytes(4, "big") + bytes(2))
    table, at = b"".join(rows), out.tell()
    entries = b"/Type /XRef /W [1 4 2] /Size %d /Root 1 0 R" % len(rows)
    out.write(b"6 0 obj\n" + stream(table, entries) + b"\nendobj\n")
    out.write(b"startxref\n%d\n%%%%EOF\n" % at)
    return out.getvalue()


def orphaned_script() -> bytes:
    """A script that no table names; a reader that mends the table would find it."""
    lost = b"9 0 obj\n<< /S /JavaScript /JS (1) >>\nendobj\n"
    sheet = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    return document(_CATALOG, _PAGES, sheet, lost=lost)


def slow_drawing() -> bytes:
    """Transparent sheets over sheets, each as large as the page."""
    group = b"/Group << /S /Transparency /I true >> /Type /XObject /Subtype /Form"
    sheet = stream(b"/G gs 0 0 595 842 re f", group + b" /BBox [0 0 595 842]" + _HALF)
    drawn = zlib.compress(b"/G gs /F Do " * 4000)
    resources = b"<< /XObject << /F 5 0 R >> /ExtGState << /G << /ca 0.5 /BM /Luminosity >> >> >>"
    return page(resources, stream(drawn, b"/Filter /FlateDecode"), sheet)


def locked_for_changes() -> bytes:
    """Opens without a password, and yet is encrypted."""
    writer = pdfs.blank_pdf()
    writer.encrypt("", "pemilik", algorithm="RC4-128")
    return pdfs.written(writer)


def archive() -> bytes:
    """A ZIP with one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.txt", "isi")
    return out.getvalue()


def page_and_pdf() -> bytes:
    """A web page for whoever does not look at the first line."""
    return document(
        _CATALOG,
        _PAGES,
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        lost=b"<!doctype html><script>alert(1)</script>\n",
    )


def with_signature_and_attachment() -> bytes:
    """What a signed letter has: a form with a signature field, and a file that does nothing."""
    writer = pdfs.blank_pdf()
    writer.add_attachment("daftar.csv", b"a,b\n1,2\n")
    value = DictionaryObject({NameObject("/Type"): NameObject("/Sig")})
    value[NameObject("/Filter")] = NameObject("/Adobe.PPKLite")
    value[NameObject("/Contents")] = ByteStringObject(bytes(64))
    field = DictionaryObject({NameObject("/FT"): NameObject("/Sig")})
    field[NameObject("/V")] = writer._add_object(value)
    field[NameObject("/Subtype")] = NameObject("/Widget")
    field[NameObject("/Rect")] = ArrayObject(NumberObject(0) for _ in range(4))
    reference = writer._add_object(field)
    writer.pages[0][NameObject("/Annots")] = ArrayObject([reference])
    form = DictionaryObject({NameObject("/Fields"): ArrayObject([reference])})
    form[NameObject("/SigFlags")] = NumberObject(3)
    writer.root_object[NameObject("/AcroForm")] = form
    target = ArrayObject([writer.pages[0].indirect_reference, NameObject("/Fit")])
    writer.root_object[NameObject("/OpenAction")] = target
    return pdfs.written(writer)
