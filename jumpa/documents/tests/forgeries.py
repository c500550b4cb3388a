"""Forged signatures and files, of kinds that researchers of PDF signatures have published."""

import io
import re
from collections.abc import Callable, Mapping
from functools import cache

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pyhanko.stamp import TextStampStyle
from pypdf import PdfReader

from jumpa.documents.tests import pki, tampering
from jumpa.documents.tests.hostile import document, stream

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
TRUE, FALSE = b"(Dana satu juta rupiah) Tj", b"(Dana satu milyar rupiah) Tj"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources %s >>"
_RESOURCES = b"<< /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >>"
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_SHEET = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
_INVISIBLE = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"


def text(words: bytes) -> bytes:
    return stream(b"BT /F1 12 Tf 70 700 Td %s ET /X Do" % words)


@cache
def prepared() -> bytes:
    """A letter with all that its forger will need: a cover over a line, another page, a note."""
    return document(
        _CATALOG,
        _PAGES,
        _PAGE % (4, _RESOURCES),
        text(TRUE),
        FONT,
        stream(b"1 g 60 690 300 30 re f", _INVISIBLE),
        _PAGE % (8, _RESOURCES),
        text(FALSE),
        b"<< /Type /Pages /Kids [7 0 R] /Count 1 >>",
        # The page and the tree once more, under the numbers that they will be asked for by.
        lost=b"3 0 obj\n%s\nendobj\n2 0 obj\n%s\nendobj\n"
        % (_PAGE % (8, _RESOURCES), b"<< /Type /Pages /Kids [7 0 R] /Count 1 >>"),
    )


@cache
def signed() -> bytes:
    return pki.sign(prepared())


def revised(content: bytes, objects: Mapping[int, bytes], *, is_whole: bool = True) -> bytes:
    """An update by hand; not ``is_whole`` leaves out the table of it and the trailer."""
    out = bytearray(content)
    places: dict[int, int] = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return bytes(out) if not is_whole else listed(bytes(out), content, places)


def listed(out: bytes, before: bytes, places: Mapping[int, int]) -> bytes:
    """``out`` with a table that says where objects are, wherever that is."""
    last = int(before[before.rindex(b"startxref") + 9 :].split()[0])
    size = len(PdfReader(io.BytesIO(before)).xref[0]) + 50
    table = b"".join(b"%d 1\n%010d 00000 n \n" % item for item in sorted(places.items()))
    root = re.findall(rb"/Root (\d+)", before)[-1]
    end = b"trailer\n<< /Size %d /Root %s 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return out + b"xref\n" + table + end % (size, root, last, len(out))


def uncovered() -> bytes:
    """Shadow attack, hide: what covered a line draws nothing any more."""
    return revised(signed(), {6: stream(b"", _INVISIBLE)})


def other_letters() -> bytes:
    """Shadow attack, replace: the same words in a font that draws other letters."""
    font = FONT.replace(b">>", b"/Encoding << /Differences [97 /b /a] >> >>")
    return revised(signed(), {5: font})


def old_page_shown() -> bytes:
    """Shadow attack, hide and replace: nothing is added but a table that names another page."""
    content = signed()
    return listed(content, content, {3: content.index(b"3 0 obj")})


def old_tree_shown() -> bytes:
    content = signed()
    return listed(content, content, {2: content.index(b"2 0 obj")})


def saved_without_a_table() -> bytes:
    """Incremental saving attack: new objects, no table, no trailer."""
    return revised(signed(), {4: text(FALSE)}, is_whole=False)


def saved_with_a_trailer_only() -> bytes:
    content = signed()
    old = content[content.rindex(b"trailer") :]
    return revised(content, {4: text(FALSE)}, is_whole=False) + old


def saved_with_the_signature_again() -> bytes:
    """The update carries a copy of the signature."""
    content = signed()
    start = content.rindex(b" 0 obj", 0, content.index(b"/ByteRange")) - 2
    number = int(content[start : start + 2])
    copy = content[content.index(b"<<", start) : content.index(b"endobj", start)]
    return revised(content, {number: copy.strip(), 4: text(FALSE)})


