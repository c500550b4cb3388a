from datetime import UTC, date, datetime

import pytest

from jumpa.documents import wording

OVERNIGHT = "Selasa, 24 November 2026, pukul 22.00 WIB s.d. Rabu, 25 November 2026, pukul 01.30 WIB"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def test_dates_are_written_out() -> None:
    assert wording.day_date(date(2026, 11, 24)) == "Selasa, 24 November 2026"
    assert wording.long_date(date(2028, 2, 29)) == "29 Februari 2028"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (at(24, 9), at(24, 11), "Selasa, 24 November 2026, pukul 09.00–11.00 WIB"),
        (at(24, 22), at(25, 0), "Selasa, 24 November 2026, pukul 22.00–24.00 WIB"),
        (
            at(24, 22),
            at(25, 1, 30),
            OVERNIGHT,
        ),
    ],
)
def test_a_time_is_told_in_one_line_also_over_midnight(
    start: datetime, end: datetime, text: str
) -> None:
    assert wording.when(start, end, "WIB") == text


def test_days_and_hours_of_several_days_name_both_ends() -> None:
    start, end = at(24, 8), at(26, 12)
    assert wording.days(start, end) == "Selasa, 24 November 2026 s.d. Kamis, 26 November 2026"
    assert wording.hours(start, end, "WIB") == "Selasa pukul 08.00 WIB s.d. Kamis pukul 12.00 WIB"
    assert wording.days(at(24, 22), at(25, 0)) == "Selasa, 24 November 2026"


def test_numbers_are_written_with_dot_and_comma() -> None:
    assert wording.minutes(1250) == "1.250 menit"
    assert wording.decimal(1088.314) == "1.088,31"
    assert wording.count(None) == "–"


def test_lists_are_joined_as_in_a_sentence() -> None:
    assert [wording.listing(list(text)) for text in ("", "a", "ab", "abc")] == [
        "",
        "a",
        "a dan b",
        "a, b, dan c",
    ]


def test_a_nip_is_grouped_and_anything_else_left_alone() -> None:
    assert wording.nip("197103122005021001") == "19710312 200502 1 001"
    assert wording.nip("belum ada") == "belum ada"
