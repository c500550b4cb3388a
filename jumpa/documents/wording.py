"""Dates, times and numbers as an Indonesian office writes them. Pure.

Letters are Indonesian whatever the screen's language, so none of this goes through gettext.
Times are taken as given: the caller has brought them to the office's zone.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def long_date(day: date) -> str:
    """ "24 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_date(day: date) -> str:
    """ "Selasa, 24 November 2026"."""
    return f"{DAYS[day.weekday()]}, {long_date(day)}"


def clock(at: datetime | time) -> str:
    """ "09.00"."""
    return f"{at:%H.%M}"


def moment(at: datetime, zone: str) -> str:
    """ "Selasa, 24 November 2026, pukul 09.00 WIB"."""
    return f"{day_date(at)}, pukul {clock(at)} {zone}"


def _ends_at_midnight(start: datetime, end: datetime) -> bool:
    return end.time() == time(0) and end.date() == start.date() + timedelta(days=1)


def is_one_day(start: datetime, end: datetime) -> bool:
    """Whether it is over on the day on which it began; midnight belongs to the day before."""
    return start.date() == end.date() or _ends_at_midnight(start, end)


def days(start: datetime, end: datetime) -> str:
    """ "Selasa, 24 November 2026", or two such with "s.d." between."""
    if is_one_day(start, end):
        return day_date(start)
    return f"{day_date(start)} s.d. {day_date(end)}"


def hours(start: datetime, end: datetime, zone: str) -> str:
    """ "pukul 09.00–11.00 WIB"; over several days both ends carry their day."""
    if is_one_day(start, end):
        last = "24.00" if _ends_at_midnight(start, end) else clock(end)
        return f"pukul {clock(start)}–{last} {zone}"
    return (
        f"{DAYS[start.weekday()]} pukul {clock(start)} {zone} s.d."
        f" {DAYS[end.weekday()]} pukul {clock(end)} {zone}"
    )


def when(start: datetime, end: datetime, zone: str) -> str:
    """Day and hours in one line."""
    if is_one_day(start, end):
        return f"{day_date(start)}, {hours(start, end, zone)}"
    return f"{moment(start, zone)} s.d. {moment(end, zone)}"


def minutes(number: int) -> str:
    """ "30 menit", as the SOP counts."""
    return f"{count(number)} menit"


def count(number: int | None) -> str:
    """ "1.250"; a dash when it is not known."""
    return "–" if number is None else f"{number:,}".replace(",", ".")


def decimal(number: float, places: int = 2) -> str:
    """ "1.088,31"."""
    return f"{number:,.{places}f}".translate(str.maketrans(",.", ".,"))


def listing(items: Sequence[str]) -> str:
    """ "a", "a dan b", "a, b, dan c"."""
    if len(items) < 3:
        return " dan ".join(items)
    return f"{', '.join(items[:-1])}, dan {items[-1]}"


def nip(digits: str) -> str:
    """ "19710312 200502 1 001"; anything that is not 18 digits is left as it is."""
    plain = digits.replace(" ", "")
    if len(plain) != 18 or not plain.isdigit():
        return digits
    return f"{plain[:8]} {plain[8:14]} {plain[14]} {plain[15:]}"
