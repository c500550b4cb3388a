"""Dates as planned and as wanted: moved together, matched with what the request has."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from jumpa.intake.series import (
    SeriesDate,
    change_of,
    clashes_with_itself,
    matched,
    moved_together,
    planned_dates,
)
from jumpa.scheduling.models import Kind, Resource

START = datetime(2026, 12, 1, 9, tzinfo=ZoneInfo("Asia/Pontianak"))
HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)


def make_dates(count: int = 3, hours: int = 2) -> list[SeriesDate]:
    """So many weekly dates as planned."""
    found = planned_dates(f"RRULE:FREQ=WEEKLY;COUNT={count}", START, START + hours * HOUR)
    return list(found)


def make_room(pk: int, **phases: int) -> Resource:
    return Resource(pk=pk, kind=Kind.ROOM, name=f"Ruang {pk}", ref=f"ruang{pk}", **phases)


def test_each_date_has_the_length_of_the_first() -> None:
    assert [date.event.length for date in make_dates()] == [2 * HOUR] * 3
    assert planned_dates("", START, START + HOUR) == ()


def test_what_does_not_differ_from_the_plan_is_not_kept() -> None:
    (plan, *_rest) = make_dates()
    assert change_of(plan, plan) == {}
    later = SeriesDate(plan.planned, plan.start + HOUR, plan.end, make_room(1))
    assert change_of(later, plan) == {"room": "ruang1", "start": "2026-12-01T10:00:00+07:00"}
    left_out = SeriesDate(plan.planned, later.start, plan.end, is_skipped=True)
    assert change_of(left_out, plan) == {"skip": True}


def test_dates_moved_together_keep_their_distance_and_forget_their_own_times() -> None:
    dates = make_dates()
    dates[1] = SeriesDate(dates[1].planned, dates[1].start + 4 * HOUR, dates[1].end + 4 * HOUR)
    moved = moved_together(dates, START + HOUR, START + 4 * HOUR)
    assert [date.start - START for date in moved] == [HOUR, WEEK + HOUR, 2 * WEEK + HOUR]
    assert {date.event.length for date in moved} == {3 * HOUR}


def test_the_first_date_that_is_held_goes_where_it_was_asked_to() -> None:
    dates = make_dates()
    dates[0] = SeriesDate(dates[0].planned, dates[0].start, dates[0].end, is_skipped=True)
    moved = moved_together(dates, START + WEEK + HOUR, START + WEEK + 2 * HOUR)
    assert moved[0].is_skipped
    assert moved[1].start == START + WEEK + HOUR


def test_a_date_becomes_the_event_of_its_own_time_or_the_nearest_left() -> None:
    dates = make_dates(4)
    own, moved = dates[2].event, dates[1].event.moved(3 * HOUR)
    assert matched(dates, [moved, own, dates[0].event]) == {
        0: dates[0].event,
        1: moved,
        2: own,
    }


@settings(deadline=None)
@given(
    count=st.integers(2, 8),
    kept=st.sets(st.integers(0, 7)),
    shift=st.integers(-40, 40).map(lambda hours: hours * HOUR),
)
def test_every_event_finds_one_date_and_no_date_two(
    count: int, kept: set[int], shift: timedelta
) -> None:
    dates = make_dates(count)
    events = [date.event.moved(shift) for index, date in enumerate(dates) if index in kept]
    found = matched(dates, events)
    assert sorted(found.values()) == sorted(events)
    if abs(shift) < WEEK / 2:
        assert found == {
            index: date.event.moved(shift) for index, date in enumerate(dates) if index in kept
        }


def test_a_series_stands_in_its_own_way_where_phases_meet_in_one_room() -> None:
    day = timedelta(days=1)
    first = SeriesDate(START, START, START + day)
    second = SeriesDate(START + day, START + day, START + 2 * day)
    assert not clashes_with_itself([first, second], make_room(1))
    assert clashes_with_itself([first, second], make_room(1, setup_minutes=15))
    elsewhere = SeriesDate(second.planned, second.start, second.end, make_room(2))
    assert not clashes_with_itself([first, elsewhere], make_room(1, setup_minutes=15))
    assert clashes_with_itself([first, first], None)
