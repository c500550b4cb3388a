"""The dates of a series beside those that the letter asked for: what the reply must tell."""

from itertools import zip_longest
from typing import Any

from django.utils.dateparse import parse_datetime

from jumpa.documents import blocks
from jumpa.documents.facts import DateFacts, SlotFacts
from jumpa.intake.models import ServiceRequest
from jumpa.intake.series import SeriesDate, dates_from, read_dates


def dates_as_agreed(request: ServiceRequest) -> tuple[DateFacts, ...]:
    """All dates of a series as they hold, each with what it was in the letter where that differs.

    Empty for an event that is held once.
    """
    dates = read_dates(request.occurrences.select_related("room"))
    values = request.revisions.latest("number").values if dates else {}
    wished = _wished(values)
    pairs = list(zip_longest(dates, wished))[: len(dates)]
    return tuple(_facts(request, new, old, values) for new, old in pairs)


def is_as_written(request: ServiceRequest) -> bool:
    """Whether each date is as the letter asked; so it is where nothing repeats."""
    return not any(
        date.note.startswith("semula") or date.note == LEFT_OUT for date in dates_as_agreed(request)
    )


LEFT_OUT = "tidak dilaksanakan"
"""Of a date that the letter asked for and that fell out; one that it left out itself says less."""


def _wished(values: dict[str, Any]) -> tuple[SeriesDate, ...]:
    start, end = parse_datetime(values.get("start", "")), parse_datetime(values.get("end", ""))
    text = values.get("recurrence", "")
    if not text or start is None or end is None:
        return ()
    return dates_from(text, values.get("date_changes", {}), start, end)


def _facts(
    request: ServiceRequest, new: SeriesDate, old: SeriesDate | None, values: dict[str, Any]
) -> DateFacts:
    slot = SlotFacts(new.start, new.end, new.room.name if new.room else "")
    if new.is_skipped:
        return DateFacts(slot, "dilewatkan" if old and old.is_skipped else LEFT_OUT)
    if old is None or old.is_skipped:
        return DateFacts(slot)
    was = _place(old, values["room"] or values["venue_name"])
    now = _place(new, request.wanted_place)
    is_same_place = was == now or (values.get("any_room", False) and not old.room)
    if new.event == old.event and is_same_place:
        return DateFacts(slot)
    if new.event == old.event:
        return DateFacts(slot, f"semula {was}")
    before = SlotFacts(old.start, old.end, "" if is_same_place else was)
    return DateFacts(slot, f"semula {blocks.slot_text(before)}")


def _place(date: SeriesDate, usual: str) -> str:
    return date.room.name if date.room else usual
