from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from jumpa.core import wording

UTC = ZoneInfo("UTC")
# 09.00 in Singkawang.
NINE = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def test_a_day_is_written_with_its_name() -> None:
    assert wording.day(NINE) == "Selasa, 24 November 2026"
    assert wording.day(date(2028, 2, 29)) == "Selasa, 29 Februari 2028"


def test_a_moment_is_of_the_offices_day_not_of_utc() -> None:
    late = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
    assert wording.day_and_moment(late) == "Rabu, 25 November 2026, pukul 01.30 WIB"


def test_a_span_names_the_day_once_or_both_days() -> None:
    same = wording.span(NINE, NINE + timedelta(hours=2))
    assert same == "Selasa, 24 November 2026, pukul 09.00–11.00 WIB"
    across = wording.span(NINE + timedelta(hours=13), NINE + timedelta(hours=16))
    assert across == (
        "Selasa, 24 November 2026, pukul 22.00 WIB s.d. Rabu, 25 November 2026, pukul 01.00 WIB"
    )


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 menit"),
        (30, "30 menit"),
        (60, "1 jam"),
        (125, "2 jam 5 menit"),
        (-5, "-5 menit"),
    ],
)
def test_minutes_are_written_as_hours_and_minutes(minutes: int, words: str) -> None:
    assert wording.duration(minutes) == words


def test_a_decimal_has_a_comma() -> None:
    assert wording.decimal(Decimal("88.31")) == "88,31"
    assert wording.decimal(1234.5, 1) == "1.234,5"
