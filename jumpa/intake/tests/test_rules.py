from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from jumpa.intake import rules
from jumpa.intake.rules import REQUIRED, Problem, missing, time_problems

WIB = ZoneInfo("Asia/Pontianak")
NOW = datetime(2026, 11, 24, 9, tzinfo=WIB)
START = NOW + timedelta(days=7)


def codes(start: datetime | None, end: datetime | None) -> list[str]:
    return [problem.code for problem in time_problems(start, end, NOW)]


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        (START, START + timedelta(hours=2), []),
        (START, START + timedelta(hours=24), []),
        (START, START + timedelta(hours=24, seconds=1), ["too_long"]),
        (START, START, ["end_before_start"]),
        (START, START - timedelta(hours=1), ["end_before_start"]),
        (NOW, NOW + timedelta(hours=1), ["past"]),
        (NOW + timedelta(seconds=1), NOW + timedelta(hours=1), []),
        (NOW - timedelta(hours=1), NOW - timedelta(hours=2), ["end_before_start", "past"]),
        (NOW + timedelta(days=731), None, []),
        (NOW + timedelta(days=732), None, ["too_far"]),
        (None, None, []),
        (START, None, []),
        (None, START, []),
        (NOW - timedelta(days=1), None, ["past"]),
    ],
)
def test_a_time_is_judged_by_its_parts_and_its_length(
    start: datetime | None, end: datetime | None, wanted: list[str]
) -> None:
    assert codes(start, end) == wanted


def test_the_time_is_the_same_in_any_zone() -> None:
    far = ZoneInfo("Asia/Jayapura")
    assert codes(START, (START + timedelta(hours=24)).astimezone(far)) == []
    assert codes(START, (START + timedelta(hours=25)).astimezone(far)) == ["too_long"]


def test_problems_of_an_alternative_are_told_at_its_own_fields() -> None:
    end = START - timedelta(hours=1)
    assert time_problems(START, end, NOW, prefix="first_alternative_") == (
        Problem("first_alternative_end", "end_before_start"),
    )


@pytest.mark.parametrize(
    ("test_time", "wanted"),
    [(None, 0), (START - timedelta(minutes=1), 0), (START, 1), (START + timedelta(hours=1), 1)],
)
def test_the_connection_test_comes_before_the_event(
    test_time: datetime | None, wanted: int
) -> None:
    assert len(rules.line_test_problems(test_time, START)) == wanted
    assert rules.line_test_problems(test_time, None) == ()


def complete(**changes: Any) -> dict[str, Any]:
    """Every answer that a submission needs, in one of our rooms."""
    return {**dict.fromkeys(REQUIRED, "ada"), "room": object(), **changes}


def fields(values: dict[str, Any], *, has_letter: bool = True) -> list[str]:
    return [problem.field for problem in missing(values, has_letter=has_letter)]


def test_a_complete_request_lacks_nothing() -> None:
    assert fields(complete()) == []


@pytest.mark.parametrize("name", REQUIRED)
def test_each_starred_field_is_asked_for(name: str) -> None:
    assert fields(complete(**{name: ""})) == [name]
    assert fields(complete(**{name: None})) == [name]


def test_nobody_in_the_room_is_an_answer() -> None:
    assert fields(complete(people_in_room=0)) == []


def test_a_request_needs_a_room_or_a_place_with_its_address() -> None:
    assert fields(complete(room=None)) == ["room"]
    assert fields(complete(room=None, venue_name="Aula")) == ["venue_address"]
    assert fields(complete(room=None, venue_name="Aula", venue_address="Jalan Firdaus")) == []


def test_an_unlisted_application_is_named() -> None:
    assert fields(complete(application="lain")) == ["application_other"]
    assert fields(complete(application="lain", application_other="BigBlueButton")) == []


def test_without_the_letter_nothing_is_submitted() -> None:
    assert fields(complete(), has_letter=False) == ["letter_file"]


def test_a_letter_is_dated_today_at_the_latest() -> None:
    today = date(2026, 11, 24)
    assert rules.letter_date_problems(today, today) == ()
    assert rules.letter_date_problems(None, today) == ()
    assert len(rules.letter_date_problems(date(2026, 11, 25), today)) == 1


def test_short_notice_begins_inside_the_lead_time() -> None:
    assert not rules.is_short_notice(NOW + timedelta(days=3), NOW, 3)
    assert rules.is_short_notice(NOW + timedelta(days=3, seconds=-1), NOW, 3)


def test_only_what_differs_is_a_change() -> None:
    before = {"chair": "Asisten", "notes": "", "gone": "x"}
    after = {"chair": "Sekda", "notes": "", "sites": 3}
    assert rules.changed_fields(before, after) == (
        ("chair", "Asisten", "Sekda"),
        ("sites", None, 3),
    )
