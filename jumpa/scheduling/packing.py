"""Which units of a pool serve one more event, and who changes unit so that it fits. No Django.

Reservations are intervals and units are colours. Interval graphs are perfect: as long as nothing
is fixed, whatever leaves a unit free at each moment has a whole assignment, and taking the blocks
by their start finds it. What has begun is no obstacle, since all of it shares the present moment.
A pin or a closure in the future is one: precolouring extension of interval graphs is NP-complete
(Biró, Hujter and Tuza 1992), so there the search goes back, and is bounded.

Times are epoch seconds, half-open: what touches does not overlap.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from jumpa.scheduling.seating import Item, Stretch, hits, seat

# How often a choice is taken back: first among those that overlap the new one, then in all of the
# stretch. Where nothing is fixed the second needs none.
FEW_RETRIES = 20
MOST_RETRIES = 300

_FAR = 1 << 62


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

    @property
    def may_move(self) -> bool:
        """Whether a repack may give it another unit."""
        return not self.is_fixed and self.key is not None

    def overlaps(self, start: int, end: int) -> bool:
        """Whether some moment of it lies in [start, end)."""
        return self.start < end and start < self.end


@dataclass(frozen=True)
class Packing:
    """Units for the new one, and the new unit of each reservation (by key) that has to move."""

    chosen: tuple[int, ...]
    moves: Mapping[int, int]


def peak(blocks: Iterable[Block], start: int, end: int) -> int:
    """Most units taken at one moment of [start, end).

    That is the most blocks at one moment, save that a closure over a reservation of the same unit
    takes the unit only once.
    """
    steps = sorted(
        step
        for block in blocks
        if block.overlaps(start, end)
        for step in ((max(block.start, start), 1, block.unit), (block.end, -1, block.unit))
    )
    blocks_on: Counter[int] = Counter()
    taken = most = 0
    for _, step, unit in steps:
        blocks_on[unit] += step
        if blocks_on[unit] == max(step, 0):
            taken += step
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
    ``units``. Where too few are free, movable blocks change unit: those that overlap the new one if
    that is enough, else those of the whole ``stretch``. ``blocks`` holds all that overlaps it.

    Without fixed blocks, or where all that are fixed share a moment before which nothing movable
    begins, the answer is None if and only if ``is_full``. Other fixed blocks may make it None
    earlier; beyond ``MOST_RETRIES`` the search gives up, at the cost of a refusal, never of an
    overlap. A block on a unit outside ``units`` (taken out of use) neither moves nor counts, and
    what already lies over something fixed on its own unit stays there.
    """
    free = _free(units, blocks, start, end, prefer)
    if len(free) >= count:
        return Packing(tuple(free[:count]), {})
    known = _settled(_on(units, blocks))
    if is_full(units, known, start, end, count):
        return None
    new = [Item(start, end, prefer=prefer)] * count
    return _repack(units, known, new, (start, end), FEW_RETRIES) or _repack(
        units, known, new, stretch(known, start, end), MOST_RETRIES
    )


def stretch(blocks: Iterable[Block], start: int, end: int) -> Stretch:
    """The time around [start, end) in which a repack may move something.

    It covers the movable blocks that overlap [start, end), those that overlap these, and so on.
    """
    movable = [(block.start, block.end) for block in blocks if block.may_move]
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


def _settled(blocks: list[Block]) -> list[Block]:
    """The same blocks; fixed now also is what lies over something fixed on its own unit."""
    fixed = _stretches(block for block in blocks if not block.may_move)
    if not fixed:
        return blocks
    return [
        replace(block, is_fixed=True)
        if hits(fixed.get(block.unit, ()), block.start, block.end)
        else block
        for block in blocks
    ]


def _stretches(blocks: Iterable[Block]) -> dict[int, list[Stretch]]:
    found: defaultdict[int, list[Stretch]] = defaultdict(list)
    for block in sorted(blocks, key=lambda block: block.start):
        found[block.unit].append((block.start, block.end))
    return dict(found)


def _repack(
    units: Sequence[int], blocks: list[Block], new: list[Item], reach: Stretch, retries: int
) -> Packing | None:
    """Seat the new ones and the movable blocks that overlap ``reach``; all else stays."""
    moving = [block for block in blocks if block.may_move and block.overlaps(*reach)]
    items = [Item(block.start, block.end, block.unit, block.key) for block in moving] + new
    items.sort(key=lambda item: (item.start, item.home is None, item.end))
    first, last = items[0].start, max(item.end for item in items)
    staying = (
        block
        for block in blocks
        if block.overlaps(first, last) and not (block.may_move and block.overlaps(*reach))
    )
    seats = seat(units, _stretches(staying), items, retries)
    return None if seats is None else _packing(items, seats)


def _packing(items: list[Item], seats: list[int]) -> Packing:
    seated = list(zip(items, seats, strict=True))
    return Packing(
        chosen=tuple(unit for item, unit in seated if item.home is None),
        moves={
            item.key: unit for item, unit in seated if item.key is not None and unit != item.home
        },
    )
