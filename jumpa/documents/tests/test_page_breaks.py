"""How papers break when what stands in them is long: nothing is lost, no signature stands alone."""

from typing import Any

import pypdfium2
import pytest

from jumpa.documents.tests.test_archive_form import content_of, set_specimen

FOOT = 2.4
"""Centimetres from the page's lower edge down to which its text may reach."""


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in document]


def lowest(pdf: bytes, text: str) -> float:
    """How far above the lower edge of its page the first ``text`` stands, in centimetres."""
    for page in pypdfium2.PdfDocument(pdf):
        textpage = page.get_textpage()
        found = textpage.search(text).get_next()
        if found is not None:
            _left, bottom, _right, _top = textpage.get_charbox(found[0])
            return bottom / 72 * 2.54
    raise AssertionError(f"{text!r} stands on no page.")


def with_paragraph(kind: str, name: str, sentences: int) -> dict[str, Any]:
    content = content_of(kind)
    long = "Peserta membawa perangkat masing-masing. " * sentences
    return {name: [content[name][0], long, *content[name][1:]]}


def test_forty_copies_go_on_over_the_pages_and_not_over_the_foot() -> None:
    names = [f"Kepala Bagian Pemerintahan dan Otonomi Daerah {at}." for at in range(1, 61)]
    pdf = set_specimen("reply", copies=names)
    text = " ".join(pages_of(pdf))
    assert all(name.split()[-1] in text for name in names)
    assert min(lowest(pdf, name.split()[-2] + " " + name.split()[-1]) for name in names) > FOOT


@pytest.mark.parametrize("sentences", range(26, 60, 3))
def test_a_signature_never_stands_alone_on_a_page(sentences: int) -> None:
    last = pages_of(set_specimen("reply", **with_paragraph("reply", "paragraphs", sentences)))[-1]
    assert "NIP" in last
    assert "Demikian" in last


@pytest.mark.parametrize("sentences", range(20, 60, 5))
def test_nor_that_of_an_invitation_or_a_surat_tugas(sentences: int) -> None:
    invitation = with_paragraph("invitation", "closing", sentences)
    assert "Demikian" in pages_of(set_specimen("invitation", **invitation))[-1]
    tasks = with_paragraph("assignment", "tasks", sentences)
    assert "Demikian" in pages_of(set_specimen("assignment", **tasks))[-1]


@pytest.mark.parametrize("kind", ["disposition_sheet", "confirmation"])
def test_a_usual_sheet_is_one_page(kind: str) -> None:
    """Three levels of disposition, two alternatives with their answer: what a day brings."""
    assert len(pages_of(set_specimen(kind))) == 1


def test_the_head_of_a_long_table_stands_on_each_of_its_pages() -> None:
    items = [["Mikrofon meja nirkabel", "2", "Baik"]] * 60
    pages = pages_of(set_specimen("handover", equipment=items))
    assert [("Perlengkapan" in page and "Keadaan" in page) for page in pages[:2]] == [True, True]
    assert "Pihak Kedua," in pages[-1]
