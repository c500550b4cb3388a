"""Parts of the day: what "2 siang", "7 s.d. 9 malam" and "1.30 PM" mean on the clock."""

from dataclasses import dataclass

_HOUR = 60
_NOON = 12 * _HOUR
EARLY = 6 * _HOUR
"""Before this minute of the day hardly anything begins; who means it says so."""

_SHIFTED = {
    "siang": (1, 5), "sore": (1, 8), "petang": (1, 8), "malam": (6, 13),
    "pm": (1, 12),
}  # fmt: skip
"""Hours of twelve, from the first up to the second, that each part moves into the afternoon."""

_SPANS = {
    "dini": (0, 6), "subuh": (3, 7), "pagi": (0, 12), "siang": (10, 17), "sore": (14, 20),
    "petang": (14, 20), "malam": (17, 25), "am": (1, 12), "pm": (12, 24),
}  # fmt: skip
"""Hours of 24 that each part can mean; 12 AM is written for noon too, so it is none of them."""

_SAYS_EARLY = frozenset({"dini", "subuh", "pagi", "am"})


@dataclass
class Point:
    """A time as written.

    ``part``: a key of ``_SPANS`` beside it; ``joined_by``: ``to`` or ``alternative``;
    ``is_full``: written with two digits for the hour, so probably of 24; ``is_doubtful``: it may
    mean something else.
    """

    minute: int
    zone: str = ""
    joined_by: str = ""
    is_open_end: bool = False
    part: str = ""
    is_full: bool = False
    is_bare: bool = False
    is_doubtful: bool = False

    @property
    def says_early(self) -> bool:
        """Whether its part of the day allows the hours before dawn."""
        return self.part in _SAYS_EARLY


def settle(starts: list[Point], ends: list[Point], loose: str) -> None:
    """Put the points on a clock of 24 hours.

    A part of the day belongs to both ends of a range when the first alone makes no sense.

    Args:
        loose: the part of the day that was said elsewhere ("Kamis malam"), or empty.
    """
    closed = [point for point in ends if not point.is_open_end]
    for point in (*starts, *closed):
        if point.part:
            point.minute, fits = _in_part(point.minute, point.part)
            point.is_doubtful |= not fits
    for index, start in enumerate(starts):
        end = closed[min(index, len(closed) - 1)] if closed else None
        if not start.part and end is not None and end.part:
            _share(start, end)
        elif not start.part and loose:
            _take_over(start, loose)
    for index, end in enumerate(closed):
        _follow(starts[min(index, len(starts) - 1)], end)


def _in_part(minute: int, part: str) -> tuple[int, bool]:
    """The minute in the part of the day, and whether it belongs there at all."""
    first, last = _SHIFTED.get(part, (0, 0))
    if first * _HOUR <= minute < last * _HOUR:
        minute += _NOON
    elif part == "am" and _NOON <= minute < _NOON + _HOUR:
        minute -= _NOON
    begin, end = _SPANS[part]
    return minute, begin * _HOUR <= minute < end * _HOUR


def _share(start: Point, end: Point) -> None:
    """Read the first of "7 s.d. 9 malam" in the part that is written at the second."""
    if start.minute >= _NOON + _HOUR:
        return
    moved, _ = _in_part(start.minute, end.part)
    if moved != start.minute and moved < end.minute:
        start.minute, start.part = moved, end.part
        start.is_doubtful |= start.is_full
    elif start.minute < EARLY and start.minute + _NOON < end.minute:
        start.minute += _NOON
        start.is_doubtful = True


def _take_over(start: Point, loose: str) -> None:
    moved, fits = _in_part(start.minute, loose)
    start.is_doubtful |= not fits or moved != start.minute
    start.minute, start.part = moved, loose


def _follow(start: Point, end: Point) -> None:
    """An end without a part of the day, after a start with one: "7 malam s.d. 9"."""
    if start.part and not end.part and end.minute <= start.minute < end.minute + _NOON:
        end.minute += _NOON
