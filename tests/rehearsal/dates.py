"""Days and times in the office's words; on purpose not the system's own, so that it checks them."""

from datetime import date, datetime

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def short(day: date) -> str:
    """``24 November 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def long(day: date) -> str:
    """``Selasa, 24 November 2026``."""
    return f"{_DAYS[day.weekday()]}, {short(day)}"


def typed(moment: datetime) -> str:
    """As a browser's field for date and time sends it."""
    return f"{moment:%Y-%m-%dT%H:%M}"
