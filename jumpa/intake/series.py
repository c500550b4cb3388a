"""The dates of a request that repeats: as the rule plans them, and as each is wanted.

``date_changes`` of a request maps the day of a planned date to how it is wanted otherwise:
``{"skip": true}``, or any of ``room`` (a ref), ``start`` and ``end`` (ISO 8601 with offset).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime

from jumpa.intake.models import Occurrence, ServiceRequest
from jumpa.intake.recurrence import dates_text, first_self_clash, starts
from jumpa.scheduling.models import Kind, Resource
from jumpa.scheduling.queries import allocations_of, reservations_of
from jumpa.scheduling.rules import Span

Changes = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class SeriesDate:
    """One date: ``planned`` is its start by the rule; ``room`` None: the request's."""

    planned: datetime
    start: datetime
    end: datetime
    room: Resource | None = None
    is_skipped: bool = False

    @property
    def key(self) -> str:
        """The day it was planned for, by which it is named."""
        return f"{localtime(self.planned):%Y-%m-%d}"

    @property
    def event(self) -> Span:
        """Its own time."""
        return Span(self.start, self.end)


def planned_dates(recurrence: str, start: datetime, end: datetime) -> tuple[SeriesDate, ...]:
    """The dates by the rule alone; none for an event that does not repeat.

    Raises:
        RecurrenceError: the rule is none, or says too much.
    """
    if not recurrence:
        return ()
    found = starts(recurrence, localtime(start))
    return tuple(SeriesDate(one, one, one + (end - start)) for one in found)


def dates_from(
    recurrence: str, changes: Changes, start: datetime, end: datetime
) -> tuple[SeriesDate, ...]:
    """The dates by the rule, each as it is wanted; one query where a date has its own room.

    Raises:
        RecurrenceError: the rule is none, or says too much.
    """
    dates = planned_dates(recurrence, start, end)
    refs = {change["room"] for change in changes.values() if change.get("room")}
    rooms = {room.ref: room for room in Resource.objects.filter(ref__in=refs)} if refs else {}
    return tuple(_changed(date, changes.get(date.key, {}), rooms) for date in dates)


def _changed(
    date: SeriesDate, change: Mapping[str, Any], rooms: Mapping[str, Resource]
) -> SeriesDate:
    if change.get("skip"):
        return replace(date, is_skipped=True)
    start, end = (
        datetime.fromisoformat(change[name]) if name in change else getattr(date, name)
        for name in ("start", "end")
    )
    return replace(date, start=start, end=end, room=rooms.get(change.get("room", "")))


def clashes_with_itself(dates: Sequence[SeriesDate], room: Resource | None) -> bool:
    """Whether two dates of the series stand in each other's way, the room's phases included.

    Args:
        room: the request's room; each date is judged by the phases of its own where it has one.
    """
    by_room: dict[int | None, list[Span]] = {}
    for date in dates:
        where = date.room or room
        if not date.is_skipped:
            busy = where.reserved(date.event) if where is not None else date.event
            by_room.setdefault(where.pk if where else None, []).append(busy)
    events = [date.event for date in dates if not date.is_skipped]
    return any(first_self_clash(spans) for spans in (*by_room.values(), events))


def change_of(date: SeriesDate, plan: SeriesDate) -> dict[str, Any]:
    """How a date differs from its plan, as ``date_changes`` keeps it; empty where it does not."""
    if date.is_skipped:
        return {"skip": True}
    change: dict[str, Any] = {}
    if date.room is not None:
        change["room"] = date.room.ref
    if date.start != plan.start:
        change["start"] = localtime(date.start).isoformat()
    if date.end != plan.end:
        change["end"] = localtime(date.end).isoformat()
    return change


def moved_together(
    dates: Sequence[SeriesDate], start: datetime, end: datetime
) -> tuple[SeriesDate, ...]:
    """All dates moved as far as the first that is not left out moves to ``start``; one length.

    What single dates had otherwise is forgotten; what was left out stays so.
    """
    first = next((date for date in dates if not date.is_skipped), dates[0])
    shift, length = start - first.planned, end - start
    moved = (date.planned + shift for date in dates)
    return tuple(
        SeriesDate(at, at, at + length, is_skipped=date.is_skipped)
        for at, date in zip(moved, dates, strict=True)
    )


def rewrite(
    request: ServiceRequest, dates: Sequence[SeriesDate], length: timedelta | None = None
) -> None:
    """Let a locked request want these dates: its occurrences, and its own fields with them.

    Args:
        length: of each event, where the plan itself was moved: the rule becomes a list of dates.

    The caller saves the request.
    """
    if request.start is None or request.end is None:
        raise ValueError(f"{request.ref} has no time.")
    if length is None:
        length = request.end - request.start
    elif (dates[0].planned, length) != (request.start, request.end - request.start):
        first = dates[0].planned
        request.start, request.end = first, first + length
        days = [localtime(date.planned).date() for date in dates]
        request.recurrence = dates_text(days, localtime(first))
    plans = [SeriesDate(date.planned, date.planned, date.planned + length) for date in dates]
    changes = {plan.key: change_of(date, plan) for date, plan in zip(dates, plans, strict=True)}
    request.date_changes = {key: change for key, change in changes.items() if change}
    write_occurrences(request, dates)


def write_occurrences(request: ServiceRequest, dates: Sequence[SeriesDate]) -> None:
    """Put these dates in place of those that a locked request has; all count as held."""
    request.occurrences.all().delete()
    Occurrence.objects.bulk_create(
        Occurrence(
            request=request,
            number=number,
            planned=date.planned,
            start=date.start,
            end=date.end,
            room=date.room,
            is_skipped=date.is_skipped,
        )
        for number, date in enumerate(dates, start=1)
    )


def read_dates(occurrences: Iterable[Occurrence]) -> tuple[SeriesDate, ...]:
    """Occurrences as plain dates, in their order."""
    return tuple(
        SeriesDate(one.planned, one.start, one.end, one.room, one.is_skipped) for one in occurrences
    )


def matched(dates: Sequence[SeriesDate], events: Sequence[Span]) -> dict[int, Span]:
    """Which event each date has become, by index: its own time first, then the nearest left over.

    A date without one was left out. Dates that were left out before come last.
    """
    free = sorted(events)
    found: dict[int, Span] = {}
    for index, date in enumerate(dates):
        if date.event in free:
            found[index] = date.event
            free.remove(date.event)
    for event in free:
        left = [index for index in range(len(dates)) if index not in found]
        if not left:
            break
        nearest = min(left, key=lambda index: _distance(dates[index], event))
        found[nearest] = event
    return found


def _distance(date: SeriesDate, event: Span) -> tuple[bool, timedelta]:
    return date.is_skipped, abs(date.planned - event.start)


def follow_allocations(request: ServiceRequest) -> None:
    """Let the occurrences of a locked request say what it has: each time and room, else left out.

    For when something else than the request decided: an offer that was taken, a move by hand.
    """
    rows = list(request.occurrences.select_related("room"))
    rooms = {
        one.span: one.resource
        for one in reservations_of(request.ref)
        if one.resource.kind == Kind.ROOM
    }
    events = [one.span for one in allocations_of(request.ref)]
    found = matched(read_dates(rows), events)
    for index, row in enumerate(rows):
        event = found.get(index)
        row.is_skipped, row.has_clash = event is None, False
        if event is not None:
            room = rooms.get(event)
            row.start, row.end = event.start, event.end
            row.room = None if room == request.room else room
    Occurrence.objects.bulk_update(rows, ["start", "end", "room", "is_skipped", "has_clash"])
