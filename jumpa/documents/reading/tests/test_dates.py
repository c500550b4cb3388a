"""Dates: every form that letters use, and what only looks like one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jumpa.documents.reading.dates import MONTHS, find_dates

LETTER = date(2026, 2, 20)
NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip


def spans(text: str, near: date | None = None) -> list[tuple[str, str]]:
    """First and last day of each expression."""
    return [(d.first.isoformat(), d.last.isoformat()) for d in find_dates(text, near=near)]


@pytest.mark.parametrize(
    "text",
    [
        "Kamis, 5 Maret 2026 pukul 09.00 s.d. 11.30 WIB",
        "05/03/2026",
        "tgl. 5-3-26",
        "5.3.2026",
        "2026-03-05",
        "5 Mar. 2026",
        "Kamis / 5 Maret 2026",
        "Kamis (5 Maret 2026)",
        "hari Kamis tanggal 5 bulan Maret tahun 2026",
        "KAMIS, 05 MARET 2026",
        "5Maret 2026",
        "1. 5 Maret 2026",
        "05 /03/ 2026",
        "5-Mar-2026",
        "5-Mar-26",
        "5 - Maret - 2026",
        "Kamis, 5/Maret/2026",
        "Kamis,5Maret2026",
        "5 Maret '26",
        "5 March 2026",
        "Thursday, March 5, 2026",
        "Kamis malam, 5 Maret 2026",
        "Kamis (malam) tanggal 5 Maret 2026",
        "Kamis Legi, 5 Maret 2026",
        "5 Maret 2026/16 Ramadan 1447 H",
    ],
)
def test_one_day_in_all_its_forms(text: str) -> None:
    assert spans(text) == [("2026-03-05", "2026-03-05")]
    assert find_dates(text)[0].notes == ()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("5 s.d. 7 Maret 2026", "2026-03-05", "2026-03-07"),
        ("5 s/d 7 Maret 2026", "2026-03-05", "2026-03-07"),
        ("5 sampai dengan 7 Maret 2026", "2026-03-05", "2026-03-07"),
        ("30 Maret s.d. 2 April 2026", "2026-03-30", "2026-04-02"),
        ("29 Desember 2025 s.d. 2 Januari 2026", "2025-12-29", "2026-01-02"),
        ("29 Desember s.d. 2 Januari 2026", "2025-12-29", "2026-01-02"),
        ("Senin-Rabu, 2-4 Maret 2026", "2026-03-02", "2026-03-04"),
        ("Senin s.d. Rabu, tanggal 2 s.d. 4 Maret 2026", "2026-03-02", "2026-03-04"),
        ("Senin, 2 Maret s.d. Rabu, 4 Maret 2026", "2026-03-02", "2026-03-04"),
        ("Senin, 2 s.d. Rabu, 4 Maret 2026", "2026-03-02", "2026-03-04"),
        ("5/3/2026-7/3/2026", "2026-03-05", "2026-03-07"),
        ("5-Mar-26 s.d. 7-Mar-26", "2026-03-05", "2026-03-07"),
        ("5 - Maret - 2026 s/d 7 - Maret - 2026", "2026-03-05", "2026-03-07"),
    ],
)
def test_a_range_has_its_first_and_last_day(text: str, first: str, last: str) -> None:
    assert spans(text) == [(first, last)]
    assert find_dates(text)[0].notes == ()
    assert len(find_dates(text)[0].days) == 1


def test_listed_days_are_each_kept() -> None:
    (dates,) = find_dates("2, 3, dan 4 Maret 2026")
    assert [day.day for day in dates.days] == [2, 3, 4]
    assert len(find_dates("Senin, 2 Maret 2026 dan Selasa, 3 Maret 2026")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "31 Februari 2026",
        "31/11/2026",
        "0 Maret 2026",
        "12 s.d. 4 Maret 2026",
        "Nomor 12/III/2026",
        "Nomor 500/12/3/2026",
        "005/12/03/2026/UM",
        "000.5.3.2026",
        "UU Nomor 23 Tahun 2014",
        "Maret 2026",
        "pukul 09.00",
        "${tanggal_naskah}",
    ],
)
def test_what_is_no_possible_date_is_left_out(text: str) -> None:
    assert spans(text, LETTER) == []


def test_a_day_whose_name_is_another_is_noted() -> None:
    assert find_dates("Kamis, 6 Maret 2026")[0].notes == ("day_mismatch",)
    assert find_dates("Senin-Kamis, 2-4 Maret 2026")[0].notes == ("day_mismatch",)


def test_the_year_is_supplied_only_from_the_letter_and_only_when_it_fits() -> None:
    assert spans("Kamis, 5 Maret") == []
    assert spans("Kamis, 5 Maret", LETTER) == [("2026-03-05", "2026-03-05")]
    assert find_dates("5 Maret", near=LETTER)[0].notes == ("year_supplied",)
    assert spans("Rabu, 5 Maret", LETTER) == []
    assert spans("5 Februari", LETTER) == []
    assert spans("3 Januari", date(2026, 12, 20)) == [("2027-01-03", "2027-01-03")]


def test_the_place_of_a_date_is_told() -> None:
    text = "pada hari Kamis, 5 Maret\n2026 di aula"
    (dates,) = find_dates(text)
    assert text[dates.start : dates.end] == "Kamis, 5 Maret\n2026"


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(range(8)))
def test_each_day_is_read_back_from_each_form(day: date, form: int) -> None:
    month = MONTH_NAMES[day.month - 1]
    text = (
        f"{NAMES[day.weekday()]}, {day.day} {month} {day.year}",
        f"{day.day} {month.upper()} {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d-%m-%y}",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
        day.isoformat(),
        f"tgl. {day.day} {month[:3]} {day.year}",
    )[form]
    assert spans(f"pada {text}, di aula") == [(day.isoformat(), day.isoformat())]


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(1, 40))
def test_each_range_is_read_back(day: date, length: int) -> None:
    last = day + timedelta(days=length)
    text = " s.d. ".join(f"{d.day} {MONTH_NAMES[d.month - 1]} {d.year}" for d in (day, last))
    assert spans(text) == [(day.isoformat(), last.isoformat())]


@pytest.mark.parametrize("name", MONTHS)
def test_each_name_of_a_month_is_known(name: str) -> None:
    assert spans(f"9 {name} 2026") == [(f"2026-{MONTHS[name]:02}-09",) * 2]


@pytest.mark.parametrize("text", ["5 Maret 2026/005", "5 Maret 1998", "B/12-Mar-2026"])
def test_a_year_that_cannot_be_read_is_not_supplied(text: str) -> None:
    assert spans(text, LETTER) == []
