"""What other people's tools say of our papers."""

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from jumpa.documents.letter import letters
from jumpa.documents.models import OfficeProfile
from jumpa.documents.phrases import own_words
from jumpa.documents.qr import qr_svg
from jumpa.documents.queries import kop
from jumpa.documents.snapshot import snapshot
from jumpa.documents.specimens import FOLDER, specimen
from jumpa.documents.tests import makers
from jumpa.documents.tests.outgoing_makers import EVERY
from jumpa.documents.typesetting import HANZI, compile_pdf, picture

needs_poppler = pytest.mark.skipif(
    not shutil.which("pdfinfo"), reason="poppler-utils are not installed here"
)
ADDRESS = "https://jumpa.contoh.id/periksa/AAAAAAAAAAAAAAAAAAAAAA/"
KINDS = sorted(EVERY)


def content_of(kind: str, **changes: Any) -> dict[str, Any]:
    letter = letters[kind]
    content = snapshot(letter.context(specimen(kind), own_words(letter.texts)))
    return {**content, "office": kop(OfficeProfile(pk=1)), **changes}


def set_specimen(kind: str, **changes: Any) -> bytes:
    content = content_of(kind, verification={"url": ADDRESS}, **changes)
    return compile_pdf(
        letters[kind].template,
        content,
        title=letters[kind].title,
        created=makers.at(24, 10),
        qr=qr_svg(ADDRESS),
    )


def told(tool: str, *options: str, file: Path) -> str:
    """What a tool of poppler prints of a file."""
    done = subprocess.run(
        [tool, *options, str(file), *(["-"] if tool == "pdftotext" else [])],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def fact(text: str, name: str) -> str:
    found = re.search(rf"^{name}:\s+(.*)$", text, re.M)
    return found.group(1).strip() if found else ""


def size_of(pdf: bytes) -> tuple[int, int]:
    """Width and height of the first page in mm."""
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)


def test_every_letter_has_a_specimen_and_no_specimen_is_left_over() -> None:
    assert {path.name.partition(".")[0] for path in FOLDER.glob("*.json")} == letters.keys()


@needs_poppler
@pytest.mark.parametrize("kind", KINDS)
def test_poppler_agrees_that_a_paper_is_tagged_titled_archivable_and_a4(
    kind: str, tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(set_specimen(kind))
    info = told("pdfinfo", file=file)
    assert fact(info, "Tagged") == "yes"
    assert fact(info, "Title") == letters[kind].title
    assert fact(info, "Author") == "DINAS KOMUNIKASI DAN INFORMATIKA"
    assert fact(info, "JavaScript") == "no"
    assert "(A4)" in fact(info, "Page size")
    metadata = told("pdfinfo", "-meta", file=file)
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert b"/Lang" in file.read_bytes()


@needs_poppler
@pytest.mark.parametrize("kind", KINDS)
def test_poppler_agrees_that_all_fonts_are_embedded_and_the_text_is_there(
    kind: str, tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(set_specimen(kind))
    rows = told("pdffonts", file=file).splitlines()[2:]
    assert rows
    # The columns at the right: embedded, subset, with Unicode.
    assert all(re.search(r"\s(yes)\s+(yes)\s+(yes)\s+\d+\s+\d+$", row) for row in rows)
    text = told("pdftotext", file=file)
    assert "DINAS KOMUNIKASI DAN INFORMATIKA" in text
    assert ADDRESS in text.replace("\n", "")


@pytest.mark.parametrize("kind", KINDS)
def test_the_offices_paper_may_be_f4(kind: str) -> None:
    office = kop(OfficeProfile(pk=1, paper_size="f4"))
    pdf = set_specimen(kind, office=office)
    assert size_of(pdf) == (215, 330)


def test_a_paper_of_before_the_choice_is_a4() -> None:
    office = {key: value for key, value in kop(OfficeProfile(pk=1)).items() if key != "paper"}
    assert size_of(set_specimen("reply", office=office)) == (210, 297)


def test_a_character_without_a_glyph_is_a_box_and_the_rest_stays(tmp_path: Path) -> None:
    content = content_of("receipt", opening="Rapat ﷺ 🎉 tetap")
    pdf = compile_pdf("receipt.typ", content, title="x", created=makers.at(24, 10))
    (tmp_path / "x.pdf").write_bytes(pdf)
    assert "Rapat □ □ tetap" in told("pdftotext", file=tmp_path / "x.pdf")


@needs_poppler
def test_names_in_hanzi_are_printed_also_beside_what_has_no_glyph(tmp_path: Path) -> None:
    pytest.importorskip(HANZI, reason="the packages of requirements.lock are not all installed")
    content = content_of("receipt", opening="Cap Go Meh 十五暝 黃威康 黄 𠮷 🎉 tetap")
    pdf = compile_pdf("receipt.typ", content, title="x", created=makers.at(24, 10))
    (tmp_path / "x.pdf").write_bytes(pdf)
    assert "Cap Go Meh 十五暝 黃威康 黄 □ □ tetap" in told("pdftotext", file=tmp_path / "x.pdf")
    (font,) = [
        line for line in told("pdffonts", file=tmp_path / "x.pdf").splitlines() if "CJK" in line
    ]
    assert re.search(r"yes yes yes", font)
    assert b"pdfaid" in pdf
    assert len(pdf) < 100_000


@needs_poppler
def test_a_paper_without_hanzi_has_none_of_their_font(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(set_specimen("reply"))
    assert "CJK" not in told("pdffonts", file=tmp_path / "x.pdf")


def test_the_foot_says_where_to_look_and_nothing_of_a_signature(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(set_specimen("reply"))
    text = told("pdftotext", file=tmp_path / "x.pdf")
    assert "Periksa keaslian:" in text
    assert "tanda tangan" not in text.lower()
    plain = compile_pdf("reply.typ", content_of("reply"), title="x", created=makers.at(24, 10))
    (tmp_path / "y.pdf").write_bytes(plain)
    assert "Periksa keaslian" not in told("pdftotext", file=tmp_path / "y.pdf")


def test_a_preview_is_a_picture_of_the_first_page() -> None:
    png = picture("reply.typ", content_of("reply"), title="x", created=makers.at(24, 10))
    assert png.startswith(b"\x89PNG")
