"""What programs do to a text when they write a PDF: letters one by one, twice, drawn out."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
)

from jumpa.documents.reading.pages import read_pages
from jumpa.documents.reading.tests.letters import (
    BODY,
    CLOSING,
    HEAD,
    KOP,
    found_in,
    make_letter,
    make_scan,
    values_in,
)
from jumpa.documents.reading.text import Line

Run = tuple[float, float, str]
"""Where a run of letters begins, from the page's lower left, and what it says."""


def drawn(*runs: Run, spacing: float = 0.0, size: float = 11.0) -> bytes:
    """A page with these runs; ``spacing`` points are added after each letter."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    page[NameObject("/Resources")] = resources()
    stream = DecodedStreamObject()
    parts = [f"1 0 0 1 {x} {y} Tm ({text}) Tj" for x, y, text in runs]
    stream.set_data(f"BT /F {size} Tf {spacing} Tc {' '.join(parts)} ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    return written(writer)


def names(**entries: str) -> DictionaryObject:
    return DictionaryObject(
        {NameObject(f"/{key}"): NameObject(value) for key, value in entries.items()}
    )


def numbers(*values: float) -> ArrayObject:
    return ArrayObject([FloatObject(value) for value in values])


def resources() -> DictionaryObject:
    """One font that every reader has, and whose letters are all of one width."""
    font = names(Type="/Font", Subtype="/Type1", BaseFont="/Courier")
    fonts = DictionaryObject({NameObject("/F"): font})
    return DictionaryObject({NameObject("/Font"): fonts})


def written(writer: PdfWriter) -> bytes:
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def lines_in(content: bytes) -> list[Line]:
    return read_pages(content, has_ocr=False).lines


def texts_in(content: bytes) -> list[str]:
    return [line.text for line in lines_in(content)]


def without_map(content: bytes, weight: str) -> bytes:
    """The letter with the fonts of that weight as some programs embed them: no map to letters."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    for page in writer.pages:
        used: Any = page["/Resources"]
        for font in used["/Font"].values():
            if weight in font.get_object()["/BaseFont"]:
                del font.get_object()["/ToUnicode"]
    return written(writer)


# Letters and words


def test_words_are_parted_by_white_where_no_blank_is_drawn() -> None:
    assert texts_in(drawn((60, 700, "Dengan"), (102.2, 700, "hormat"))) == ["Dengan hormat"]


def test_letters_that_stand_apart_are_one_word() -> None:
    spaced = drawn((60, 700, "KOTA"), (110, 700, "SINGKAWANG"), spacing=4)
    assert texts_in(spaced) == ["KOTA SINGKAWANG"]


def test_a_title_that_was_typed_with_blanks_between_its_letters_is_read_as_words() -> None:
    assert texts_in(drawn((200, 700, "N O T A    D I N A S"))) == ["NOTA DINAS"]


def test_a_few_single_letters_stay_as_they_are() -> None:
    assert texts_in(drawn((60, 700, "Golongan A dan B, IV c"))) == ["Golongan A dan B, IV c"]


def test_letters_that_are_drawn_twice_to_look_bold_are_read_once() -> None:
    assert texts_in(drawn((60, 700, "Hal 11"), (60.4, 700, "Hal 11"))) == ["Hal 11"]


def test_a_line_that_is_drawn_out_to_both_margins_is_one_text() -> None:
    drawn_out = drawn((60, 700, "Kepala"), (180, 700, "Dinas"), (293, 700, "Perhubungan"))
    assert [len(line.columns) for line in lines_in(drawn_out)] == [1]
    columns = drawn((60, 700, "Kepala"), (180, 700, "Dinas"), (400, 700, "Perhubungan"))
    assert [len(line.columns) for line in lines_in(columns)] == [3]


def test_the_end_of_a_line_that_is_drawn_out_is_no_column_of_its_own() -> None:
    hal = (60, 700, "Hal"), (120, 700, ":"), (140, 700, "Pinjam"), (250, 700, "Alat")
    drawn_out = drawn(*hal, (346.8, 700, "Video"))
    assert lines_in(drawn_out)[0].columns[-1].text == ": Pinjam Alat Video"


