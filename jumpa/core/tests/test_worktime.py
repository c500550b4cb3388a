from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jumpa.core.worktime import NoWorkingTime, Stretch, WeekdayHours, WorkCalendar

ZONE = ZoneInfo("Asia/Pontianak")
MORNING = Stretch(time(7, 30), time(12))
AFTERNOON = Stretch(time(13), time(16))
FRIDAY = (Stretch(time(7, 30), time(11, 30)), Stretch(time(13), time(16, 30)))
WEEK = (*(WeekdayHours(day, (MORNING, AFTERNOON)) for day in range(4)), WeekdayHours(4, FRIDAY))
RAMADAN = tuple(
    WeekdayHours(day, (Stretch(time(8), time(12)),), date(2026, 2, 18), date(2026, 3, 19))
    for day in range(5)
)
CALENDAR = WorkCalendar(ZONE, (*WEEK, *RAMADAN), frozenset({date(2026, 12, 25), date(2027, 1, 1)}))


def naive(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)


def minute(number: int) -> time:
    return time(number // 60, number % 60)


starts = st.datetimes(
    naive(2023, 1, 1), naive(2029, 12, 31), timezones=st.sampled_from([ZONE, UTC])
)
amounts = st.integers(0, 20_000)
stretches = st.builds(
    lambda start, length: Stretch(minute(start), minute(min(start + length, 1439))),
    st.integers(0, 1400),
    st.integers(1, 600),
)
calendars = st.builds(
    lambda rows, off: WorkCalendar(
        ZONE,
        # Tuesday is always open, so that every amount ends.
        (WeekdayHours(1, (MORNING,)), *(WeekdayHours(day, (open_,)) for day, open_ in rows)),
        frozenset(off),
    ),
    st.lists(st.tuples(st.integers(0, 6), stretches), max_size=8),
    st.sets(st.dates(date(2023, 1, 1), date(2031, 1, 1)), max_size=20),
)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZONE)


@settings(deadline=None)
@given(calendars, starts, amounts)
def test_the_minutes_added_are_the_minutes_counted(calendar, start, minutes):
    assert calendar.minutes_between(start, calendar.add_minutes(start, minutes)) == minutes


@settings(deadline=None)
@given(calendars, starts, amounts, amounts)
def test_adding_in_two_goes_is_adding_at_once(calendar, start, first, second):
    in_two = calendar.add_minutes(calendar.add_minutes(start, first), second)
    assert in_two == calendar.add_minutes(start, first + second)


@settings(deadline=None)
@given(calendars, starts, st.timedeltas(timedelta(), timedelta(days=40)), amounts)
def test_a_later_start_never_ends_sooner(calendar, start, later, minutes):
    assert calendar.add_minutes(start, minutes) <= calendar.add_minutes(start + later, minutes)


@settings(deadline=None)
@given(starts, starts)
def test_the_count_is_never_negative_nor_more_than_the_wall_clock(start, end):
    counted = CALENDAR.minutes_between(start, end)
    assert 0 <= counted <= max(timedelta(), end - start) // timedelta(minutes=1)


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        (at(2026, 11, 24, 9), 30, at(2026, 11, 24, 9, 30)),
        (at(2026, 11, 24, 11, 30), 30, at(2026, 11, 24, 12)),
        (at(2026, 11, 24, 11, 45), 30, at(2026, 11, 24, 13, 15)),
        (at(2026, 11, 24, 20), 5, at(2026, 11, 25, 7, 35)),
        (at(2026, 11, 27, 11, 15), 30, at(2026, 11, 27, 13, 15)),
        (at(2026, 11, 27, 16, 15), 30, at(2026, 11, 30, 7, 45)),
        (at(2026, 12, 24, 15, 50), 30, at(2026, 12, 28, 7, 50)),
        (at(2026, 12, 31, 15, 50), 30, at(2027, 1, 4, 7, 50)),
        (at(2028, 2, 28, 15, 50), 30, at(2028, 2, 29, 7, 50)),
        (at(2026, 3, 2, 11, 50), 30, at(2026, 3, 3, 8, 20)),
    ],
    ids=[
        "inside a stretch",
        "to the closing minute",
        "over the lunch break",
        "after hours",
        "over the long Friday break",
        "over the weekend",
        "over a holiday",
        "into the next year",
        "on 29 February",
        "in Ramadan",
    ],
)
def test_a_deadline_falls_inside_the_hours(start, minutes, due):
    assert CALENDAR.add_minutes(start, minutes) == due


def test_no_minutes_leave_the_start_where_it_is():
    assert CALENDAR.add_minutes(at(2026, 11, 28, 22), 0) == at(2026, 11, 28, 22)


