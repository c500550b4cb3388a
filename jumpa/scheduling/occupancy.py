"""How many units of a pool are taken, and when. No clock, no database."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from jumpa.scheduling.rules import Span


@dataclass(frozen=True)
class Stretch:
    """A time in which the same number of units is taken."""

    span: Span
    count: int


def stretches(taken: Iterable[Span], within: Span) -> list[Stretch]:
    """When at least one unit is taken, by time; the count changes from each to the next.

    Args:
        taken: one span for each unit and time; those of one unit must not overlap.
    """
    changes: dict[datetime, int] = {}
    for span in taken:
        start, end = max(span.start, within.start), min(span.end, within.end)
        if start < end:
            changes[start] = changes.get(start, 0) + 1
            changes[end] = changes.get(end, 0) - 1
    moments = [at for at in sorted(changes) if changes[at]]
    found, count = [], 0
    for start, end in pairwise(moments):
        count += changes[start]
        if count:
            found.append(Stretch(Span(start, end), count))
    return found


def peak_of(found: Sequence[Stretch], within: Span) -> Stretch | None:
    """One stretch from the first to the last taken moment inside ``within``, with the peak.

    ``found`` is what ``stretches`` returned, by time.
    """
    first = bisect_right(found, within.start, key=lambda one: one.span.end)
    inside = found[first : bisect_left(found, within.end, key=lambda one: one.span.start)]
    if not inside:
        return None
    start = max(inside[0].span.start, within.start)
    end = min(inside[-1].span.end, within.end)
    return Stretch(Span(start, end), max(one.count for one in inside))
