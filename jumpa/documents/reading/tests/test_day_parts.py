"""What a time means when the letter counts to twelve, and how sure that is."""

import pytest

from jumpa.documents.reading.clock import Hours, find_hours

SURE, DOUBTFUL = (), ("hour_doubtful",)


def cell(text: str, part: str = "") -> Hours:
    """The hours of a cell beside "Waktu"."""
    (hours,) = find_hours(text, is_cued=True, part=part)
    return hours


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("Jam 2 sampai 4 sore", 14, 16),
        ("Pukul 7 s.d. 9 malam", 19, 21),
        ("7.30 - 9.30 malam", 19.5, 21.5),
        ("8 - 10 malam", 20, 22),
        ("1 - 3 siang", 13, 15),
        ("11 - 1 siang", 11, 13),
        ("9 - 3 sore", 9, 15),
        ("08.00 - 4.00 sore", 8, 16),
        ("08.00 - 12.00 siang", 8, 12),
        ("9 pagi - 12 siang", 9, 12),
        ("7 pagi s/d jam 5 petang", 7, 17),
        ("7 malam sampai 9", 19, 21),
        ("2 siang sampai 4", 14, 16),
        ("9 pagi - 1", 9, 13),
        ("7 malam sampai 2", 19, 26),
        ("10 malam - 5 pagi", 22, 29),
        ("7 s.d. 12 malam", 19, 24),
        ("1:30 PM - 3:00 PM", 13.5, 15),
        ("1.30 - 3.00 p.m.", 13.5, 15),
        ("11 AM - 1 PM", 11, 13),
        ("01.00 PM WIB", 13, None),
        ("9 AM", 9, None),
        ("12.30 PM", 12.5, None),
        ("pukul 02.00 dini hari", 2, None),
        ("pukul 4 subuh", 4, None),
        ("jam 5 pagi", 5, None),
        ("pukul 12 tengah hari", 12, None),
    ],
)
def test_a_part_of_the_day_belongs_to_both_ends(
    text: str, since: float, until: float | None
) -> None:
    hours = cell(text)
    assert (hours.since / 60, hours.until and hours.until / 60) == (since, until)
    assert hours.notes == SURE


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("Jam 12 malam", 24, None),
        ("pukul 12 tengah malam", 24, None),
        ("24.00 WIB", 24, None),
        ("pukul 02.00 WIB", 2, None),
        ("jam 3", 3, None),
        ("12 AM", 12 - 12, None),
        ("3 - 9 malam", 15, 21),
        ("07.30 - 9.30 malam", 19.5, 21.5),
        ("19.00 s.d. 09.00 WIB", 19, 33),
        ("pukul 13.00 pagi", 13, None),
        ("pukul 9 siang", 9, None),
        ("pukul 2 malam", 2, None),
        ("Pukul 8 lewat 30 menit WIB", 8.5, None),
        ("pukul 8 lebih 15 menit s.d. 10", 8.25, 10),
        ("pukul 8 kurang 15", 7.75, None),
        ("pukul 8 kurang seperempat", 7.75, None),
        ("pukul setengah sembilan", 8.5, None),
        ("setengah 2 siang", 13.5, None),
        ("pukul sembilan pagi", 9, None),
        ("sekitar pukul 09.00 WIB", 9, None),
    ],
)
def test_what_may_mean_something_else_is_never_sure(
    text: str, since: float, until: float | None
) -> None:
    hours = cell(text)
    assert (hours.since / 60, hours.until and hours.until / 60) == (since, until)
    assert hours.notes == DOUBTFUL


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("malam hari Kamis, 5 Maret 2026 jam 8", 20),
        ("Kamis malam, 5 Maret 2026 pukul 7.30 WIB", 19.5),
        ("Jum'at sore tanggal 6 Maret 2026 pukul 4", 16),
        ("5 Maret 2026, siang pukul 1", 13),
    ],
)
def test_the_part_of_the_day_may_stand_by_the_name_of_the_day(text: str, since: float) -> None:
    (hours,) = find_hours(text)
    assert hours.since / 60 == since
    assert hours.notes == DOUBTFUL


def test_the_part_of_the_day_may_stand_in_the_cell_above() -> None:
    assert cell("7.30 WIB", part="malam").since == 19 * 60 + 30
    assert cell("7.30 WIB", part="malam").notes == DOUBTFUL
    assert cell("19.30 WIB", part="malam").notes == SURE
    assert cell("8 pagi", part="malam").since == 8 * 60


@pytest.mark.parametrize("text", ["makan malam bersama pukul 8.30", "selamat siang, pukul 8.30"])
def test_a_meal_or_a_greeting_is_no_part_of_the_day(text: str) -> None:
    assert find_hours(text)[0].since == 8 * 60 + 30


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("pkl.13.00 WIB", 13, None),
        ("Pukul:13.00 WIB", 13, None),
        ("pkl.8 malam", 20, None),
        ("14,00 WIB", 14, None),
        ("1400 WIB", 14, None),
        ("pukul 0900 s.d. 1130", 9, 11.5),
        ("0900-1130 WIB", 9, 11.5),
        ("pukul 10-12 WIB", 10, 12),
        ("09.00 ~ 11.00", 9, 11),
        ("pukul 09'30 WIB", 9.5, None),
        ("pukul 09 30 WIB", 9.5, None),
        ("09;30 WIB", 9.5, None),
        ("07:00:00 s/d 09:00:00", 7, 9),
        ("14.00 - 00.00 WIB", 14, 24),
    ],
)
def test_rarer_ways_to_write_a_time_are_read(text: str, since: float, until: float | None) -> None:
    (hours,) = find_hours(text)
    assert (hours.since / 60, hours.until and hours.until / 60) == (since, until)
    assert hours.notes == SURE


@pytest.mark.parametrize("text", ["tahun 2025 - 2029", "Rencana 2026 WIB", "mulai 2 Maret"])
def test_years_and_days_are_no_times(text: str) -> None:
    assert find_hours(text) == ()


@pytest.mark.parametrize("text", ["pukul 09-30 WIB", "pukul 9 30", "pukul 09.60", "jam 25.00"])
def test_half_a_time_is_not_read(text: str) -> None:
    assert find_hours(text) == ()


@pytest.mark.parametrize("text", ["Malam, 7.30", "malam 7.30 WIB", "Malam hari, 7.30 WIB"])
def test_the_part_of_the_day_may_lead(text: str) -> None:
    assert cell(text).since == 19 * 60 + 30
    assert cell(text).notes == DOUBTFUL


def test_a_length_of_time_is_no_time() -> None:
    (hours,) = find_hours("pukul 09.00 selama 2 jam 15 menit")
    assert (hours.since, hours.until) == (9 * 60, None)
    assert cell("2 hari, pukul 09.00").since == 9 * 60
