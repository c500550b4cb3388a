"""Text that goes on and on is read within what a child may cost."""

import pytest

from jumpa.documents.confinement import ConfinementError, Limits, run_confined
from jumpa.documents.reading.tests.endless import PIECES

ENDLESS = "jumpa.documents.reading.tests.endless"
LONG = 20_000


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("width", [4, 20_000])
def test_a_piece_without_end_is_read_in_the_time_of_a_letter(piece: str, width: int) -> None:
    text = piece * (LONG // len(piece))
    run_confined(ENDLESS, text.encode(), {"width": width})


def test_a_text_whose_cost_grows_faster_is_given_up() -> None:
    """The control: a pattern that tries every way through the same length of text."""
    with pytest.raises(ConfinementError, match="time"):
        run_confined(ENDLESS, b"a" * LONG, {"pattern": r"(?:a+)+b"}, limits=Limits(cpu_seconds=1))