def _swap(content: bytes, found: bytes, value: bytes) -> bytes:
    """In place where it fits, so that all offsets stay."""
    at = re.search(found, content)
    assert at is not None
    assert len(value) <= len(at.group())
    return content[: at.start()] + value.ljust(len(at.group())) + content[at.end() :]


def with_range(value: bytes) -> Callable[[], bytes]:
    """The signature's ByteRange is something else."""
    return lambda: _swap(signed(), rb"/ByteRange \[[^\]]*\]( *)", b"/ByteRange " + value)


def with_container(value: bytes) -> Callable[[], bytes]:
    """The signature's Contents are something else."""
    return lambda: _swap(signed(), rb"/Contents <[0-9a-fA-F]*>", b"/Contents " + value)


def without_contents() -> bytes:
    return _swap(signed(), rb"/Contents <(?=3)", b"/Contentz <")


def wide_gap() -> bytes:
    """Between signature and second range lies room for what nobody signed."""
    content = signed()
    numbers = tampering._range(content)[1]
    return tampering._with_range(content, [0, numbers[1], numbers[2] + 9, numbers[3] - 9])


def short_end() -> bytes:
    """The last bytes are not covered: the trailer may be another one."""
    content = signed()
    numbers = tampering._range(content)[1]
    return tampering._with_range(content, [*numbers[:3], numbers[3] - 40])


def beyond_end() -> bytes:
    content = signed()
    numbers = tampering._range(content)[1]
    return tampering._with_range(content, [*numbers[:3], numbers[3] + 5])


def updated(content: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    return tampering._updated(content, change)


def with_place_over_it() -> bytes:
    """A place for a signature, unsigned, whose look hides the page."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        fields.append_signature_field(writer, fields.SigFieldSpec("Kosong", box=(0, 0, 595, 842)))
        look = generic.StreamObject(stream_data=b"1 g 0 0 595 842 re f")
        look[pdf_name("/Subtype")] = pdf_name("/Form")
        field = writer.root["/AcroForm"]["/Fields"][-1]
        looks = generic.DictionaryObject({pdf_name("/N"): writer.add_object(look)})
        field[pdf_name("/AP")] = looks
        writer.update_container(field)

    return updated(signed(), change)


def with_odd_field() -> bytes:
    """A second signature's field, whose place on the page and parts are nonsense."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = generic.DictionaryObject(
            {
                pdf_name("/FT"): pdf_name("/Sig"),
                pdf_name("/T"): generic.TextStringObject("Aneh"),
                pdf_name("/Kids"): generic.NumberObject(3),
                pdf_name("/Rect"): generic.TextStringObject("0 0 595 842"),
            }
        )
        form = writer.root["/AcroForm"]
        form["/Fields"].append(writer.add_object(field))
        writer.update_container(form)

    return updated(signed(), change)


def with_second_broken() -> bytes:
    """Two signatures; the second's value is damaged."""
    content = pki.sign(signed(), pki.second(), field="Kedua")
    at = content.rindex(b"/Contents <") + 11
    end = at + len(content[at : content.index(b">", at)].rstrip(b"0"))
    return content[: end - 1] + (b"1" if content[end - 1 : end] != b"1" else b"2") + content[end:]


def on_no_page() -> bytes:
    """The field stands in the form only; no page has it."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = tampering._first_page(writer)
        page[pdf_name("/Annots")] = generic.ArrayObject()
        writer.update_container(page)

    return updated(signed(), change)


def _with_page(change: Callable[[IncrementalPdfFileWriter, generic.ArrayObject], int]) -> bytes:
    def whole(writer: IncrementalPdfFileWriter) -> None:
        pages = writer.root["/Pages"]
        pages[pdf_name("/Count")] = generic.NumberObject(change(writer, pages["/Kids"]))
        writer.update_container(pages)
        writer.update_container(pages["/Kids"])

    return updated(signed(), whole)


def page_added() -> bytes:
    def change(writer: IncrementalPdfFileWriter, kids: generic.ArrayObject) -> int:
        page = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Page"),
                pdf_name("/Parent"): writer.root.raw_get("/Pages"),
                pdf_name("/MediaBox"): generic.ArrayObject(
                    generic.NumberObject(side) for side in (0, 0, 595, 842)
                ),
            }
        )
        kids.append(writer.add_object(page))
        return len(kids)

    return _with_page(change)


def page_removed() -> bytes:
    def change(_writer: IncrementalPdfFileWriter, kids: generic.ArrayObject) -> int:
        kids.clear()
        return 0

    return _with_page(change)


def page_replaced() -> bytes:
    def change(writer: IncrementalPdfFileWriter, kids: generic.ArrayObject) -> int:
        kids[0] = generic.IndirectObject(7, 0, writer)
        return len(kids)

    return _with_page(change)


def title_changed() -> bytes:
    """Only the file's own data about itself: the title that a window shows."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        title = generic.TextStringObject("Surat yang lain")
        info = generic.DictionaryObject({pdf_name("/Title"): title})
        writer.set_info(writer.add_object(info))

    return updated(signed(), change)


