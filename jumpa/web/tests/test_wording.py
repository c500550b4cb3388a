from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

from jumpa.web import deadlines, wording

UTC = ZoneInfo("UTC")
# 09.00 in Singkawang.
NINE = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def _written(template: str, **values: object) -> str:
    return Template("{% load jumpa %}" + template).render(Context(values))


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


def test_the_filters_write_the_same_and_nothing_for_nothing() -> None:
    values = {"at": NINE, "end": NINE + timedelta(hours=1), "clock": time(7, 5), "none": None}
    assert _written("{{ at|tanggal }}", **values) == "Selasa, 24 November 2026"
    assert _written("{{ clock|pukul }}", **values) == "pukul 07.05 WIB"
    assert _written("{{ at|rentang_waktu:end }}", **values).endswith("pukul 09.00–10.00 WIB")
    assert _written("{{ 90|menit }}") == "1 jam 30 menit"
    assert _written("{{ 3.5|desimal:1 }}") == "3,5"
    for name in ("tanggal", "pukul", "waktu", "menit", "desimal"):
        assert _written("{{ none|" + name + " }}", **values) == ""


@pytest.mark.parametrize(
    ("due", "word", "tone"),
    [
        (NINE - timedelta(seconds=1), "Terlambat", "bad"),
        (NINE, "Sisa 1 menit", "warning"),
        (NINE + timedelta(minutes=25), "Sisa 25 menit", "warning"),
        (NINE + timedelta(minutes=61), "Hari ini", "info"),
        (NINE + timedelta(hours=20), "Batas waktu", "neutral"),
    ],
)
def test_a_deadline_is_judged_in_words(due: datetime, word: str, tone: str) -> None:
    judged = deadlines.judge(due, NINE)
    assert (judged.word, judged.tone) == (word, tone)
