"""The dates of a series: right by the clock on the wall, bounded, and none of them twice."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jumpa.intake.recurrence import (
    LONGEST_SERIES,
    MOST_DATES,
    RecurrenceError,
    Repeating,
    dates_text,
    first_self_clash,
    read_repeating,
    rule_text,
    starts,
)
from jumpa.scheduling.rules import Span

WIB = ZoneInfo("Asia/Pontianak")
NEW_YORK = ZoneInfo("America/New_York")
"""Nobody's zone here, but one whose clocks are put forward and back."""

START = datetime(2026, 12, 1, 9, tzinfo=WIB)
HOUR = timedelta(hours=1)

moments = st.builds(
    lambda day, hour, zone: datetime.combine(day, time(hour), zone),
    st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    st.integers(0, 23),
    st.sampled_from([WIB, NEW_YORK]),
)
frequencies = st.sampled_from(["weekly", "fortnightly", "monthly"])


def days(text: str, start: datetime = START) -> list[str]:
    return [f"{one:%d.%m}" for one in starts(text, start)]


def fault(text: str, start: datetime = START) -> str:
    with pytest.raises(RecurrenceError) as caught:
        starts(text, start)
    return caught.value.code


def test_an_event_that_does_not_repeat_has_its_one_start() -> None:
    assert starts("", START) == (START,)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("RRULE:FREQ=WEEKLY;COUNT=3", ["01.12", "08.12", "15.12"]),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3", ["01.12", "15.12", "29.12"]),
        ("RRULE:FREQ=MONTHLY;COUNT=3", ["01.12", "01.01", "01.02"]),
        ("RRULE:FREQ=MONTHLY;BYDAY=1TU;COUNT=3", ["01.12", "05.01", "02.02"]),
        ("RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4", ["01.12", "03.12", "08.12", "10.12"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261215", ["01.12", "08.12", "15.12"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261215T015959Z", ["01.12", "08.12"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261215T020000Z", ["01.12", "08.12", "15.12"]),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261215T085959", ["01.12", "08.12"]),
        ("RDATE:20261203T090000,20261210T090000", ["01.12", "03.12", "10.12"]),
        ("RDATE:20261210T090000,20261201T090000,20261210T090000", ["01.12", "10.12"]),
    ],
)
def test_the_dates_are_those_of_the_rule(text: str, wanted: list[str]) -> None:
    assert days(text) == wanted


def test_a_month_without_that_day_is_left_out() -> None:
    assert days("RRULE:FREQ=MONTHLY;COUNT=3", datetime(2026, 12, 31, 9, tzinfo=WIB)) == [
        "31.12",
        "31.01",
        "31.03",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("FREQ=WEEKLY;COUNT=3", "rule"),
        ("RRULE:", "rule"),
        ("RRULE:FREQ=WEEKLY;COUNT=3;COUNT=4", "rule"),
        ("RRULE:FREQ=WEEKLY;COUNT=3;UNTIL=20261215", "rule"),
        ("RRULE:FREQ=HOURLY;COUNT=3", "rule"),
        ("RRULE:FREQ=DAILY;BYHOUR=9,10;COUNT=3", "rule"),
        ("RRULE:FREQ=WEEKLY;INTERVAL=0;COUNT=3", "rule"),
        ("RRULE:FREQ=WEEKLY;COUNT=0", "rule"),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261340", "rule"),
        ("RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z", "rule"),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=77;COUNT=3", "first"),
        ("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", "first"),
        ("RRULE:FREQ=WEEKLY\nRDATE:20261208T090000", "rule"),
        ("RDATE:8 Desember", "rule"),
        ("RDATE:20261308T090000", "rule"),
        ("RDATE:", "rule"),
        ("RRULE:FREQ=WEEKLY", "endless"),
        ("RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=3", "first"),
        ("RDATE:20261130T090000", "first"),
        ("RRULE:FREQ=WEEKLY;COUNT=1", "few"),
        ("RRULE:FREQ=WEEKLY;UNTIL=20261202", "few"),
        ("RDATE:20261201T090000", "few"),
        ("RRULE:FREQ=DAILY;COUNT=61", "many"),
        ("RRULE:FREQ=DAILY;UNTIL=20270131", "many"),
        ("RRULE:FREQ=MONTHLY;COUNT=14", "long"),
        ("RRULE:FREQ=MONTHLY;UNTIL=20280101", "long"),
        ("RRULE:FREQ=YEARLY;COUNT=3", "long"),
        ("RDATE:20271203T090000", "long"),
    ],
)
def test_what_is_no_series_is_refused_and_says_why(text: str, code: str) -> None:
    assert fault(text) == code


