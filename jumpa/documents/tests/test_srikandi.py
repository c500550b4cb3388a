"""A letter goes out as .docx with SRIKANDI's tags, comes back signed, and is held against ours."""

import io
from datetime import date
from typing import Any

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter

from jumpa.documents.letter import letters
from jumpa.documents.letters.reply import propose_paragraphs
from jumpa.documents.models import OfficeProfile
from jumpa.documents.phrases import own_words
from jumpa.documents.queries import kop
from jumpa.documents.srikandi import tags
from jumpa.documents.srikandi.export import can_export, letter_docx
from jumpa.documents.srikandi.returned import Returned, fault, look_at
from jumpa.documents.tests import makers, pki, poppler
from jumpa.documents.tests.office_program import (
    body_xml,
    filled,
    opened,
    runs,
    tags_seen,
    to_pdf,
)
from jumpa.documents.tests.test_letters import said

TAKEN = {
    tags.NUMBER: "500.12/ 1024 /KOMINFO/2026",
    tags.DATE: "25 November 2026",
    tags.NATURE: "Biasa",
    tags.SUBJECT: makers.make_reply().subject,
    tags.TITLE: "Kepala Dinas Komunikasi dan Informatika",
    tags.SIGNATURE: "",
    tags.NAME: "Drs. Hendra Gunawan, M.Si.",
    tags.NIP: "196805121994031007",
}
NAMES = (makers.make_letter().number, makers.make_event().name)
TEMPTING = "Isi ${hal} dan $ {nomor} atau {x} seharga $"


def emblem() -> bytes:
    """A made-up emblem; no city's."""
    picture = Image.new("RGB", (300, 340), "white")
    pen = ImageDraw.Draw(picture)
    pen.polygon([(20, 20), (280, 20), (280, 210), (150, 325), (20, 210)], "#1f4e79", "black")
    pen.ellipse((90, 70, 210, 190), "#f2c230")
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()


def content(**changes: Any) -> dict[str, Any]:
    facts = makers.make_reply(**{"number": "", "dated": None, **changes})
    office = OfficeProfile(pk=1, address="Jalan Contoh Nomor 1", phone="(0562) 000000")
    return {**said("reply", facts), "office": kop(office)}


def of_another_request() -> tuple[dict[str, Any], tuple[str, str]]:
    """A reply of the same make, to another agency's letter on another event."""
    theirs = makers.make_letter(number="045/77/BPBD/2026", subject="Peminjaman Ruang dan Alat")
    event = makers.make_event(name="Simulasi Tanggap Bencana Banjir")
    words = own_words(letters["reply"].texts)
    paragraphs = propose_paragraphs(words, "accepted", theirs, event)
    ours = content(letter=theirs, event=event, paragraphs=paragraphs)
    return ours, (theirs.number, event.name)


def look(pdf: bytes, ours: dict[str, Any]) -> Returned:
    return look_at(pdf, ours, NAMES)


def letter(**changes: Any) -> bytes:
    return letter_docx(content(**changes), title="Surat Balasan", logo=emblem())


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The .docx with its tags, as LibreOffice prints it."""
    return to_pdf(letter(outcome="changed"), tmp_path_factory.mktemp("cetak"))


@pytest.fixture(scope="module")
def came_back(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The same after SRIKANDI filled it in, not yet signed."""
    return to_pdf(filled(letter(), TAKEN), tmp_path_factory.mktemp("kembali"))


def test_every_tag_stands_whole_in_one_run_and_once() -> None:
    found = [run for run in runs(letter()) if "$" in run or "{" in run]
    assert sorted(found) == sorted(tags.ALL)


def test_tags_in_the_users_text_are_no_tags_and_read_the_same() -> None:
    paragraphs = (TEMPTING, "{ini} bukan isian.")
    made = letter(paragraphs=paragraphs, recipient=("${nama_pengirim}",), copies=("{a}", "$"))
    assert sorted(tags_seen(made)) == sorted(tags.ALL)
    written = [run.replace("\u2060", "") for run in runs(made)]
    assert {*paragraphs, "${nama_pengirim}"} <= set(written)


def test_control_without_the_unseen_sign_they_would_be_filled_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("jumpa.documents.srikandi.shape.harmless", lambda text: text)
    assert len(tags_seen(letter(paragraphs=(TEMPTING,)))) > len(tags.ALL)


