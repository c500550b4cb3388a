"""Whether pools have the units of a need: the answer of ``take_units``, mostly without packing.

Units enough that are idle need no packing, and a pool whose peak is full can't be packed. What lies
between the two only a plan can tell.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from jumpa.scheduling.need import UnitNeed
from jumpa.scheduling.packing import Block, peak
from jumpa.scheduling.planning import PoolFacts
from jumpa.scheduling.planning.units import fits
from jumpa.scheduling.searching.board import FEW, Board, Row
from jumpa.scheduling.searching.phases import Reserving


@dataclass
class _Claims:
    """What the needs tried so far take: units by hand, how many of each pool, pools drawn from."""

    pinned: set[int] = field(default_factory=set)
    counts: Counter[int] = field(default_factory=Counter)
    drawn: set[int] = field(default_factory=set)


class UnitTrial:
    """The units of one need, by their building: the same need has other streams in another."""

    def __init__(self, board: Board, reserving: Reserving, home: str) -> None:
        self.board, self._reserving, self._home = board, reserving, home
        pools = board.facts.pools.values()
        self.pool_of = {unit: pool for pool in pools for unit in pool.units}
        self._sites = {pool.site for pool in pools if pool.kind == "uplink"}
        self._in: dict[str | None, tuple[UnitNeed, ...]] = {}
        self._pools: dict[UnitNeed, list[PoolFacts]] = {}

    def needed_in(self, building: str | None) -> tuple[UnitNeed, ...]:
        """The unit needs in that building (None: nowhere of ours).

        Streams of the wanted room's building, and those of no building yet, become streams of this
        one's line; where that is not divided, none is needed.
        """
        if building is None:
            return self._reserving.need.units
        if building not in self._in:
            found = (self._at(one, building) for one in self._reserving.need.units)
            self._in[building] = tuple(one for one in found if one is not None)
        return self._in[building]

    def _at(self, need: UnitNeed, building: str) -> UnitNeed | None:
        is_chosen = need.pool is not None or need.units or need.site not in ("", self._home)
        if need.kind != "uplink" or is_chosen:
            return need
        if not building or building not in self._sites:
            return None
        return UnitNeed(need.kind, key=need.key, count=need.count, site=building)

    def pools_for(self, need: UnitNeed) -> list[PoolFacts]:
        """Pools that will do, the least that suffices first."""
        if need not in self._pools:
            found = [one for one in self.board.facts.pools.values() if fits(one, need, need.site)]
            self._pools[need] = sorted(found, key=lambda one: (one.seats or 0, one.pk))
        return self._pools[need]

    def likely(self, building: str | None) -> list[int]:
        """The units to look at first: those chosen by hand, a few of each first pool."""
        counts: Counter[int] = Counter()
        units: list[int] = []
        for need in self.needed_in(building):
            units += need.units
            if not need.units and self.pools_for(need):
                counts[self.pools_for(need)[0].pk] += need.count
        for pk, count in counts.items():
            units += self.board.facts.pools[pk].units[: count + FEW]
        return units

    def all_for(self, building: str | None) -> list[int]:
        """All that could matter to a plan there."""
        found: list[int] = []
        for need in self.needed_in(building):
            pools: Iterable[PoolFacts] = self.pools_for(need)
            if need.units:
                pools = [self.pool_of[unit] for unit in need.units if unit in self.pool_of]
            found += [unit for pool in pools for unit in pool.units]
        return found

    def are_free(self, building: str | None, start: int, end: int) -> bool | None:
        """Whether all are to be had; None: only a plan can tell."""
        claims = _Claims()
        for need in self.needed_in(building):
            if need.units:
                verdict = self._pin(need.units, claims, start, end)
            else:
                verdict = self._take(need, claims, start, end)
            if not verdict:
                return verdict
        return True

    def _pin(self, units: Sequence[int], claims: _Claims, start: int, end: int) -> bool | None:
        for unit in units:
            pool = self.pool_of.get(unit)
            if pool is None:
                return False
            during = self._reserving.during(pool.phases, start, end)
            is_idle = self.board.is_free(unit, *during) and unit not in claims.pinned
            if pool.pk in claims.drawn or not is_idle:
                return None
            claims.pinned.add(unit)
            claims.counts[pool.pk] += 1
        return True

    def _take(self, need: UnitNeed, claims: _Claims, start: int, end: int) -> bool | None:
        for pool in self.pools_for(need):
            verdict = self._has(pool, need.count + claims.counts[pool.pk], start, end)
            if verdict:
                claims.counts[pool.pk] += need.count
                claims.drawn.add(pool.pk)
            if verdict is not False:
                return verdict
        return False

    def _has(self, pool: PoolFacts, count: int, start: int, end: int) -> bool | None:
        if count > len(pool.units):
            return False
        during = self._reserving.during(pool.phases, start, end)
        rows = self.board.kept_of(pool)
        if rows.at_least_idle(*during) >= count:
            return True
        found = rows.overlapping(*during)
        if rows.count - len(_on(found)) >= count:
            return True
        if rows.count < len(pool.units):
            self.board.keep(pool.units)
            return self._has(pool, count, start, end)
        is_full = peak([_block(row) for row in found], *during) + count > len(pool.units)
        return False if is_full else None


def _on(rows: Iterable[Row]) -> Collection[int]:
    return {row[0] for row in rows}


def _block(row: Row) -> Block:
    return Block(row[1], row[2], row[0], is_fixed=row[5], key=row[3])