def test_a_year_to_the_day_is_still_a_series() -> None:
    assert days("RRULE:FREQ=YEARLY;COUNT=2") == ["01.12", "01.12"]
    assert len(starts("RRULE:FREQ=DAILY;COUNT=60", START)) == MOST_DATES


@settings(deadline=None)
@given(start=moments, frequency=frequencies, count=st.integers(2, 12))
def test_a_series_by_number_has_that_many_dates_at_the_same_time_of_day(
    start: datetime, frequency: str, count: int
) -> None:
    start = start.replace(day=min(start.day, 28))
    found = starts(rule_text(frequency, start, count=count), start)
    assert len(found) == count
    assert found[0] == start
    assert {(one.hour, one.minute, one.tzinfo) for one in found} == {(start.hour, 0, start.tzinfo)}
    assert all(one.date() < two.date() for one, two in pairwise(found))


@settings(deadline=None)
@given(start=moments, frequency=frequencies, length=st.integers(32, 366))
def test_a_series_up_to_a_day_ends_on_that_day_at_the_latest_and_stops_no_earlier(
    start: datetime, frequency: str, length: int
) -> None:
    start = start.replace(day=min(start.day, 28))
    last = start.date() + timedelta(days=length)
    found = starts(rule_text(frequency, start, until=last), start)
    assert found[-1].date() <= last
    step = {"weekly": 7, "fortnightly": 14, "monthly": 31}[frequency]
    assert last - found[-1].date() < timedelta(days=step)


@settings(deadline=None)
@given(start=moments, shifts=st.sets(st.integers(1, 366), min_size=1, max_size=MOST_DATES - 1))
def test_a_list_of_days_comes_back_sorted_each_once_with_the_first_start(
    start: datetime, shifts: set[int]
) -> None:
    listed: list[date] = [start.date() + timedelta(days=shift) for shift in shifts]
    found = starts(dates_text(listed, start), start)
    assert [one.date() for one in found] == [start.date(), *sorted(listed)]
    assert {one.hour for one in found} == {start.hour}


@settings(deadline=None)
@given(text=st.text("RULEDATFQ:=;,0123456789TZWKYMOBN", max_size=40))
def test_no_text_whatever_breaks_or_escapes_the_bounds(text: str) -> None:
    try:
        found = starts(text, START)
    except RecurrenceError:
        return
    assert found[0] == START
    assert len(found) <= MOST_DATES
    assert found[-1] - found[0] <= LONGEST_SERIES


def test_a_series_that_clashes_with_itself_is_found_and_touching_is_no_clash() -> None:
    day = timedelta(days=1)
    events = [Span(START + number * day, START + (number + 1) * day) for number in range(3)]
    assert first_self_clash(events) is None
    inside = Span(START + HOUR, START + 2 * HOUR)
    assert first_self_clash([*events, inside]) == inside
    assert first_self_clash([]) is None


@settings(deadline=None)
@given(start=moments, frequency=frequencies, count=st.integers(2, 12))
def test_the_form_reads_back_the_choices_that_made_a_rule(
    start: datetime, frequency: str, count: int
) -> None:
    zone = ZoneInfo("Asia/Pontianak")
    by_number = rule_text(frequency, start.replace(tzinfo=zone), count=count)
    assert read_repeating(by_number, zone) == Repeating(frequency, None, count)
    last = start.date() + timedelta(days=count)
    up_to_a_day = rule_text(frequency, start.replace(tzinfo=zone), until=last)
    assert read_repeating(up_to_a_day, zone) == Repeating(frequency, last)


def test_the_form_leaves_alone_what_it_has_no_words_for() -> None:
    for text in ("RRULE:FREQ=MONTHLY;BYDAY=1TU;COUNT=3", "RRULE:FREQ=DAILY;COUNT=3"):
        assert read_repeating(text, WIB) == Repeating("rule")
    assert read_repeating("", WIB) == Repeating()
    listed = read_repeating("RDATE:20261203T090000,20261210T090000", WIB)
    assert listed == Repeating("dates", days=(date(2026, 12, 3), date(2026, 12, 10)))