def test_a_name_whose_degrees_are_drawn_out_to_the_margin_is_whole() -> None:
    closing = CLOSING.replace("Dra. SRI WAHYUNI, M.Si.", "MARDIANA, #h(1fr) S.Sos.")
    assert values_in(make_letter(closing=closing))["signer_name"] == "Mardiana, S.Sos."


def test_a_smudge_beside_a_name_is_no_part_of_it() -> None:
    closing = CLOSING.replace("WAHYUNI, M.Si.", "WAHYUNI, M.Si. #h(1fr) N")
    assert values_in(make_letter(closing=closing))["signer_name"] == "Dra. Sri Wahyuni, M.Si."


def test_who_signs_in_a_paragraph_that_is_drawn_out() -> None:
    closing = CLOSING.replace("Plt. KEPALA", "Plt. #h(1fr) KEPALA #h(1fr) DINAS #h(1fr)").replace(
        "DINAS PERPUSTAKAAN", "PERPUSTAKAAN"
    )
    values = values_in(make_letter(closing=closing))
    assert values["signer_title"] == "Plt. Kepala Dinas Perpustakaan dan Kearsipan"


def test_a_word_that_was_broken_at_the_end_of_its_line_is_whole_again() -> None:
    said = "kami akan menyelenggarakan Rapat Koor- \\ dinasi Arsip yang dilaksanakan pada:"
    body = BODY.replace("kami mohon fasilitasi pada:", said).replace("[acara]", "[unit]")
    assert values_in(make_letter(body=body))["event_name"] == "Rapat Koordinasi Arsip"


def test_a_hyphen_at_the_end_of_a_line_is_kept_in_a_number() -> None:
    head = HEAD.replace("000.5.6.2/X /2026", "000.5.6.2/X/ARSIP- \\ B/2026")
    number = found_in(make_letter(head=head))["letter_number"]
    assert number.value == "000.5.6.2/X/ARSIP-B/2026"
    assert number.certainty == "likely", "the program may have put it there"


def test_a_word_that_is_said_twice_keeps_its_hyphen() -> None:
    subject = "Fasilitasi Rapat pada masing- \\ masing Perangkat Daerah"
    head = HEAD.replace("Permohonan Fasilitasi", f"{subject} Permohonan Fasilitasi")
    assert "masing-masing" in values_in(make_letter(head=head))["letter_subject"]


# Fonts that do not say which letters they draw


def test_what_cannot_be_read_is_left_out_and_the_rest_is_read() -> None:
    whole, partly = make_letter(), without_map(make_letter(), "Bold")
    lost = set(values_in(whole)) - set(values_in(partly))
    assert lost == {"sender", "signer_name", "signer_title"}, "a title needs a name beneath"
    assert values_in(partly).items() <= values_in(whole).items()


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("000.5.6.2/X /2026", "000.5.6.2/X #strong[31]/2026", "letter_number"),
        ("2 Maret", "#strong[1]2 Maret", "letter_date"),
        ("Rapat Koordinasi Arsip", "Rapat *Koordinasi* Arsip", "letter_subject"),
    ],
)
def test_a_value_of_which_a_part_cannot_be_read_is_not_proposed(
    old: str, new: str, field: str
) -> None:
    content = make_letter(head=HEAD.replace(old, new))
    assert field in values_in(content)
    assert field not in values_in(without_map(content, "Bold"))


def test_a_page_that_cannot_be_read_at_all_is_a_picture() -> None:
    assert read_pages(without_map(make_letter(), ""), has_ocr=False).is_scan


# Pages that a program packed whole


