"""Text made to be slow, and bytes that are no letter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jumpa.documents.confinement import ConfinementError, Limits, run_confined
from jumpa.documents.reading.clock import find_hours
from jumpa.documents.reading.dates import find_dates
from jumpa.documents.reading.incoming import IncomingLetter
from jumpa.documents.reading.read import find_all
from jumpa.documents.reading.tests.endless import lines_of
from jumpa.documents.reading.tests.letters import TODAY, make_letter, reading_of

ENDLESS = "jumpa.documents.reading.tests.endless"
LONG = 20_000
PIECES = [
    "a", "1", " ", "Nomor", ":", "-", "2 ", "5 s.d. ", "Senin, ", "2-", "1,", "pukul ", "09.00 ",
    "/", "Zoom ", "https://zoom.us/j/", "di Ruang ", "kegiatan ", "A.", "NIP 1", "tanggal ",
    "\u202e", "\x00", "surat ", "hari/", "a.n. ", "(", "WIB / ", "s.d. ", "Lampiran ", "pembina ",
    "Meeting ID ", "Jl. ",
    "Kamis malam ", "8 kurang ", "5-Mar-26 ", "1400-", "(pukul 9.00 hadir) ", ": 5 Maret ",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("width", [4, 20_000])
def test_a_piece_without_end_is_read_in_the_time_of_a_letter(piece: str, width: int) -> None:
    text = piece * (LONG // len(piece))
    run_confined(ENDLESS, text.encode(), {"width": width})


def test_a_text_whose_cost_grows_faster_is_given_up() -> None:
    """The control: a pattern that tries every way through the same length of text."""
    with pytest.raises(ConfinementError, match="time"):
        run_confined(ENDLESS, b"a" * LONG, {"pattern": r"(?:a+)+b"}, limits=Limits(cpu_seconds=1))


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