def test_the_answer_stands_in_the_zone_of_the_office():
    due = CALENDAR.add_minutes(datetime(2026, 11, 24, 2, tzinfo=UTC), 30)
    assert due.tzinfo is ZONE
    assert due.hour == 9


def test_the_ends_of_an_exception_belong_to_it_and_the_days_beside_do_not():
    assert CALENDAR.stretches_on(date(2026, 2, 17)) == (MORNING, AFTERNOON)
    assert CALENDAR.stretches_on(date(2026, 2, 18)) == (Stretch(time(8), time(12)),)
    assert CALENDAR.stretches_on(date(2026, 3, 19)) == (Stretch(time(8), time(12)),)
    assert CALENDAR.stretches_on(date(2026, 3, 20)) == FRIDAY


def test_an_exception_leaves_the_weekdays_alone_that_it_does_not_name():
    only_monday = WeekdayHours(0, (MORNING,), date(2026, 11, 23), date(2026, 11, 29))
    calendar = WorkCalendar(ZONE, (*WEEK, only_monday))
    assert calendar.stretches_on(date(2026, 11, 23)) == (MORNING,)
    assert calendar.stretches_on(date(2026, 11, 24)) == (MORNING, AFTERNOON)


def test_of_two_exceptions_the_later_one_counts():
    wide = WeekdayHours(0, (MORNING,), date(2026, 11, 1), date(2026, 11, 30))
    narrow = WeekdayHours(0, (AFTERNOON,), date(2026, 11, 23), date(2026, 11, 23))
    calendar = WorkCalendar(ZONE, (narrow, wide))
    assert calendar.stretches_on(date(2026, 11, 23)) == (AFTERNOON,)
    assert calendar.stretches_on(date(2026, 11, 16)) == (MORNING,)


def test_hours_that_overlap_count_once():
    twice = WeekdayHours(1, (MORNING, Stretch(time(11), time(13, 30)), AFTERNOON))
    calendar = WorkCalendar(ZONE, (twice,))
    assert calendar.minutes_between(at(2026, 11, 24, 0), at(2026, 11, 25, 0)) == 510


def test_weekends_and_holidays_are_no_working_days():
    days = [date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29), date(2026, 12, 25)]
    assert [CALENDAR.is_working_day(day) for day in days] == [True, False, False, False]


def test_a_week_has_the_hours_that_the_rule_asks_for():
    week = CALENDAR.minutes_between(at(2026, 11, 23), at(2026, 11, 30))
    assert week == 37.5 * 60


def test_an_empty_calendar_says_so_instead_of_searching_for_ever():
    with pytest.raises(NoWorkingTime):
        WorkCalendar(ZONE).add_minutes(at(2026, 11, 24, 9), 1)
    assert WorkCalendar(ZONE).minutes_between(at(2026, 1, 1), at(2027, 1, 1)) == 0


def test_a_calendar_that_only_opened_in_the_past_says_so_too():
    past = WorkCalendar(ZONE, (WeekdayHours(1, (MORNING,), date(2020, 1, 1), date(2020, 12, 31)),))
    with pytest.raises(NoWorkingTime):
        past.add_minutes(at(2026, 11, 24, 9), 1)


def test_the_end_of_all_dates_is_an_answer_too():
    with pytest.raises(NoWorkingTime):
        CALENDAR.add_minutes(datetime(9999, 12, 30, 12, tzinfo=ZONE), 5000)


def test_a_span_that_runs_backwards_has_no_minutes():
    assert CALENDAR.minutes_between(at(2026, 11, 24, 10), at(2026, 11, 24, 9)) == 0


def test_moments_without_a_zone_and_negative_amounts_are_refused():
    with pytest.raises(ValueError, match="time zone"):
        CALENDAR.add_minutes(naive(2026, 11, 24, 9), 5)
    with pytest.raises(ValueError, match="time zone"):
        CALENDAR.minutes_between(at(2026, 11, 24, 9), naive(2026, 11, 24, 10))
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add_minutes(at(2026, 11, 24, 9), -1)


def test_the_hours_lost_to_a_change_of_the_clock_do_not_count():
    # On 29 March 2026 Berlin has no 02.00-03.00.
    berlin = ZoneInfo("Europe/Berlin")
    night = WorkCalendar(berlin, (WeekdayHours(6, (Stretch(time(1), time(4)),)),))
    start = datetime(2026, 3, 29, 1, tzinfo=berlin)
    assert night.minutes_between(start, start + timedelta(days=1)) == 120
    assert night.add_minutes(start, 90) == datetime(2026, 3, 29, 3, 30, tzinfo=berlin)
