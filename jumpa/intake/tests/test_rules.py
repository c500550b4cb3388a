"""What is wrong with a wanted time, what a submission lacks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from jumpa.intake import rules
from jumpa.intake.rules import Problem

NOW = datetime(2028, 2, 28, 3, 0, tzinfo=UTC)
LEAP = datetime(2028, 2, 29, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (LEAP, LEAP + timedelta(hours=2), ()),
        (LEAP, LEAP + timedelta(hours=24), ()),
        (LEAP, LEAP + timedelta(hours=25), (Problem("end", "too_long"),)),
        (LEAP, LEAP, (Problem("end", "end_before_start"),)),
        (LEAP, LEAP - timedelta(minutes=1), (Problem("end", "end_before_start"),)),
        (NOW, NOW + timedelta(hours=1), (Problem("start", "past"),)),
        (None, LEAP, ()),
        (LEAP, None, ()),
    ],
)
def test_a_time_is_judged(
    start: datetime | None, end: datetime | None, found: tuple[Problem, ...]
) -> None:
    assert rules.time_problems(start, end, NOW) == found


def test_an_alternatives_problem_names_its_own_field() -> None:
    (problem,) = rules.time_problems(LEAP, LEAP, NOW, prefix="first_alternative_")
    assert problem.field == "first_alternative_end"


def test_the_connection_test_comes_before_the_event() -> None:
    assert rules.line_test_problems(LEAP - timedelta(minutes=1), LEAP) == ()
    assert rules.line_test_problems(LEAP, LEAP) == (Problem("test_time", "test_after_start"),)
    assert rules.line_test_problems(None, LEAP) == ()


def test_a_letter_of_tomorrow_is_refused_and_one_of_today_is_not() -> None:
    today = date(2028, 2, 29)
    assert rules.letter_date_problems(today, today) == ()
    assert rules.letter_date_problems(date(2028, 3, 1), today)


def complete(**changes: object) -> dict[str, object]:
    """Values of a complete request in one of our rooms."""
    return {**dict.fromkeys(rules.REQUIRED, "x"), "room": 1, **changes}


def test_a_complete_request_lacks_nothing() -> None:
    assert rules.missing(complete(), has_letter=True) == ()


@pytest.mark.parametrize("name", rules.REQUIRED)
def test_each_required_field_is_asked_for(name: str) -> None:
    assert rules.missing(complete(**{name: ""}), has_letter=True) == (Problem(name, "required"),)


def test_what_hangs_on_another_answer_is_asked_for() -> None:
    nowhere = rules.missing(complete(room=None), has_letter=True)
    assert nowhere == (Problem("room", "place"),)
    no_street = rules.missing(complete(room=None, venue_name="Aula"), has_letter=True)
    assert no_street == (Problem("venue_address", "required"),)
    no_name = rules.missing(complete(application="lain"), has_letter=True)
    assert no_name == (Problem("application_other", "required"),)
    assert rules.missing(complete(), has_letter=False) == (Problem("letter_file", "letter"),)


def test_zero_people_in_the_room_is_an_answer() -> None:
    assert rules.missing(complete(people_in_room=0), has_letter=True) == ()


def test_short_notice_only_warns_inside_the_lead_time() -> None:
    assert rules.is_short_notice(NOW + timedelta(days=2), NOW, 3)
    assert not rules.is_short_notice(NOW + timedelta(days=3), NOW, 3)


def test_only_what_differs_counts_as_changed() -> None:
    before = {"a": 1, "b": 2}
    assert rules.changed_fields(before, {"a": 1, "b": 3, "c": 4}) == (("b", 2, 3), ("c", None, 4))
