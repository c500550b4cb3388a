"""Decisions about time: what overlaps, what is left, what lies nearest. No clock, no database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TypeVar

LONGEST_EVENT = timedelta(hours=24)
LONGEST_BUFFER = timedelta(hours=12)
LONGEST_RESERVATION = LONGEST_EVENT + 2 * LONGEST_BUFFER
MOST_OFFERS = 3
STEP = timedelta(minutes=30)
_DAY_MINUTES = 24 * 60
_WEEK_MINUTES = 7 * _DAY_MINUTES

LONGEST_CLOSURE = timedelta(days=366)
CLOSERS = ("administrator", "subkor_ile")
MOVERS = ("subkor_ile",)
DISPLACERS = ("subkor_ile", "kabid_aptika", "kepala_dinas")

RESERVATION_STATES = {("held", "confirm"): "confirmed"}
OFFER_STATES = {
    ("open", "take"): "taken",
    ("open", "decline"): "declined",
    ("open", "withdraw"): "withdrawn",
    ("open", "expire"): "expired",
}

Item = TypeVar("Item")


@dataclass(frozen=True, order=True)
class Span:
    """A half-open stretch of time: ``start`` belongs to it, ``end`` does not."""

    start: datetime
    end: datetime

    def overlaps(self, other: "Span") -> bool:
        """Whether some moment lies in both. Touching spans do not overlap."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether all of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def widened(self, before: timedelta, after: timedelta) -> "Span":
        """This span with set-up before and teardown after it."""
        return Span(self.start - before, self.end + after)

    def moved(self, by: timedelta) -> "Span":
        """The span of the same length that begins ``by`` later (earlier if negative)."""
        return Span(self.start + by, self.end + by)

    @property
    def length(self) -> timedelta:
        """From start to end."""
        return self.end - self.start


def span_fault(start: datetime, end: datetime) -> str:
    """Why an event cannot last from ``start`` to ``end``: "", "order" or "length"."""
    if end <= start:
        return "order"
    return "length" if end - start > LONGEST_EVENT else ""


def is_expired(expires_at: datetime | None, now: datetime) -> bool:
    """Whether what was held until ``expires_at`` is free again; None never expires."""
    return expires_at is not None and expires_at <= now


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same moments in as few spans as possible; spans that touch become one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def uncovered(wanted: Iterable[Span], own: Iterable[Span]) -> list[Span]:
    """The moments of ``wanted`` that ``own`` does not already keep, as disjoint spans."""
    rest = merged(wanted)
    for kept in own:
        rest = [piece for span in rest for piece in _without(span, kept)]
    return rest


def _without(span: Span, kept: Span) -> Iterator[Span]:
    if not span.overlaps(kept):
        yield span
        return
    if span.start < kept.start:
        yield Span(span.start, kept.start)
    if kept.end < span.end:
        yield Span(kept.end, span.end)


def hull_inside(events: Iterable[Span], piece: Span) -> Span:
    """From the first to the last moment of ``events`` that lies in ``piece``; else the piece."""
    inside = [
        Span(max(event.start, piece.start), min(event.end, piece.end))
        for event in events
        if event.overlaps(piece)
    ]
    if not inside:
        return piece
    return Span(min(span.start for span in inside), max(span.end for span in inside))


def fair_share(kinds: Iterable[Iterable[Item]], limit: int) -> list[Item]:
    """At most ``limit`` items over all kinds, kept in the order of kinds.

    One is taken of each kind in turn, so that many free rooms do not crowd out other times; of no
    kind more is drawn than is taken.
    """
    sources = [iter(kind) for kind in kinds]
    taken: list[list[Item]] = [[] for _ in sources]
    open_kinds = list(range(len(sources)))
    while open_kinds and limit > 0:
        for index in tuple(open_kinds):
            if limit <= 0:
                break
            try:
                taken[index].append(next(sources[index]))
            except StopIteration:
                open_kinds.remove(index)
            else:
                limit -= 1
    return [item for kind in taken for item in kind]


def shifts_overlap(one: tuple[int, time, time], other: tuple[int, time, time]) -> bool:
    """Whether two weekly shifts (weekday, start, end) share a moment in some week."""
    first, second = _week_minutes(one), _week_minutes(other)
    return any(
        first[0] < second[1] + week and second[0] + week < first[1]
        for week in (-_WEEK_MINUTES, 0, _WEEK_MINUTES)
    )


def _week_minutes(shift: tuple[int, time, time]) -> tuple[int, int]:
    weekday, start, end = shift
    starts = start.hour * 60 + start.minute
    ends = end.hour * 60 + end.minute + (_DAY_MINUTES if end <= start else 0)
    return weekday * _DAY_MINUTES + starts, weekday * _DAY_MINUTES + ends


def may_see_labels(office_keys: Iterable[str]) -> bool:
    """Whether other events show their names; to a mere requester they are only taken time."""
    return any(key != "opd" for key in office_keys)


def may_move(office_key: str) -> bool:
    """Whether the holder of this office moves an event: who coordinates, by the SOP's step 7."""
    return office_key in MOVERS


def may_close(office_key: str) -> bool:
    """Whether the holder of this office closes what can be booked for a time, and lifts that."""
    return office_key in CLOSERS


def may_displace(office_key: str) -> bool:
    """Whether the holder of this office may let one event come before another."""
    return office_key in DISPLACERS


def may_still_be_moved(state: str, start: datetime, now: datetime) -> bool:
    """Whether an allocation can be put to another time: it stands, and has not begun."""
    return state != "released" and start > now