def test_nothing_of_the_letter_is_lost() -> None:
    made = opened(letter(outcome="changed"))
    text = "\n".join(paragraph.text for paragraph in made.paragraphs)
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    ours = content(outcome="changed")
    for paragraph in ours["paragraphs"]:
        assert paragraph in text
    for label, value in ours["details"]:
        assert {label, value} <= set(cells)
    for line in (*ours["recipient"], ours["recipient_place"], ours["office"]["agency"]):
        assert any(line in cell for cell in cells)
    assert all(line in text for line in ours["copies"])


def test_a_paper_that_prints_more_than_a_letter_is_not_written() -> None:
    assert can_export(content())
    more = {**content(), "checks": [["Kamera", "Baik"]]}
    assert not can_export(more)
    with pytest.raises(ValueError, match="Surat"):
        letter_docx(more, title="Surat")


def test_signs_that_a_docx_cannot_hold_are_left_out() -> None:
    made = letter(paragraphs=("Satu\x0bdua\x00 tiga\x1f.",), recipient=("Ya\x0cth.",))
    assert "Satu\ndua tiga." in [paragraph.text for paragraph in opened(made).paragraphs]


def test_control_as_they_stand_they_would_make_it_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jumpa.documents.srikandi.shape.harmless", lambda text: text)
    with pytest.raises(ValueError, match="XML"):
        letter(paragraphs=("Satu\x0bdua",))


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("f4", (215, 330))])
def test_the_paper_is_the_offices(paper: str, size: tuple[int, int]) -> None:
    ours = content()
    ours["office"]["paper"] = paper
    section = opened(letter_docx(ours, title="Surat")).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_markup_in_the_text_stays_text() -> None:
    made = letter(paragraphs=("<w:br/> & <b>tebal</b>",))
    assert "<w:br/> & <b>tebal</b>" in [paragraph.text for paragraph in opened(made).paragraphs]
    assert "&lt;w:br/&gt;" in body_xml(made)


def test_libreoffice_prints_one_page_with_all_tags(printed: bytes) -> None:
    text = poppler.text(printed)
    for tag in tags.ALL:
        assert text.count(tag) == 1
    assert "semula pukul 13.00–15.00 WIB" in text
    assert len(PdfReader(io.BytesIO(printed)).pages) == 1


@pytest.mark.django_db
@pytest.mark.time_machine(pki.NOW)
def test_what_came_back_is_read_and_found_to_be_ours(came_back: bytes) -> None:
    seen = look(pki.sign(came_back), content())
    assert seen.number == "500.12/1024/KOMINFO/2026"
    assert seen.dated == date(2026, 11, 25)
    assert seen.tags == ()
    assert [one.integrity for one in seen.signatures] == ["intact"]
    assert seen.comparison is not None
    assert seen.comparison.differences == ()
    assert fault(seen) == ""


@pytest.mark.django_db
@pytest.mark.time_machine(pki.NOW)
def test_a_page_that_is_a_picture_is_not_said_to_be_the_same(came_back: bytes) -> None:
    more = PdfWriter(clone_from=PdfReader(io.BytesIO(came_back)))
    more.append(io.BytesIO(scanned_page()))
    more.add_blank_page()
    stream = io.BytesIO()
    more.write(stream)
    seen = look(pki.sign(stream.getvalue()), content())
    assert seen.comparison is not None
    assert seen.comparison.differences == ()
    assert (seen.unread, seen.is_whole, seen.has_differences) == ((2,), False, True)


def scanned_page() -> bytes:
    """A page without text."""
    stream = io.BytesIO()
    Image.open(io.BytesIO(emblem())).save(stream, "PDF")
    return stream.getvalue()


@pytest.mark.django_db
def test_what_is_wrong_with_it_is_said(came_back: bytes, printed: bytes) -> None:
    unsigned = look(came_back, content())
    assert "tidak memuat tanda tangan elektronik" in fault(unsigned)
    left = look(pki.sign(printed), content(outcome="changed"))
    assert set(left.tags) == set(tags.ALL)
    assert "${nomor_naskah}" in fault(left)
    changed = look(pki.overlaid(pki.sign(came_back)), content())
    assert "diubah setelah ditandatangani" in fault(changed)
    ours, names = of_another_request()
    assert "bukan surat balasan" in fault(look_at(pki.sign(came_back), ours, names))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Nomor ${nomor_naskah}", ("${nomor_naskah}",)),
        ("Nomor $ { nomor_naskah }", ("$ { nomor_naskah }",)),
        ("Biaya $ 10 {lihat lampiran}", ()),
        ("Isi $\u2060{hal}", ()),
    ],
)
def test_only_tags_are_taken_for_tags(text: str, left: tuple[str, ...]) -> None:
    assert tags.unfilled(text) == left
