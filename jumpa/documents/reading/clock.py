"""Times of the day in running text: ranges, zones, open ends."""

from dataclasses import dataclass
from itertools import pairwise

from jumpa.documents.reading.clock_series import Series, find_series
from jumpa.documents.reading.day_parts import EARLY, Point, settle

ZONES = {"wib": 7 * 60, "wita": 8 * 60, "wit": 9 * 60}
"""Minutes ahead of UTC; none of them knows summer time."""

DAY = 24 * 60
_EVENING = 18 * 60
_LONGEST_NIGHT = 12 * 60


@dataclass(frozen=True)
class Hours:
    """From when to when, at ``text[start:end]``, in minutes from midnight in the office's zone.

    ``until`` is ``None`` when no end was said. Below 0 or over 1,440 when the zone of the letter
    or a night puts it on another day. ``is_open``: "s.d. selesai". ``is_shown``: by its zone, a
    word such as "pukul", or being a range, the text says that this is a time. ``notes``:
    ``zone_converted``, ``conflict`` (the end is before the start), ``hour_doubtful`` (it may be
    meant for another part of the day).
    """

    since: int
    until: int | None
    start: int
    end: int
    is_open: bool = False
    is_shown: bool = True
    notes: tuple[str, ...] = ()


def _ranges(points: list[Point]) -> tuple[list[Point], list[Point]]:
    """What begins and what ends: each list says one moment, possibly in several zones."""
    spans = [index for index, point in enumerate(points) if point.joined_by == "to"]
    if len(spans) == 1:
        return points[: spans[0]], points[spans[0] :]
    if not spans:
        return points, []
    starts = [point for point, after in pairwise(points) if after.joined_by == "to"]
    ends = [points[index] for index in spans]
    is_regular = len(points) == 2 * len(spans) and points[0].joined_by == ""
    return (starts, ends) if is_regular else ([], [])


def _inherit(starts: list[Point], ends: list[Point], home: str) -> None:
    """Give a time without a zone that of the time it stands with."""
    for index, start in enumerate(starts):
        partner = ends[min(index, len(ends) - 1)] if ends else None
        start.zone = start.zone or (partner.zone if partner else "") or home
    for index, end in enumerate(ends):
        end.zone = end.zone or starts[min(index, len(starts) - 1)].zone


def _hours(series: Series, home: str, part: str) -> Hours | None:
    starts, ends = _ranges(series.points)
    if not starts:
        return None
    is_shown = series.has_cue or bool(ends) or any(p.zone or p.part for p in series.points)
    _inherit(starts, ends, home)
    settle(starts, ends, series.part or part)
    since = {_at_home(point, home) for point in starts}
    closed = [point for point in ends if not point.is_open_end]
    until = {_at_home(point, home) for point in closed}
    if len(until) > 1:
        # "09.00 - 11.30 WIB (10.00 WITA)": the time in brackets says the start once more.
        until -= since
    if len(since) != 1 or len(until) > 1:
        return None
    begin, finish = since.pop(), (until.pop() if until else None)
    if finish is not None:
        finish = _after(begin, finish)
    is_converted = home not in {point.zone for point in starts}
    notes = ("zone_converted",) if is_converted else ()
    if closed and finish is None:
        notes = (*notes, "conflict")
    if series.is_doubtful or _is_doubtful(starts, closed, begin, finish):
        notes = (*notes, "hour_doubtful")
    is_open = len(closed) < len(ends)
    return Hours(begin, finish, series.start, series.end, is_open, is_shown, notes)


def _after(begin: int, finish: int) -> int | None:
    """The end of a range, on the next day when it begins in the evening; ``None``: it cannot be."""
    if finish > begin:
        return finish
    return finish + DAY if begin >= _EVENING or finish == 0 else None


def _is_doubtful(starts: list[Point], ends: list[Point], begin: int, finish: int | None) -> bool:
    is_early = begin % DAY < EARLY and not any(point.says_early for point in starts)
    is_long = finish is not None and finish > DAY and finish - begin > _LONGEST_NIGHT
    return is_early or is_long or any(point.is_doubtful for point in (*starts, *ends))


def _at_home(point: Point, home: str) -> int:
    return point.minute - ZONES[point.zone] + ZONES[home]


def find_hours(
    text: str, *, home: str = "wib", is_cued: bool = False, part: str = ""
) -> tuple[Hours, ...]:
    """Every time or range of times in ``text`` from left to right.

    Several times that are not one moment in several zones are ambiguous and left out.

    Args:
        home: the office's zone, a key of ``ZONES``.
        is_cued: whether a label such as "Waktu" stands before the text.
        part: the part of the day that was said beside it ("Kamis malam"), or empty.
    """
    read = (_hours(series, home, part) for series in find_series(text, is_cued=is_cued))
    return tuple(hours for hours in read if hours is not None)
