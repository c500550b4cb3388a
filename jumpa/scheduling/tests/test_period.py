from datetime import date

import pytest

from jumpa.scheduling.occupancy import Stretch, peak_of, stretches
from jumpa.scheduling.period import Period, View
from jumpa.scheduling.rules import Span
from jumpa.scheduling.tests.makers import WIB, at

DAY = Span(at(0), at(0, day=2))


@pytest.mark.parametrize(
    ("view", "first", "last"),
    [
        ("hari", date(2026, 12, 1), date(2026, 12, 1)),
        ("minggu", date(2026, 11, 30), date(2026, 12, 6)),
        ("bulan", date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_begins_and_ends_where_people_expect(view: View, first: date, last: date):
    period = Period(view, date(2026, 12, 1))
    assert (period.first, period.last) == (first, last)
    assert (period.days[0], period.days[-1]) == (first, last)
    assert Period(view, period.following).previous == last


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(2026, 1, 31), date(2026, 12, 31)])
def test_the_month_after_and_before_are_whole_months(day: date):
    period = Period("bulan", day)
    assert period.following.day == 1
    assert Period("bulan", period.previous).following == period.first


def test_a_span_reaches_from_midnight_to_midnight():
    assert Period("hari", date(2026, 12, 1)).span(WIB) == DAY


def test_units_are_counted_at_each_moment_and_touching_ones_do_not_add_up():
    taken = [Span(at(8), at(10)), Span(at(9), at(11)), Span(at(11), at(12))]
    assert stretches(taken, DAY) == [
        Stretch(Span(at(8), at(9)), 1),
        Stretch(Span(at(9), at(10)), 2),
        Stretch(Span(at(10), at(12)), 1),
    ]


def test_a_gap_is_no_stretch_and_what_lies_outside_is_cut_off():
    late, other_day = Span(at(20), at(4, day=2)), Span(at(3, day=3), at(4, day=3))
    taken = [late, Span(at(8), at(9)), other_day]
    assert stretches(taken, DAY) == [
        Stretch(Span(at(8), at(9)), 1),
        Stretch(Span(at(20), at(0, day=2)), 1),
    ]


def test_the_peak_of_a_day_reaches_from_its_first_to_its_last_taken_moment():
    found = stretches([Span(at(8), at(10)), Span(at(9), at(11)), Span(at(14), at(15))], DAY)
    assert peak_of(found, DAY) == Stretch(Span(at(8), at(15)), 2)
    assert peak_of(found, Span(at(11), at(14))) is None
