"""Times of the day: ranges, zones, open ends, and what is ambiguous."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jumpa.documents.reading.clock import DAY, find_hours


def said(text: str) -> list[tuple[float, float | None]]:
    """Hours from midnight."""
    return [(h.since / 60, None if h.until is None else h.until / 60) for h in find_hours(text)]


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("pukul 09.00 s.d. 11.30 WIB", 9, 11.5),
        ("09:00 - 11:30", 9, 11.5),
        ("pkl 8.30", 8.5, None),
        ("Pukul 08.00WIB", 8, None),
        ("pukul 9 pagi", 9, None),
        ("jam 2 siang s.d. jam 4 sore", 14, 16),
        ("jam 7 malam", 19, None),
        ("pukul 09.00 WIB s.d. pukul 11.30 WIB", 9, 11.5),
        ("pukul 13 WIB", 13, None),
        ("Pukul : 09.00 Waktu Indonesia Barat", 9, None),
        ("22.00 - 24.00 WIB", 22, 24),
        ("21.00 s.d. 02.00 WIB", 21, 26),
        ("pukul 00.00 WIB", 0, None),
    ],
)
def test_the_usual_forms_are_read(text: str, since: float, until: float | None) -> None:
    assert said(text) == [(since, until)]
    assert find_hours(text)[0].is_shown


@pytest.mark.parametrize(
    "text",
    ["Jam 13.00 Wib s/d selesai", "13.00 WIB - selesai", "pukul 13.00 sampai dengan selesai"],
)
def test_until_the_end_is_no_end(text: str) -> None:
    (hours,) = find_hours(text)
    assert (hours.since, hours.until, hours.is_open) == (13 * 60, None, True)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("pukul 09.00 WITA", 8, None),
        ("09.00 - 11.00 WITA", 8, 10),
        ("10.00 WIT s.d. selesai", 8, None),
        ("pukul 00.30 WITA", -0.5, None),
    ],
)
def test_another_zone_is_converted_and_noted(text: str, since: float, until: float | None) -> None:
    assert said(text) == [(since, until)]
    assert "zone_converted" in find_hours(text)[0].notes


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("09.00 WIB / 10.00 WITA", 9, None),
        ("09.00 WIB/10.00 WITA/11.00 WIT s.d. selesai", 9, None),
        ("10.00 WITA (09.00 WIB)", 9, None),
        ("09.00-11.30 WIB (10.00-12.30 WITA)", 9, 11.5),
        ("09.00 - 11.30 WIB (10.00 WITA)", 9, 11.5),
    ],
)
def test_one_moment_in_several_zones_is_one(text: str, since: float, until: float | None) -> None:
    assert said(text) == [(since, until)]
    assert find_hours(text)[0].notes == ()


@pytest.mark.parametrize("text", ["09.00 WIB / 10.30 WITA", "09.00, 13.00 WIB", "25.00 WIB"])
def test_what_contradicts_itself_is_left_out(text: str) -> None:
    assert said(text) == []


def test_an_end_before_the_start_is_left_out_and_noted() -> None:
    (hours,) = find_hours("13.00 - 11.00 WIB")
    assert (hours.until, hours.notes) == (None, ("conflict",))


@pytest.mark.parametrize("text", ["pasal 1.10", "versi 2.30", "Rp10.50"])
def test_a_bare_number_does_not_show_that_it_is_a_time(text: str) -> None:
    assert not any(hours.is_shown for hours in find_hours(text))


@pytest.mark.parametrize("text", ["000.5.6.2/12", "5/3/2026", "12.500,00", "192.168.10.20"])
def test_numbers_are_no_times(text: str) -> None:
    assert said(text) == []


@given(st.integers(0, DAY - 1), st.integers(1, 300), st.sampled_from(["s.d.", "-", "s/d"]))
def test_each_range_of_a_day_is_read_back(start: int, length: int, to: str) -> None:
    end = min(start + length, DAY)
    texts = [f"{minute // 60:02}.{minute % 60:02}" for minute in (start, end)]
    (hours,) = find_hours(f"pukul {texts[0]} {to} {texts[1]} WIB")
    assert (hours.since, hours.until) == (start, end)
