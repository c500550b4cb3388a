"""Which units of a pool serve one more event, and who changes unit so that it fits. No Django.

Reservations are intervals and units are colours. Interval graphs are perfect: as long as nothing
is fixed, whatever has a free unit at each moment has a whole assignment, and taking the blocks by
their start finds it. What has begun is no obstacle to that, since all of it shares this moment;
a pin or a closure in the future is (precolouring extension, NP-complete: Biró, Hujter and Tuza,
"Precoloring extension I. Interval graphs", 1992), so there the search goes back and is bounded.

Times are epoch seconds, half-open: what touches does not overlap.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# How often the search may take a choice back; without pins and closures it never does.
MOST_RETRIES = 1_000
_FAR = 1 << 62

_Span = tuple[int, int]


@dataclass(frozen=True)
class Block:
    """What a unit has now.

    Args:
        is_fixed: pinned, begun, or a closure: it stays.
        key: the reservation; a block without one stays too.
    """

    start: int
    end: int
    unit: int
    is_fixed: bool = False
    key: int | None = None


@dataclass(frozen=True)
class Packing:
    """Units for the new one, and the new unit of each reservation (by key) that has to move."""

    chosen: tuple[int, ...]
    moves: Mapping[int, int]


@dataclass(frozen=True)
class _Item:
    """Something to be seated; ``home`` is where it sits now, None if it is the new one."""

    start: int
    end: int
    home: int | None = None
    key: int | None = None


def peak(blocks: Iterable[Block], start: int, end: int) -> int:
    """Most units taken at one moment of [start, end).

    That is the most blocks at one moment, save that a closure over a reservation of the same
    unit takes the unit only once.
    """
    steps = sorted(
        step
        for block in blocks
        if block.start < end and start < block.end
        for step in ((max(block.start, start), 1, block.unit), (block.end, -1, block.unit))
    )
    on_unit: Counter[int] = Counter()
    taken = most = 0
    for _, step, unit in steps:
        on_unit[unit] += step
        taken += step if on_unit[unit] == max(step, 0) else 0
        most = max(most, taken)
    return most


def is_full(
    units: Collection[int], blocks: Iterable[Block], start: int, end: int, count: int
) -> bool:
    """Whether ``count`` more exceed the peak in [start, end); blocks on other units do not count.

    Where this is False and ``place`` finds nothing, only what is fixed stands in the way.
    """
    return peak(_on(units, blocks), start, end) + count > len(units)


def place(
    units: Sequence[int],
    blocks: Sequence[Block],
    start: int,
    end: int,
    count: int,
    *,
    prefer: Collection[int] = (),
) -> Packing | None:
    """``count`` different units for [start, end), all or none.

    Free ones as they are: first those in ``prefer``, then the tightest gap, then in the order of
    ``units``. If too few are free, movable blocks of the ``stretch`` around it change unit, as few
    as is simple; the caller gives all blocks that overlap the stretch.

    Without fixed blocks, or where all that are fixed share a moment before which nothing movable
    begins, the answer is None if and only if ``is_full``. Other fixed blocks may make it None
    earlier; beyond ``MOST_RETRIES`` the search gives up, at the cost of a refusal, never of an
    overlap. Blocks on a unit outside ``units`` (taken out of use) neither move nor count; so stays
    what already lies over a closure of its own unit.
    """
    free = _free(units, blocks, start, end, prefer)
    if len(free) >= count:
        return Packing(tuple(free[:count]), {})
    if is_full(units, blocks, start, end, count):
        return None
    return _repack(units, _on(units, blocks), _Item(start, end), count, prefer)


def stretch(blocks: Iterable[Block], start: int, end: int) -> tuple[int, int]:
    """The time around [start, end) in which a repack may move something.

    Movable blocks that overlap it, those that overlap these, and so on.
    """
    movable = [(block.start, block.end) for block in blocks if _may_move(block)]
    spans = sorted([*movable, (start, end)])
    first, last = spans[0]
    for span in spans:
        if span[0] < last:
            last = max(last, span[1])
        elif last > start:
            break
        else:
            first, last = span
    return first, last


def _may_move(block: Block) -> bool:
    return not block.is_fixed and block.key is not None


def _on(units: Collection[int], blocks: Iterable[Block]) -> list[Block]:
    known = frozenset(units)
    return [block for block in blocks if block.unit in known]


def _free(
    units: Sequence[int], blocks: Sequence[Block], start: int, end: int, prefer: Collection[int]
) -> list[int]:
    taken: set[int] = set()
    before: dict[int, int] = {}
    after: dict[int, int] = {}
    for block in blocks:
        unit = block.unit
        if block.end <= start:
            before[unit] = max(block.end, before.get(unit, -_FAR))
        elif block.start >= end:
            after[unit] = min(block.start, after.get(unit, _FAR))
        else:
            taken.add(unit)

    def rank(unit: int) -> tuple[bool, int]:
        return unit not in prefer, after.get(unit, _FAR) - before.get(unit, -_FAR)

    return sorted((unit for unit in units if unit not in taken), key=rank)


def _repack(
    units: Sequence[int], blocks: list[Block], new: _Item, count: int, prefer: Collection[int]
) -> Packing | None:
    first, last = stretch(blocks, new.start, new.end)
    near = [block for block in blocks if block.start < last and first < block.end]
    fixed = _spans(block for block in near if not _may_move(block))

    def stays(block: Block) -> bool:
        return not _may_move(block) or _hits(fixed.get(block.unit, ()), block.start, block.end)

    items = [_Item(b.start, b.end, b.unit, b.key) for b in near if not stays(b)] + [new] * count
    items.sort(key=lambda item: (item.start, item.home is None, item.end))
    seats = _Search(units, _spans(filter(stays, near)), items, prefer).run()
    return None if seats is None else _packing(items, seats)


def _packing(items: list[_Item], seats: list[int]) -> Packing:
    seated = list(zip(items, seats, strict=True))
    return Packing(
        chosen=tuple(unit for item, unit in seated if item.home is None),
        moves={
            item.key: unit for item, unit in seated if item.key is not None and unit != item.home
        },
    )


def _spans(blocks: Iterable[Block]) -> dict[int, list[_Span]]:
    found: defaultdict[int, list[_Span]] = defaultdict(list)
    for block in sorted(blocks, key=lambda block: block.start):
        found[block.unit].append((block.start, block.end))
    return dict(found)


def _hits(spans: Iterable[_Span], start: int, end: int) -> bool:
    return any(span[0] < end and start < span[1] for span in spans)


class _Search:
    """Seats the items by their start, depth first; what cannot be finished is tried only once.

    Two free units with the same fixed blocks ahead are as good as each other, so of each such sort
    only the one that disturbs least is tried. Without fixed blocks there is one sort, hence one
    choice, and the first descent arrives.
    """

    def __init__(
        self,
        units: Sequence[int],
        fixed: Mapping[int, Sequence[_Span]],
        items: Sequence[_Item],
        prefer: Collection[int],
    ) -> None:
        self.units, self.fixed, self.items, self.prefer = units, fixed, items, prefer
        self.starts = [item.start for item in items]
        self.homes: defaultdict[int, list[int]] = defaultdict(list)
        for index, item in enumerate(items):
            if item.home is not None:
                self.homes[item.home].append(index)
        self.until: dict[int, int] = {}
        self.seats: list[int] = []
        self.earlier: list[int] = []
        self.hopeless: set[tuple[int, tuple[object, ...]]] = set()

    def run(self) -> list[int] | None:
        """A unit for each item; None if there is none, or the retries are used up."""
        options = [self._options(0)]
        retries = 0
        while options and retries <= MOST_RETRIES:
            index = len(options) - 1
            if len(self.seats) > index:
                self._take_back()
                retries += 1
            unit = next(options[-1], None)
            if unit is None:
                options.pop()
                self.hopeless.add(self._state(index))
                continue
            self._seat(unit)
            if index + 1 == len(self.items):
                return self.seats
            if not self.hopeless or self._state(index + 1) not in self.hopeless:
                options.append(self._options(index + 1))
        return None

    def _seat(self, unit: int) -> None:
        self.earlier.append(self.until.get(unit, -_FAR))
        self.until[unit] = self.items[len(self.seats)].end
        self.seats.append(unit)

    def _take_back(self) -> None:
        self.until[self.seats.pop()] = self.earlier.pop()

    def _options(self, index: int) -> Iterator[int]:
        item = self.items[index]
        prefer = self.prefer if item.home is None else ()
        tried = None
        if item.home is not None and self._is_open(item.home, item):
            tried = self._ahead(item.home, item.start)
            yield item.home
        best: dict[tuple[_Span, ...], tuple[tuple[int, bool, int], int]] = {}
        for unit in self.units:
            if not self._is_open(unit, item):
                continue
            ahead = self._ahead(unit, item.start)
            next_fixed = ahead[0][0] if ahead else _FAR
            rank = (self._disturbed(unit, index), unit not in prefer, next_fixed)
            if ahead != tried and (ahead not in best or rank < best[ahead][0]):
                best[ahead] = rank, unit
        yield from (unit for _, unit in sorted(best.values(), key=lambda found: found[0]))

    def _is_open(self, unit: int, item: _Item) -> bool:
        if self.until.get(unit, -_FAR) > item.start:
            return False
        return not _hits(self.fixed.get(unit, ()), item.start, item.end)

    def _ahead(self, unit: int, moment: int) -> tuple[_Span, ...]:
        return tuple(span for span in self.fixed.get(unit, ()) if span[1] > moment)

    def _disturbed(self, unit: int, index: int) -> int:
        """How many that are yet to be seated would lose their home there."""
        homes = self.homes.get(unit, ())
        ended = bisect_left(self.starts, self.items[index].end)
        return bisect_left(homes, ended) - bisect_right(homes, index)

    def _state(self, index: int) -> tuple[int, tuple[object, ...]]:
        """All that decides whether the items from ``index`` on can be seated."""
        moment = self.items[index].start
        sorts = sorted(
            (max(self.until.get(unit, moment), moment), self._ahead(unit, moment))
            for unit in self.units
        )
        return index, tuple(sorts)