def packed(content: bytes, *, scale: float = 1.0) -> bytes:
    """The first page as one object that is drawn on a new page, as stamping programs do."""
    writer = PdfWriter()
    page = PdfReader(BytesIO(content)).pages[0]
    source = page.get_contents()
    assert source is not None
    form = DecodedStreamObject()
    form.set_data(source.get_data())
    form.update(names(Type="/XObject", Subtype="/Form"))
    form[NameObject("/BBox")] = page.mediabox
    form[NameObject("/Resources")] = page["/Resources"].clone(writer)
    sheet = writer.add_blank_page(595 * scale, 842 * scale)
    whole = DictionaryObject({NameObject("/X"): writer._add_object(form)})
    sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): whole})
    stream = DecodedStreamObject()
    stream.set_data(f"q {scale} 0 0 {scale} 0 0 cm /X Do Q".encode())
    sheet[NameObject("/Contents")] = writer._add_object(stream)
    return written(writer)


def picture(width: str) -> str:
    """Typst source of a picture that stands behind what follows."""
    stream = BytesIO()
    Image.effect_noise((60, 90), 60).save(stream, "PNG")
    data = ", ".join(map(str, stream.getvalue()))
    return f"#place(top + left, image(bytes(({data})), width: {width}))\n"


@pytest.mark.parametrize("scale", [1.0, 0.5])
def test_a_page_that_was_packed_whole_is_text_though_it_holds_a_logo(scale: float) -> None:
    foot = "#place(bottom + right)[Halaman ini panjang]"
    letter = make_letter(kop=picture("2cm") + KOP, more=foot)
    assert not read_pages(packed(letter, scale=scale), has_ocr=False).is_scan
    assert values_in(packed(letter, scale=scale)) == values_in(letter)


def test_a_scan_that_was_packed_whole_is_a_scan() -> None:
    scan = make_scan(make_letter())
    assert read_pages(packed(scan), has_ocr=False).is_scan


# What is typed on a page afterwards


def with_note(content: bytes, text: str, at: tuple[float, float], *, flags: int) -> bytes:
    """The letter with a text typed onto its first page, as PDF editors do; ``flags``: how shown."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    page = writer.pages[0]
    look = DecodedStreamObject()
    look.set_data(f"BT /F 11 Tf 1 0 0 1 0 3 Tm ({text}) Tj ET".encode())
    look.update(names(Type="/XObject", Subtype="/Form"))
    look[NameObject("/BBox")] = numbers(0, 0, 200, 14)
    look[NameObject("/Resources")] = resources()
    note = names(Type="/Annot", Subtype="/FreeText")
    note[NameObject("/Rect")] = numbers(at[0], at[1], at[0] + 200, at[1] + 14)
    note[NameObject("/F")] = NumberObject(flags)
    note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(look)})
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    return written(writer)


SHOWN, HIDDEN = 4, 2


def test_a_number_that_was_typed_onto_the_page_is_read_and_one_that_is_hidden_is_not() -> None:
    letter = make_letter(head=HEAD.replace("000.5.6.2/X /2026", "#h(1fr)"))
    assert "letter_number" not in values_in(letter)
    place = found_in(make_letter())["letter_number"].place.box
    at = (place[0], 842 - place[3] + 1)
    noted = values_in(with_note(letter, "500.1/77/ARSIP", at, flags=SHOWN))
    assert noted["letter_number"] == "500.1/77/ARSIP"
    hidden = values_in(with_note(letter, "500.1/77/ARSIP", at, flags=HIDDEN))
    assert "letter_number" not in hidden


# What a browser prints around the page


def test_what_a_browser_prints_around_a_letter_is_none_of_it() -> None:
    top = "#place(top, dy: -1cm)[03/02/26, 5:20 AM #h(1fr) Cetak Naskah]"
    foot = "#place(bottom, dy: 1cm)[https://surat.example.go.id/a.html #h(1fr) 1/1]"
    printed = values_in(make_letter(kop=top + "DINAS PERPUSTAKAAN #line(length: 100%)", more=foot))
    assert printed["sender"] == "Dinas Perpustakaan"
    assert printed["letter_date"] == "2026-03-02"
    assert "meeting_link" not in printed
