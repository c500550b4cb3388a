"""The search behind ``packing``: a unit for each item, around what is fixed. No Django.

Items are taken by their start, depth first. Two free units with the same fixed spans ahead are as
good as each other, so of each such sort only the one that disturbs least is tried; and what could
not be finished once is not tried again. Without fixed spans ahead there is one sort, hence one
choice: the first descent arrives wherever the peak allows it.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

_NEVER = -(1 << 62)
_FOREVER = 1 << 62

# [start, end) in epoch seconds.
Stretch = tuple[int, int]
_State = tuple[int, tuple[tuple[int, tuple[Stretch, ...]], ...]]


@dataclass(frozen=True)
class Item:
    """Something to be seated.

    Args:
        home: where it sits now; None for the new one.
        key: which reservation it is.
        prefer: units that are taken rather than others that disturb as few.
    """

    start: int
    end: int
    home: int | None = None
    key: int | None = None
    prefer: Collection[int] = ()


def seat(
    units: Sequence[int],
    fixed: Mapping[int, Sequence[Stretch]],
    items: Sequence[Item],
    retries: int,
) -> list[int] | None:
    """A unit for each of the items (in order of start), at home where that is possible.

    None if there is none, or if more than ``retries`` choices would have to be taken back.
    ``fixed``: what stands on each unit already, in order of start.
    """
    return _Search(units, fixed, items).run(retries) if items else []


def hits(stretches: Iterable[Stretch], start: int, end: int) -> bool:
    """Whether any of the stretches overlaps [start, end)."""
    return any(one[0] < end and start < one[1] for one in stretches)


class _Search:
    def __init__(
        self,
        units: Sequence[int],
        fixed: Mapping[int, Sequence[Stretch]],
        items: Sequence[Item],
    ) -> None:
        self.units, self.fixed, self.items = units, fixed, items
        self.starts = [item.start for item in items]
        self.homes: defaultdict[int, list[int]] = defaultdict(list)
        for index, item in enumerate(items):
            if item.home is not None:
                self.homes[item.home].append(index)
        self.until: dict[int, int] = {}
        self.seats: list[int] = []
        self.until_before: list[int] = []
        self.hopeless: set[_State] = set()

    def run(self, retries: int) -> list[int] | None:
        options = [self._options(0)]
        while options and retries >= 0:
            index = len(options) - 1
            if len(self.seats) > index:
                self._take_back()
                retries -= 1
            unit = next(options[-1], None)
            if unit is None:
                options.pop()
                self.hopeless.add(self._state(index))
                continue
            self._take(unit)
            if len(self.seats) == len(self.items):
                return self.seats
            if not self.hopeless or self._state(index + 1) not in self.hopeless:
                options.append(self._options(index + 1))
        return None

    def _take(self, unit: int) -> None:
        self.until_before.append(self.until.get(unit, _NEVER))
        self.until[unit] = self.items[len(self.seats)].end
        self.seats.append(unit)

    def _take_back(self) -> None:
        self.until[self.seats.pop()] = self.until_before.pop()

    def _options(self, index: int) -> Iterator[int]:
        """The units worth trying: home, then the one of each sort that disturbs least."""
        item = self.items[index]
        tried = None
        if item.home is not None and self._is_open(item.home, item):
            tried = self._ahead(item.home, item.start)
            yield item.home
        best: dict[tuple[Stretch, ...], tuple[tuple[int, bool, int], int]] = {}
        for unit in self.units:
            if not self._is_open(unit, item):
                continue
            ahead = self._ahead(unit, item.start)
            next_fixed = ahead[0][0] if ahead else _FOREVER
            rank = (self._disturbed(unit, index), unit not in item.prefer, next_fixed)
            if ahead != tried and (ahead not in best or rank < best[ahead][0]):
                best[ahead] = rank, unit
        yield from (unit for _, unit in sorted(best.values(), key=lambda found: found[0]))

    def _is_open(self, unit: int, item: Item) -> bool:
        if self.until.get(unit, _NEVER) > item.start:
            return False
        return not hits(self.fixed.get(unit, ()), item.start, item.end)

    def _ahead(self, unit: int, moment: int) -> tuple[Stretch, ...]:
        return tuple(one for one in self.fixed.get(unit, ()) if one[1] > moment)

    def _disturbed(self, unit: int, index: int) -> int:
        """How many that are yet to be seated would find their home taken."""
        homes = self.homes.get(unit, ())
        later = bisect_left(self.starts, self.items[index].end)
        return bisect_left(homes, later) - bisect_right(homes, index)

    def _state(self, index: int) -> _State:
        """All that decides whether the items from ``index`` on can be seated."""
        moment = self.items[index].start
        sorts = sorted(
            (max(self.until.get(unit, moment), moment), self._ahead(unit, moment))
            for unit in self.units
        )
        return index, tuple(sorts)
