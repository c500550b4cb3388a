"""Times of the day in running text: ranges, zones, open ends."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from jumpa.documents.reading.dates import TO, Token, tokens

ZONES = {"wib": 7 * 60, "wita": 8 * 60, "wit": 9 * 60}
"""Minutes ahead of UTC; none of them knows summer time."""

DAY = 24 * 60

_TOKEN = re.compile(
    rf"""
      (?P<clock>(?<![\d.,:])(?<!\d/)(?:[01]?\d|2[0-4])\s?[.:]\s?[0-5]\d(?::00)?(?!\d|\s?[.:/]\d|%))
    | (?P<hour>(?<![\w.,:/-])(?:[01]?\d|2[0-4])(?![\d/]|[.,:]\s?\d))
    | (?P<zone>(?<![a-z])(?:wib|wita|wit|waktu\s{{1,3}}indonesia\s{{1,3}}
        (?:bagian\s{{1,3}})?(?:barat|tengah|timur))(?![a-z])\.?)
    | (?P<part>(?<![a-z])(?:pagi|siang|sore|malam)(?![a-z]))
    | (?P<to>{TO}|(?<![a-z])(?:dan\s{{1,3}})?(?:berakhir|selesai)\s{{1,3}}
        (?:pada\s{{1,3}})?(?=pukul|pkl|jam))
    | (?P<open_end>(?<![a-z])(?:selesai|selesainya|tuntas)(?![a-z]))
    | (?P<cue>(?<![a-z])(?:pukul|pkl|jam)(?![a-z])\.?)
    | (?P<alternative>[/,(=]|(?<![a-z])atau(?![a-z]))
    | (?P<filler>[):])
    | (?P<blank>\s+)
    | (?P<other>[a-z']+|\d+|.)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WORDED_ZONES = {"barat": "wib", "tengah": "wita", "timur": "wit"}


@dataclass(frozen=True)
class Hours:
    """From when to when, at ``text[start:end]``, in minutes from midnight in the office's zone.

    ``until`` is ``None`` when no end was said. Below 0 or over 1,440 when the zone of the letter
    or a night puts it on another day. ``is_open``: "s.d. selesai". ``is_shown``: by its zone, a
    word such as "pukul", or being a range, the text says that this is a time.
    """

    since: int
    until: int | None
    start: int
    end: int
    is_open: bool = False
    is_shown: bool = True
    notes: tuple[str, ...] = ()


@dataclass
class _Point:
    minute: int
    zone: str = ""
    joined_by: str = ""
    is_open_end: bool = False


@dataclass
class _Series:
    points: list[_Point] = field(default_factory=list)
    start: int = 0
    end: int = 0
    has_cue: bool = False


def _minute(token: Token) -> int:
    hour, _, minute = re.sub(r"\s", "", token.text).replace(".", ":").partition(":")
    return int(hour) * 60 + int(minute[:2] or 0)


def _zone(text: str) -> str:
    text = text.rstrip(".")
    return text if text in ZONES else _WORDED_ZONES[text.split()[-1]]


def _of_part(minute: int, part: str) -> int:
    """The minute in the part of the day: ``2 siang`` is 14.00."""
    hours = {"siang": (1, 4), "sore": (1, 7), "malam": (6, 12)}.get(part)
    if hours and hours[0] * 60 <= minute < hours[1] * 60:
        return minute + 12 * 60
    return minute


class _Reader:
    """Collects runs of times that belong together."""

    def __init__(self, text: str) -> None:
        self._tokens = tokens(_TOKEN, text)
        self._at = 0

    def series(self) -> list[_Series]:
        found = []
        while self._at < len(self._tokens):
            begun = self._at
            series = self._series()
            if series.points:
                found.append(series)
            self._at = max(self._at, begun + 1)
        return found

    def _series(self) -> _Series:
        series = _Series(start=self._tokens[self._at].start)
        joined_by, after_cue = "", False
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if self._is_time(token, series, joined_by=joined_by, after_cue=after_cue):
                if series.points and not joined_by:
                    break
                self._add(series, token, joined_by)
                joined_by = ""
            elif token.kind in ("zone", "part") and series.points:
                self._qualify(series, token)
            elif token.kind in ("to", "alternative") and series.points:
                joined_by = joined_by if joined_by == "to" else token.kind
            elif token.kind == "cue":
                series.has_cue = True
            elif token.kind != "filler" or not (series.points or series.has_cue):
                break
            after_cue = token.kind == "cue" or (after_cue and token.kind == "filler")
            self._at += 1
        return series

    def _is_time(self, token: Token, series: _Series, *, joined_by: str, after_cue: bool) -> bool:
        if token.kind == "open_end":
            return joined_by == "to"
        if token.kind == "hour":
            ahead = self._tokens[self._at + 1 : self._at + 2]
            is_zoned = bool(ahead) and ahead[0].kind in ("zone", "part")
            return after_cue or (is_zoned and bool(series.points))
        return token.kind == "clock"

    def _add(self, series: _Series, token: Token, joined_by: str) -> None:
        is_open_end = token.kind == "open_end"
        minute = 0 if is_open_end else _minute(token)
        series.points.append(_Point(minute, "", joined_by, is_open_end))
        series.end = token.end

    def _qualify(self, series: _Series, token: Token) -> None:
        point = series.points[-1]
        if token.kind == "zone":
            point.zone = _zone(token.text)
        else:
            point.minute = _of_part(point.minute, token.text)
        series.end = token.end


def _ranges(points: list[_Point]) -> tuple[list[_Point], list[_Point]]:
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


def _inherit(starts: list[_Point], ends: list[_Point], home: str) -> None:
    """Give a time without a zone that of the time it stands with."""
    for index, start in enumerate(starts):
        partner = ends[min(index, len(ends) - 1)] if ends else None
        start.zone = start.zone or (partner.zone if partner else "") or home
    for index, end in enumerate(ends):
        end.zone = end.zone or starts[min(index, len(starts) - 1)].zone


def _hours(series: _Series, home: str) -> Hours | None:
    starts, ends = _ranges(series.points)
    if not starts:
        return None
    is_shown = series.has_cue or bool(ends) or any(point.zone for point in series.points)
    _inherit(starts, ends, home)
    since = {_at_home(point, home) for point in starts}
    closed = [point for point in ends if not point.is_open_end]
    until = {_at_home(point, home) for point in closed}
    if len(until) > 1:
        # "09.00 - 11.30 WIB (10.00 WITA)": the time in brackets says the start once more.
        until -= since
    if len(since) != 1 or len(until) > 1:
        return None
    is_converted = home not in {point.zone for point in starts}
    begin, finish = since.pop(), (until.pop() if until else None)
    if finish is not None and finish <= begin:
        finish = finish + DAY if begin >= 18 * 60 else None
    notes = ("zone_converted",) if is_converted else ()
    if closed and finish is None:
        notes = (*notes, "conflict")
    is_open = len(closed) < len(ends)
    return Hours(begin, finish, series.start, series.end, is_open, is_shown, notes)


def _at_home(point: _Point, home: str) -> int:
    return point.minute - ZONES[point.zone] + ZONES[home]


def find_hours(text: str, *, home: str = "wib") -> tuple[Hours, ...]:
    """Every time or range of times in ``text`` from left to right.

    Several times that are not one moment in several zones are ambiguous and left out.

    Args:
        home: the office's zone, a key of ``ZONES``.
    """
    read = (_hours(series, home) for series in _Reader(text).series())
    return tuple(hours for hours in read if hours is not None)
