"""More files made to do harm: loops, claims and amplifiers for each part of a PDF's reader."""

import zlib
from functools import cache

from jumpa.documents.tests import pdfs, pki, tampering
from jumpa.documents.tests.hostile import MB, document, page, stream, zeros

_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_SHEET = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
_FLATE = b"/Filter /FlateDecode"
_FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"


def _packed(data: bytes, entries: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), entries + _FLATE)


def _with_table(rows: bytes, entries: bytes, *objects: bytes) -> bytes:
    """A PDF of these objects whose table is a stream of these rows."""
    out = b"%PDF-1.7\n"
    for number, body in enumerate(objects, start=1):
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = _packed(rows, b"/Type /XRef /Root 1 0 R %s " % entries)
    return out + b"9 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, len(out))


def table_loop() -> bytes:
    """The table before this one is this one."""
    content = pdfs.good()
    start = content.rindex(b"startxref") + 9
    at = int(content[start:].split()[0])
    return content.replace(b"trailer\n<<", b"trailer\n<< /Prev %d " % at)


def table_without_width() -> bytes:
    """A table of two thousand million rows, each no byte wide."""
    return _with_table(b"", b"/W [0 0 0] /Size 2000000000", _CATALOG, _PAGES, _SHEET)


def table_too_wide() -> bytes:
    return _with_table(bytes(99), b"/W [1 2000000000 1] /Size 9", _CATALOG, _PAGES, _SHEET)


def table_with_columns() -> bytes:
    """A predictor that wants two gigabytes for a row."""
    way = b"/W [1 4 2] /Size 9 /DecodeParms << /Predictor 12 /Columns 2147483647 >>"
    return _with_table(bytes(99), way, _CATALOG, _PAGES, _SHEET)


