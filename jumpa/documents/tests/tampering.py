"""Signed files as a forger leaves them."""

import io
import re
from collections.abc import Callable

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from jumpa.documents.tests import pki
from jumpa.documents.tests.pdfs import written

_TEXT = b"BT /F1 12 Tf 70 700 Td (Permohonan dapat kami layani.) Tj ET"


def _page() -> PdfWriter:
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    stream = DecodedStreamObject()
    stream.set_data(_TEXT)
    page[NameObject("/Contents")] = writer._add_object(stream)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    return writer


def letter() -> bytes:
    """One page with one line."""
    return written(_page())


def form() -> bytes:
    """The letter with one text field."""
    writer = _page()
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject("Catatan"),
            NameObject("/Rect"): ArrayObject([FloatObject(n) for n in (70, 600, 300, 620)]),
        }
    )
    reference = writer._add_object(field)
    writer.pages[0][NameObject("/Annots")] = ArrayObject([reference])
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/Fields"): ArrayObject([reference])}
    )
    return written(writer)


def _updated(content: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(content), strict=False)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def filled(content: bytes) -> bytes:
    """Something written into the form's field."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = next(
            item.get_object()
            for item in writer.root["/AcroForm"]["/Fields"]
            if item.get_object()["/T"] == "Catatan"
        )
        field[pdf_name("/V")] = generic.TextStringObject("Dibaca")
        writer.update_container(field)

    return _updated(content, change)


def _first_page(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    page: generic.DictionaryObject = writer.root["/Pages"]["/Kids"][0]
    return page


def with_new_page_content(content: bytes) -> bytes:
    """The page's stream of content is another one."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = _first_page(writer)
        stream = generic.StreamObject(stream_data=_TEXT.replace(b"dapat", b"belum"))
        page[pdf_name("/Contents")] = writer.add_object(stream)
        writer.update_container(page)

    return _updated(content, change)


def _on_top(writer: IncrementalPdfFileWriter, note: dict[str, generic.PdfObject]) -> None:
    page = _first_page(writer)
    rect = generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 595, 842)])
    item = generic.DictionaryObject({pdf_name(key): value for key, value in note.items()})
    item[pdf_name("/Type")] = pdf_name("/Annot")
    item[pdf_name("/Rect")] = rect
    notes = generic.ArrayObject([*page.get("/Annots", []), writer.add_object(item)])
    page[pdf_name("/Annots")] = notes
    writer.update_container(page)


def with_note_on_top(content: bytes) -> bytes:
    """A note that hides the page."""
    words = generic.TextStringObject("DIBATALKAN")
    note = {"/Subtype": pdf_name("/FreeText"), "/Contents": words}
    return _updated(content, lambda writer: _on_top(writer, note))


def with_form_over_it(content: bytes) -> bytes:
    """A field, made after signing, whose look hides the page (a shadow attack)."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        look = generic.StreamObject(stream_data=b"1 g 0 0 595 842 re f")
        look[pdf_name("/Subtype")] = pdf_name("/Form")
        looks = generic.DictionaryObject({pdf_name("/N"): writer.add_object(look)})
        note = {
            "/Subtype": pdf_name("/Widget"),
            "/FT": pdf_name("/Tx"),
            "/T": generic.TextStringObject("Tutup"),
            "/AP": looks,
        }
        _on_top(writer, note)
        forms = writer.root["/AcroForm"]
        forms["/Fields"].append(_first_page(writer)["/Annots"].raw_get(-1))
        writer.update_container(forms)

    return _updated(content, change)


def with_other_pages(content: bytes) -> bytes:
    """The catalogue names another tree of pages (hide and replace)."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        old = _first_page(writer)
        page = generic.DictionaryObject({key: old.raw_get(key) for key in old})
        page[pdf_name("/MediaBox")] = generic.ArrayObject(
            [generic.NumberObject(n) for n in (0, 0, 100, 100)]
        )
        pages = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Pages"),
                pdf_name("/Count"): generic.NumberObject(1),
                pdf_name("/Kids"): generic.ArrayObject([writer.add_object(page)]),
            }
        )
        page[pdf_name("/Parent")] = writer.root[pdf_name("/Pages")] = writer.add_object(pages)
        writer.update_root()

    return _updated(content, change)


def with_empty_field(content: bytes) -> bytes:
    """A place for a signature."""
    return _updated(
        content, lambda writer: fields.append_signature_field(writer, fields.SigFieldSpec("Kosong"))
    )


def signed_regardless(content: bytes, holder: pki.Holder) -> bytes:
    """One more signature by a program that does not ask whether it may."""
    masked = content.replace(b"/Perms", b"/Permz").replace(b"/DocMDP", b"/DocMDQ")
    return content + pki.sign(masked, holder, field="Kedua")[len(content) :]


def _range(content: bytes) -> tuple[re.Match[bytes], list[int]]:
    found = re.search(rb"/ByteRange \[([\d ]+)\] *", content)
    assert found
    return found, [int(number) for number in found.group(1).split()]


def _with_range(content: bytes, numbers: list[int]) -> bytes:
    found, _numbers = _range(content)
    words = b"/ByteRange [%s]" % b" ".join(b"%d" % number for number in numbers)
    assert len(words) <= len(found.group())
    return content[: found.start()] + words.ljust(len(found.group())) + content[found.end() :]


def wrapped(content: bytes) -> bytes:
    """The signed tail copied to the end; before it room for what was never signed."""
    _found, (start, first, second, rest) = _range(content)
    wedge = b"\n% yang tidak pernah ditandatangani\n"
    moved = content + wedge + content[second:]
    return _with_range(moved, [start, first, len(content) + len(wedge), rest])


def without_first_bytes(content: bytes) -> bytes:
    _found, (_start, first, second, rest) = _range(content)
    return _with_range(content, [9, first - 9, second, rest])


def with_short_range(content: bytes) -> bytes:
    """The gap is wider than the signature, so that something beside it goes unsigned."""
    _found, (start, first, second, rest) = _range(content)
    return _with_range(content, [start, first - 4, second, rest])


def with_hidden_padding(content: bytes) -> bytes:
    """Something written into the zeros behind the signature."""
    _found, (_start, _first, second, _rest) = _range(content)
    return content[: second - 9] + b"deadbeef" + content[second - 1 :]


def without_byte_range(content: bytes) -> bytes:
    return content.replace(b"/ByteRange", b"/ByteRangf")


def with_broken_container(content: bytes) -> bytes:
    _found, (_start, first, _second, _rest) = _range(content)
    return content[: first + 1] + b"ffffffffffff" + content[first + 13 :]


def with_unknown_kind(content: bytes) -> bytes:
    return content.replace(b"/ETSI.CAdES.detached", b"/ETSI.CAdES.detachee")


def with_broken_table(content: bytes) -> bytes:
    at = content.rindex(b"startxref")
    return content[:at] + b"startxxxx" + content[at + 9 :]


def with_other_signature_value(content: bytes) -> bytes:
    """The last bytes of the signature's value changed; its form is whole."""
    _found, (_start, first, second, _rest) = _range(content)
    end = first + len(content[first : second - 1].rstrip(b"0"))
    # The last element is the signature's value, or follows it; its last digit is flipped.
    last = content[end - 1 : end]
    return content[: end - 1] + (b"1" if last != b"1" else b"2") + content[end:]
