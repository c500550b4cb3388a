import pytest

from jumpa.reporting.rules import StepTime, csv_text, one_line, process_minutes, starts_a_formula

FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "  =1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u202e=1+1",
    "\x00=1+1",
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(1)",
    "\ufe661+1",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_begins_a_formula_is_seen_and_made_text(text: str) -> None:
    assert starts_a_formula(text)
    assert csv_text(text).startswith("'")
    assert csv_text(text)[1:] == one_line(text)


@pytest.mark.parametrize(
    "text",
    ["", "Rapat", "Rapat A = B", "09.00-11.00", "a@b.go.id", "500.12/1/2026", "'kutip", "1+1"],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert not starts_a_formula(text)
    assert csv_text(text) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Rapat,=1+1,", "Rapat,'=1+1,"),
        ("Rapat; @SUM(1)", "Rapat; '@SUM(1)"),
        ('Rapat","=1+1', 'Rapat","\'=1+1'),
        ("Rapat\n=1+1", "Rapat =1+1"),
        ("Rapat\t=1+1", "Rapat =1+1"),
        ("Rapat|\uff1d1+1", "Rapat|'\uff1d1+1"),
    ],
)
def test_a_cell_cannot_begin_in_the_middle_of_ours(text: str, safe: str) -> None:
    assert csv_text(text) == safe


def test_a_second_round_counts_as_time_but_not_as_standard() -> None:
    rounds = [StepTime("receive", 5, 4), StepTime("check", 30, 40), StepTime("check", 30, 10)]
    assert process_minutes(rounds) == (54, 35)


def test_a_step_without_standard_does_not_count() -> None:
    assert process_minutes([StepTime("reply_draft", None, 90)]) == (0, 0)
