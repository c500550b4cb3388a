"""Text made to be slow, and bytes that are no letter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jumpa.documents.reading.clock import find_hours
from jumpa.documents.reading.dates import find_dates
from jumpa.documents.reading.incoming import IncomingLetter
from jumpa.documents.reading.read import find_all
from jumpa.documents.reading.tests.endless import PIECES, lines_of
from jumpa.documents.reading.tests.letters import TODAY, make_letter, reading_of


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, "\n", "${", "x" * 40]), max_size=200))
def test_no_mixture_breaks_the_finders(pieces: list[str]) -> None:
    text = "".join(pieces)
    find_all(IncomingLetter(lines_of(text, width=6), TODAY))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_no_text_breaks_the_finders(text: str) -> None:
    find_dates(text, near=TODAY)
    find_hours(text)
    find_all(IncomingLetter(lines_of(text, width=4), TODAY))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x00" * 1000, make_letter()[:2000]])
def test_what_is_no_whole_pdf_has_no_pages(content: bytes) -> None:
    reading = reading_of(content)
    assert (reading.found, reading.pages) == ((), 0)


def test_only_the_first_pages_are_read() -> None:
    reading = reading_of(make_letter(more="#for n in range(20) { pagebreak(); [Halaman #n] }"))
    assert reading.pages == 21
    assert "pages_left_out" in reading.notes
    assert {found.place.page for found in reading.found} == {1}