def metadata_changed() -> bytes:
    """The same, in the packet that says it in XML."""
    content = signed()
    number = int(re.findall(rb"/Metadata (\d+) 0 R", content)[-1])
    words = (
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
        b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        b"<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>"
        b"<rdf:Alt><rdf:li xml:lang='x-default'>Surat yang lain</rdf:li></rdf:Alt></dc:title>"
        b"</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    return revised(content, {number: stream(words, b"/Type /Metadata /Subtype /XML")})


def _marked(**meta: object) -> bytes:
    style = TextStampStyle(stamp_text="Ditandatangani: Hendra")
    return pki.sign(prepared(), box=(50, 50, 250, 120), style=style, **meta)


def mark_changed() -> bytes:
    """The signature's own mark shows another name."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        look = generic.StreamObject(stream_data=b"BT /F1 9 Tf (Wali Kota) Tj ET")
        look[pdf_name("/Subtype")] = pdf_name("/Form")
        field["/AP"][pdf_name("/N")] = writer.add_object(look)
        writer.update_container(field["/AP"])

    return updated(_marked(), change)


def mark_moved() -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        sides = (0, 0, 595, 842)
        field[pdf_name("/Rect")] = generic.ArrayObject(map(generic.NumberObject, sides))
        writer.update_container(field)

    return updated(_marked(), change)


def covered_by_a_second(holder: pki.Holder, box: tuple[int, int, int, int]) -> bytes:
    """Sneaky signature attack: a further signature whose mark lies over the text."""
    style = TextStampStyle(stamp_text="Dana dua milyar rupiah", background_opacity=1)
    return pki.sign(signed(), holder, field="Kedua", box=box, style=style)


def same_value_twice() -> bytes:
    """A second field that claims the first one's signature."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        known = writer.root["/AcroForm"]["/Fields"]
        field = generic.DictionaryObject(
            {
                pdf_name("/FT"): pdf_name("/Sig"),
                pdf_name("/T"): generic.TextStringObject("Kembar"),
                pdf_name("/V"): known[0].raw_get("/V"),
            }
        )
        known.append(writer.add_object(field))
        writer.update_container(writer.root["/AcroForm"])

    return updated(signed(), change)


def after_junk() -> bytes:
    return b"\n% surat lain\n" * 9 + signed()


def two_tables() -> bytes:
    """A file for fast reading (linearized): the first table, in front, leads to the main one."""
    head = b"%%PDF-1.7\n4 0 obj\n<< /Linearized 1 /L %010d /N 1 /O 3 /E 9 /T %010d >>\nendobj\n"
    first = b"xref\n4 1\n0000000009 00000 n \ntrailer\n<< /Size 5 /Root 1 0 R /Prev %010d >>\n"
    first += b"startxref\n0\n%%%%EOF\n"
    last = b"trailer\n<< /Size 4 >>\nstartxref\n%d\n%%%%EOF\n"
    start = len(head % (0, 0))
    at = start + len(first % 0)
    rows, body = [b"0000000000 65535 f \n"], b""
    for number, content in enumerate((_CATALOG, _PAGES, _SHEET), start=1):
        rows.append(b"%010d 00000 n \n" % (at + len(body)))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = at + len(body)
    end = b"xref\n0 4\n" + b"".join(rows) + last % start
    return head % (table + len(end), table) + first % table + body + end
