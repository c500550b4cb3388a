"""What a search looks at: plain facts, and what is busy as far as it has been asked for."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jumpa.scheduling.planning import Busy, Picture, PoolFacts

Window = tuple[int, int]
"""[start, end) in epoch seconds."""
Row = tuple[int, int, int, int | None, bool, bool]
"""Resource, start, end, key of the reservation (None: a closure), is pinned, is a closure."""

FEW = 12
"""So many more units than are needed are looked at first, of each pool."""


@dataclass(frozen=True)
class Ask:
    """All that overlaps a window on these resources."""

    resources: Collection[int]
    window: Window


Load = Callable[[Iterable[Ask]], Iterable[Row]]


@dataclass
class Board:
    """Facts of all that could serve, and the rows learned so far.

    Most needs can be met out of a few units, so of a pool the others are learned only where those
    do not suffice. ``window``: the time known of all that is ``kept``.

    Args:
        facts: rooms, pools and operators; its ``busy`` is not used.
        load: reads rows; asked as seldom and as little as the search allows.
        hours: opening and closing of a room in minutes of the local day, where it has its own.
        opening: the same for all others, inside which other times are proposed.
    """

    facts: Picture
    load: Load
    hours: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    opening: tuple[int, int] = (0, 24 * 60)
    window: Window | None = None
    _kept: set[int] = field(default_factory=set)
    _rows: defaultdict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))
    _seen: set[tuple[int, int, int, int | None]] = field(default_factory=set)
    _of_pool: dict[int, "PoolRows"] = field(default_factory=dict)

    def learn(self, asks: Iterable[Ask]) -> None:
        """Know also these."""
        for row in self.load(asks):
            if row[:4] not in self._seen:
                self._seen.add(row[:4])
                self._rows[row[0]].append(row)
        self._of_pool.clear()

    def open(self, window: Window, kept: Collection[int], *others: Ask) -> None:
        """Know this window of what is kept, and something else at the same time."""
        self.window, self._kept = window, set(kept)
        self.learn([Ask(self._kept, window), *others])

    def keep(self, resources: Iterable[int]) -> None:
        """Keep these too."""
        more = set(resources) - self._kept
        if more and self.window is not None:
            self._kept |= more
            self.learn([Ask(more, self.window)])

    def widen(self, window: Window) -> None:
        """Know more time of what is kept, on both sides."""
        first, last = self.window or window
        sides = [(window[0], first), (last, window[1])]
        self.window = min(window[0], first), max(window[1], last)
        self.learn([Ask(self._kept, side) for side in sides if side[0] < side[1]])

    def of(self, resource: int) -> list[Row]:
        """What one resource is busy with."""
        return self._rows.get(resource, [])

    def is_free(self, resource: int, start: int, end: int) -> bool:
        """Whether nothing overlaps [start, end)."""
        return not any(row[1] < end and start < row[2] for row in self.of(resource))

    def kept_of(self, pool: PoolFacts) -> "PoolRows":
        """What those units of a pool that are kept are busy with."""
        if pool.pk not in self._of_pool:
            units = [unit for unit in pool.units if unit in self._kept]
            rows = [row for unit in units for row in self.of(unit)]
            self._of_pool[pool.pk] = PoolRows(len(units), rows)
        return self._of_pool[pool.pk]

    def busy(self, resources: Iterable[int], start: int, end: int) -> Iterator[Busy]:
        """What overlaps [start, end) on these resources, as planning knows it."""
        for resource in resources:
            for _, first, last, key, is_pinned, is_closure in self.of(resource):
                if first < end and start < last:
                    yield Busy(resource, first, last, key, is_pinned, is_closure)


class PoolRows:
    """What some units of one pool are busy with. ``count``: of how many units it tells."""

    def __init__(self, count: int, rows: Iterable[Row]) -> None:
        self.count = count
        self._rows = sorted(rows, key=lambda row: row[2])
        self._ends = [row[2] for row in self._rows]
        self._starts = sorted(row[1] for row in self._rows)

    def at_least_idle(self, start: int, end: int) -> int:
        """No fewer units than this are idle throughout [start, end)."""
        busy = bisect_left(self._starts, end) - bisect_right(self._ends, start)
        return self.count - busy

    def overlapping(self, start: int, end: int) -> list[Row]:
        """What overlaps [start, end)."""
        later = self._rows[bisect_right(self._ends, start) :]
        return [row for row in later if row[1] < end]
