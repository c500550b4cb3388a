"""Pictures of letters: recognised where tesseract is, said so where not."""

from io import BytesIO

import pypdfium2 as pdfium
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from jumpa.documents.reading import recognition
from jumpa.documents.reading.recognition import OutOfTimeError, is_installed, recognise
from jumpa.documents.reading.scan import Turn, scan_of, skew_of
from jumpa.documents.reading.tests.letters import found_in, make_letter, make_scan, reading_of

needs_tesseract = pytest.mark.skipif(not is_installed(), reason="tesseract is not installed")

GARBAGE = (
    "Nornor : 00O.5.6.Z/X/ZO26\nTgI 3l Marel 20Z6 qzx vbk jjkw pplq zxcv bnmq wrtp lkjh gfds\n"
)
MISREAD = "Nomor : 999.9/1/SALAH/2020\nHal : Surat yang lain untuk Dinas di Kota Singkawang"


def with_hidden_text(content: bytes, text: str) -> bytes:
    """The scan with a text that is there to be searched and not seen, as scanners add it."""
    writer = PdfWriter(PdfReader(BytesIO(content)))
    page = writer.pages[0]
    font = DictionaryObject()
    for key, value in (("/Type", "/Font"), ("/Subtype", "/Type1"), ("/BaseFont", "/Helvetica")):
        font[NameObject(key)] = NameObject(value)
    fonts = DictionaryObject({NameObject("/F1"): font})
    page["/Resources"].get_object()[NameObject("/Font")] = fonts
    rows = "".join(f"({row}) Tj 0 -14 Td " for row in text.splitlines())
    drawn = page.get_contents()
    stream = StreamObject()
    picture = drawn.get_data() if drawn is not None else b""
    stream.set_data(b"q " + picture + f" Q BT /F1 11 Tf 3 Tr 60 780 Td {rows} ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@needs_tesseract
@pytest.mark.parametrize(("angle", "noise"), [(0.0, 0.0), (1.7, 40.0), (-2.5, 70.0)])
def test_a_scan_is_read_straight_or_askew_clean_or_noisy(angle: float, noise: float) -> None:
    reading = reading_of(make_scan(make_letter(), angle=angle, noise=noise))
    values = {found.field: found.value for found in reading.found}
    assert (reading.is_scan, reading.used_ocr, reading.ocr_missing) == (True, True, False)
    assert values["letter_date"] == "2026-03-02"
    assert values["event_start"] == "2026-03-05T09:00"
    exact = {"letter_number": "000.5.6.2/X/2026", "signer_nip": "197001011995032001"}
    # Through much noise a number may be in doubt and left out, but never be another one.
    assert {key: values.get(key, exact[key]) for key in exact} == exact
    assert noise > 50 or exact.keys() <= values.keys()


@needs_tesseract
def test_recognised_text_is_never_sure() -> None:
    found = reading_of(make_scan(make_letter())).found
    assert {item.certainty for item in found} == {"likely"}
    assert all("ocr" in item.notes for item in found)


@needs_tesseract
def test_the_place_on_a_scan_askew_is_that_on_the_page_as_it_was_scanned() -> None:
    straight = found_in(make_letter())["letter_number"].place.box
    askew = found_in(make_scan(make_letter(), angle=2.0))["letter_number"].place.box
    # Turned by two degrees about its middle, the number at the upper left comes down and left.
    assert askew[1] - straight[1] == pytest.approx(5, abs=4)
    assert askew[0] - straight[0] == pytest.approx(-9, abs=4)


_LAID = {
    "on its left side": Image.Transpose.ROTATE_90,
    "on its head": Image.Transpose.ROTATE_180,
    "on its right side": Image.Transpose.ROTATE_270,
}


def laid(how: str) -> bytes:
    """A scan of a letter that lay so on the glass."""
    with pdfium.PdfDocument(make_scan(make_letter())) as document:
        image = document[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    stream = BytesIO()
    image.transpose(_LAID[how]).save(stream, "PDF", resolution=200)
    return stream.getvalue()


@needs_tesseract
@pytest.mark.parametrize("how", _LAID)
def test_a_letter_that_lay_on_its_side_or_head_is_read_and_its_places_are_on_the_scan(
    how: str,
) -> None:
    found = found_in(laid(how))
    assert found["letter_number"].value == "000.5.6.2/X/2026"
    assert found["event_start"].value == "2026-03-05T09:00"
    left, top, right, bottom = found_in(make_letter())["letter_number"].place.box
    width, height = 595, 842
    lies_at = {
        "on its left side": (top, width - right, bottom, width - left),
        "on its head": (width - right, height - bottom, width - left, height - top),
        "on its right side": (height - bottom, left, height - top, right),
    }
    assert found["letter_number"].place.box == pytest.approx(lies_at[how], abs=6)


def test_a_box_is_turned_back_by_quarters() -> None:
    box = (10.0, 20.0, 30.0, 25.0)
    assert Turn(0.0, 200.0, 100.0, 1).on_page(box) == (75.0, 10.0, 80.0, 30.0)
    assert Turn(0.0, 200.0, 100.0, 2).on_page(box) == (170.0, 75.0, 190.0, 80.0)
    assert Turn(0.0, 200.0, 100.0, 3).on_page(box) == (20.0, 170.0, 25.0, 190.0)


def test_without_tesseract_a_scan_says_so_and_proposes_nothing() -> None:
    reading = reading_of(make_scan(make_letter()), has_ocr=False)
    assert (reading.is_scan, reading.used_ocr, reading.ocr_missing) == (True, False, True)
    assert reading.found == ()


def test_a_text_layer_needs_no_recognition() -> None:
    reading = reading_of(make_letter(), has_ocr=False)
    assert (reading.is_scan, reading.used_ocr, reading.ocr_missing) == (False, False, False)


@needs_tesseract
def test_what_is_seen_counts_and_not_the_text_hidden_beneath() -> None:
    reading = reading_of(with_hidden_text(make_scan(make_letter()), MISREAD))
    values = {found.field: found.value for found in reading.found}
    assert reading.is_scan
    assert values["letter_number"] == "000.5.6.2/X/2026"


def test_without_tesseract_hidden_text_is_better_than_none_and_doubted() -> None:
    reading = reading_of(with_hidden_text(make_scan(make_letter()), MISREAD), has_ocr=False)
    (number,) = (found for found in reading.found if found.field == "letter_number")
    assert (number.value, number.certainty, number.notes) == (
        "999.9/1/SALAH/2020",
        "likely",
        ("ocr",),
    )
    assert "hidden_text" in reading.notes


def test_hidden_text_that_is_no_language_is_not_read() -> None:
    reading = reading_of(with_hidden_text(make_scan(make_letter()), GARBAGE), has_ocr=False)
    assert reading.found == ()


@pytest.mark.parametrize("angle", [-4.0, -1.3, 0.0, 0.7, 3.2])
def test_the_skew_is_measured(angle: float) -> None:
    with pdfium.PdfDocument(make_scan(make_letter(), angle=angle)) as document:
        image = document[0].render(scale=1, grayscale=True).to_pil().convert("L")
    assert skew_of(image) == pytest.approx(-angle, abs=0.25)


def test_a_box_is_turned_back_about_the_middle() -> None:
    turn = Turn(90.0, 100.0, 100.0)
    left, top, right, bottom = turn.on_page((60.0, 48.0, 64.0, 52.0))
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((50, 62))


@needs_tesseract
def test_a_page_that_takes_too_long_is_stopped() -> None:
    noise = Image.effect_noise((1650, 2330), 120)
    stream = BytesIO()
    noise.save(stream, "PDF", resolution=200)
    with pdfium.PdfDocument(stream.getvalue()) as document:
        scan = scan_of(document[0])
    with pytest.raises(OutOfTimeError):
        recognise(scan, 1, cpu_seconds=0.3)


@needs_tesseract
def test_a_number_with_a_word_in_doubt_is_not_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    scan = make_scan(make_letter())
    monkeypatch.setattr(recognition, "_WEAK", 101.0)
    fields = {found.field for found in reading_of(scan).found}
    assert not {"letter_number", "signer_nip", "meeting_id"} & fields
    assert {"letter_date", "letter_subject"} <= fields