def object_stream_in_itself() -> bytes:
    """An object stream that lies in itself, and goes on in itself."""
    inner = _packed(b"4 0 5 3 <<>> <<>>", b"/Type /ObjStm /N 2 /First 8 /Extends 4 0 R ")
    rows = [(0, 0, 0), (1, 9, 0)]
    plain = (_CATALOG, _PAGES, _SHEET)
    at = 9
    rows = [(0, 0, 0)]
    for number, body in enumerate(plain, start=1):
        rows.append((1, at, 0))
        at += len(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    rows += [(2, 4, 0), (2, 4, 1)]
    packed = b"".join(bytes([a]) + b.to_bytes(4, "big") + c.to_bytes(2, "big") for a, b, c in rows)
    return _with_table(packed, b"/W [1 4 2] /Size 6", *plain, inner)


@cache
def million_objects() -> bytes:
    """A million objects in object streams, a hundred kilobytes of file."""
    count, each = 200, 5000
    names = b"".join(b"%d %d " % (at + 1000, 2 * at) for at in range(each))
    inner = _packed(names + b"0 " * each, b"/Type /ObjStm /N %d /First %d " % (each, len(names)))
    plain = (_CATALOG, _PAGES, _SHEET, *[inner] * count)
    at, rows = 9, [bytes(7)]
    for number, body in enumerate(plain, start=1):
        rows.append(b"\1" + at.to_bytes(4, "big") + bytes(2))
        at += len(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    first = len(rows)
    rows += [
        b"\2" + (4 + home).to_bytes(4, "big") + index.to_bytes(2, "big")
        for home in range(count)
        for index in range(each)
    ]
    return _with_table(b"".join(rows), b"/W [1 4 2] /Size %d" % (first + count * each), *plain)


def deep_page_tree(depth: int = 50_000) -> bytes:
    """Each branch holds but the next."""
    branches = [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (at + 3) for at in range(depth)]
    return document(_CATALOG, *branches, b"<< /Type /Page /MediaBox [0 0 9 9] >>")


def ten_thousand_pages() -> bytes:
    kids = b" ".join(b"%d 0 R" % (at + 3) for at in range(10_000))
    tree = b"<< /Type /Pages /Count 10000 /Kids [%s] >>" % kids
    return document(_CATALOG, tree, *[_SHEET] * 10_000)


def reference_loop() -> bytes:
    """Two objects that are each other, and one that is itself."""
    return document(b"<< /Type /Catalog /Pages 2 0 R /X 5 0 R >>", b"4 0 R", b"3 0 R", b"2 0 R")


def length_of_itself() -> bytes:
    return page(b"<< >>", b"<< /Length 4 0 R >>\nstream\nq Q\nendstream")


def form_field_loop() -> bytes:
    """A field that is its own child."""
    form = b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>"
    field = b"<< /FT /Sig /T (a) /Kids [4 0 R 4 0 R] /Parent 4 0 R >>"
    return document(form, _PAGES, _SHEET, field)


def many_notes() -> bytes:
    notes = b"5 0 R " * 100_000
    note = b"<< /Type /Annot /Subtype /Square /Rect [0 0 99 99] /AP << /N 6 0 R >> >>"
    look = stream(b"0 0 9 9 re f", _FORM)
    return page(b"<< >> /Annots [%s]" % notes, stream(b""), note, look)


def strange_boxes() -> bytes:
    """Sizes that are no sizes, and a unit of a thousand million."""
    boxes = (b"[0 0 0 0]", b"[9 9 -9 -9]", b"[(a) (b) 1 1]", b"[0 0 1e99 1]", b"null", b"4 0 R")
    sheets = [
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /UserUnit 1000000000 /Rotate 45 >>" % box
        for box in boxes
    ]
    kids = b" ".join(b"%d 0 R" % (at + 3) for at in range(len(sheets)))
    return document(_CATALOG, b"<< /Type /Pages /Kids [%s] /Count 6 >>" % kids, *sheets)


def _image(data: bytes, entries: bytes) -> bytes:
    image = stream(data, b"/Type /XObject /Subtype /Image %s" % entries)
    return page(b"<< /XObject << /I 5 0 R >> >>", stream(b"595 0 0 842 0 0 cm /I Do"), image)


def endless_image() -> bytes:
    """A picture of 100,000 × 100,000."""
    size = b"/Width 100000 /Height 100000 /ColorSpace /DeviceGray /BitsPerComponent 8"
    return _image(zeros(64 * MB), size + _FLATE)


def fax_bomb() -> bytes:
    size = b"/Width 60000 /Height 60000 /ColorSpace /DeviceGray /BitsPerComponent 1"
    way = b"/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>"
    return _image(b"\xff" * 4096, size + way)


def jbig2_bomb() -> bytes:
    """One region, said to be 65,000 × 65,000."""
    side = (65_000).to_bytes(4, "big")
    info = b"\0\0\0\0\x30\0\1\0\0\0\x13" + side + side + bytes(8) + b"\0\0\0"
    coding = b"\0\0\3\xff\xfd\xff\2\xfe\xfe\xfe"
    region = b"\0\0\0\1\x26\0\1\0\0\0\x40" + side + side + bytes(8) + coding
    size = b"/Width 65000 /Height 65000 /ColorSpace /DeviceGray /BitsPerComponent 1"
    return _image(info + region + bytes(64), size + b"/Filter /JBIG2Decode")


def jpx_bomb() -> bytes:
    """A JPEG 2000 of 60,000 × 60,000 in tiles of one pixel."""
    side, one = (60_000).to_bytes(4, "big"), (1).to_bytes(4, "big")
    parts = b"\0\3" + b"\7\1\1" * 3
    head = b"\0\0" + side + side + bytes(8) + one + one + bytes(8) + parts
    siz = b"\xff\x51" + (len(head) + 2).to_bytes(2, "big") + head
    cod = b"\xff\x52\0\x0c\0\0\0\1\0\5\4\4\0\0"
    qcd = b"\xff\x5c\0\4\x40\x40"
    sot = b"\xff\x90\0\x0a\0\0\0\0\0\0\0\1\xff\x93"
    return _image(
        b"\xff\x4f" + siz + cod + qcd + sot + b"\xff\xd9",
        b"/Width 60000 /Height 60000 /Filter /JPXDecode",
    )


def many_filters() -> bytes:
    """A thousand filters one after another."""
    return page(b"<< >>", stream(b"0>" * 99, b"/Filter [%s]" % (b"/ASCIIHexDecode " * 1000)))


def same_content_often() -> bytes:
    """The contents of the page are the same megabyte, a hundred thousand times."""
    sheet = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [%s] >>"
    again = b"4 0 R " * 100_000
    return document(_CATALOG, _PAGES, sheet % again, _packed(b"0 0 m 9 9 l S " * 75_000))


def pattern_in_itself() -> bytes:
    pattern = stream(
        b"/Pattern cs /P scn 0 0 9 9 re f",
        b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 1 /YStep 1"
        b" /Resources << /Pattern << /P 5 0 R >> >>",
    )
    drawn = stream(b"/Pattern cs /P scn 0 0 595 842 re f")
    return page(b"<< /Pattern << /P 5 0 R >> >>", drawn, pattern)


def fine_pattern() -> bytes:
    """A pattern repeated a thousand million times."""
    pattern = stream(
        b"0 0 1 1 re f",
        b"/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep .00001 /YStep .00001"
        b" /Resources << >>",
    )
    drawn = stream(b"/Pattern cs /P scn 0 0 595 842 re f")
    return page(b"<< /Pattern << /P 5 0 R >> >>", drawn, pattern)


def glyph_in_itself() -> bytes:
    """A letter that is drawn by writing itself, ten times."""
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0]"
        b" /FirstChar 97 /LastChar 97 /Widths [9] /Encoding << /Differences [97 /a] >>"
        b" /CharProcs << /a 6 0 R >> /Resources << /Font << /F 5 0 R >> >> >>"
    )
    glyph = stream(b"9 0 d0 BT /F 9 Tf (aaaaaaaaaa) Tj ET")
    drawn = stream(b"BT /F 12 Tf 99 700 Td (aaaaaaaaaa) Tj ET")
    return page(b"<< /Font << /F 5 0 R >> >>", drawn, font, glyph)


def mask_in_itself() -> bytes:
    state = b"<< /SMask << /S /Luminosity /G 6 0 R >> >>"
    group = stream(
        b"/G gs 0 0 595 842 re f",
        _FORM + b"/Group << /S /Transparency >> /Resources << /ExtGState << /G 5 0 R >> >>",
    )
    return page(b"<< /ExtGState << /G 5 0 R >> >>", stream(b"/G gs 0 0 9 9 re f"), state, group)


def huge_function() -> bytes:
    """A shading by a table of a hundred million values."""
    function = stream(
        b"",
        b"/FunctionType 0 /Domain [0 1 0 1] /Range [0 1] /Size [100000 100000] /BitsPerSample 8",
    )
    shade = b"<< /ShadingType 1 /ColorSpace /DeviceGray /Function 6 0 R >>"
    return page(b"<< /Shading << /S 5 0 R >> >>", stream(b"/S sh"), shade, function)


def _writing(words: bytes, font: bytes, *others: bytes) -> bytes:
    drawn = _packed(b"BT /F 9 Tf 20 800 Td 9 TL %s ET" % words)
    return page(b"<< /Font << /F 5 0 R >> >>", drawn, font, *others)


_HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def million_words() -> bytes:
    return _writing(b"(Nomor Hal Yth. 5 Maret 2026) Tj T* " * 170_000, _HELVETICA)


def words_upon_words() -> bytes:
    """A hundred thousand words at one place, each turned a little further."""
    turned = b"".join(b".9 .%04d -.%04d .9 99 99 Tm (Hal) Tj " % (at, at) for at in range(9999))
    return _writing(turned * 10, _HELVETICA)


def huge_character_map() -> bytes:
    """A map of characters to text: each of a million to a thousand letters."""
    letters = b"0041" * 120
    rows = b"".join(b"<%04x> <%s>\n" % (at % 65_536, letters) for at in range(65_000))
    cmap = b"begincmap\n65000 beginbfchar\n%sendbfchar\n" % rows
    wide = b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange endcmap"
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H"
        b" /ToUnicode 6 0 R /DescendantFonts [7 0 R] >>"
    )
    below = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << >> >>"
    return _writing(b"<%s> Tj " % (b"0001" * 2000), font, _packed(cmap + wide), below)


def deep_states() -> bytes:
    """Five million states, one within the other."""
    return page(b"<< >>", _packed(b"q " * 5_000_000))


def many_revisions() -> bytes:
    """A signed letter that was saved two thousand times since."""
    out = pki.sign(tampering.letter())
    root = out[out.rindex(b"/Root") :].split()[1]
    last = int(out[out.rindex(b"startxref") + 9 :].split()[0])
    for _turn in range(2000):
        here = len(out)
        out += b"60 0 obj\n<<>>\nendobj\n"
        table = len(out)
        row = b"xref\n60 1\n%010d 00000 n \n" % here
        out += row + b"trailer\n<< /Size 61 /Root %s 0 R /Prev %d >>\n" % (root, last)
        out += b"startxref\n%d\n%%%%EOF\n" % table
        last = table
    return out


def _on_a_note(action: bytes) -> bytes:
    note = b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /AA << /E %s >> >>" % action
    return page(b"<< >> /Annots [5 0 R]", stream(b""), note)


def submits_when_touched() -> bytes:
    return _on_a_note(b"<< /S /SubmitForm /F (https://contoh.invalid/) >>")


def leaves_when_touched() -> bytes:
    return _on_a_note(b"<< /S /URI /URI (https://contoh.invalid/) >>")


def opens_another_when_touched() -> bytes:
    return _on_a_note(b"<< /S /GoToR /F (lain.pdf) /D [0 /Fit] >>")


def escaped_script() -> bytes:
    """The names of the script are written in numbers."""
    return _on_a_note(b"<< /#53 /J#61vaScript /#4A#53 (app.alert\\(1\\)) >>")


def _lost(body: bytes) -> bytes:
    return document(_CATALOG, _PAGES, _SHEET, lost=b"9 0 obj\n%s\nendobj\n" % body)


def escaped_orphan() -> bytes:
    """The same in an object that no table names."""
    return _lost(b"<< /S /J#61v#61Script /JS (1) >>")


def orphan_behind_a_remark() -> bytes:
    return _lost(b"<< /S % catatan\n /Launch /F (x) >>")


def orphan_in_object_stream() -> bytes:
    """An object stream holds a script that no table names."""
    inner = _packed(b"7 0 << /S /JavaScript /JS (1) >>", b"/Type /ObjStm /N 1 /First 4 ")
    return document(_CATALOG, _PAGES, _SHEET, inner)
