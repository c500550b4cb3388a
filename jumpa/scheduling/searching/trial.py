"""Whether all of a need is free at a time: the answer of ``plan``, mostly without making one.

A pool with enough idle units needs no packing, and one whose peak is full can't be packed. Only
between the two is a plan made.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property

from jumpa.scheduling.need import Need, UnitNeed, Want
from jumpa.scheduling.packing import Block, peak
from jumpa.scheduling.planning import Busy, OperatorFacts, Picture, PoolFacts, Source, plan
from jumpa.scheduling.planning.operators import is_on_shift
from jumpa.scheduling.planning.picture import Phases
from jumpa.scheduling.planning.units import fits
from jumpa.scheduling.rules import Span
from jumpa.scheduling.searching.board import Board, Row, Window

MOST_PLANS = 40
"""So many plans are made for one search; what would need more counts as taken."""


class Trial:
    """One need, tried in rooms and at times (of the event, epoch seconds) on a board.

    ``known``: the window in which all of the pools has been learned.
    """

    def __init__(self, board: Board, need: Need, home: str = "") -> None:
        self.board, self.facts, self.need = board, board.facts, need
        self.known: Window | None = None
        self._home, self._plans = home, 0
        self._sites = {pool.site for pool in self.facts.pools.values() if pool.kind == "uplink"}
        self._pool_of = {unit: pool for pool in self.facts.pools.values() for unit in pool.units}
        self._shifts: dict[tuple[object, int, int], bool] = {}
        self._units: dict[tuple[str, int, int], bool | None] = {}
        self._operators: dict[Window, bool] = {}

    @cached_property
    def margins(self) -> tuple[int, int]:
        """How long before and after an event it may matter what something is busy with, seconds."""
        phases = [room.phases for room in self.facts.rooms.values()]
        phases += [pool.phases for pool in self.facts.pools.values()]
        spans = [self._phases(one) for one in phases] or [(0, 0)]
        rest = self.facts.rest
        return max(before for before, _ in spans) + rest, max(after for _, after in spans) + rest

    def need_in(self, room: int | None) -> Need:
        """The need in that room: its stream is one of that building's line, where it is divided.

        Streams of the wanted room's building move along, and so do those of no building yet.
        """
        if room is None:
            return self.need
        building = self.facts.rooms[room].building
        units = [self._at_site(unit, building) for unit in self.need.units]
        need = self.need.in_room(room)
        return replace(need, units=tuple(unit for unit in units if unit is not None))

    def _at_site(self, unit: UnitNeed, building: str) -> UnitNeed | None:
        is_chosen = unit.pool is not None or unit.units or unit.site not in ("", self._home)
        if unit.kind != "uplink" or is_chosen:
            return unit
        return replace(unit, site=building) if building and building in self._sites else None

    def is_free(self, room: int | None, start: int, end: int) -> bool:
        """Whether all of the need, with that room, can be had for that event."""
        rooms = [*self.need.more_rooms, *([room] if room is not None else [])]
        if len(set(rooms)) < len(rooms) or not all(
            self._is_room_free(r, start, end) for r in rooms
        ):
            return False
        if not self._are_operators_free(start, end):
            return False
        building = self.facts.rooms[room].building if room is not None else ""
        key = building, start, end
        if key not in self._units:
            self._units[key] = self._are_units_free(room, start, end)
        verdict = self._units[key]
        return self._planned(room, start, end) if verdict is None else verdict

    def _is_room_free(self, pk: int, start: int, end: int) -> bool:
        room = self.facts.rooms[pk]
        return room.is_bookable and self.board.is_free(pk, *self._reserved(room.phases, start, end))

    def _phases(self, phases: Phases) -> tuple[int, int]:
        """Seconds before and after the event; the need's own take the place of the resource's."""
        need, (setup, test, teardown) = self.need, phases
        before = (setup if need.setup is None else need.setup) + (
            test if need.test is None else need.test
        )
        return 60 * before, 60 * (teardown if need.teardown is None else need.teardown)

    def _reserved(self, phases: Phases, start: int, end: int) -> Window:
        before, after = self._phases(phases)
        return max(start - before, min(self.facts.now, start)), end + after

    def _are_units_free(self, room: int | None, start: int, end: int) -> bool | None:
        """None: only a plan can tell."""
        claimed: dict[int, int] = {}
        pinned: set[int] = set()
        for need in self.need_in(room).units:
            if need.units:
                verdict = self._pin(need.units, pinned, claimed, start, end)
            else:
                verdict = self._take(need, claimed, start, end)
            if not verdict:
                return verdict
        return True

    def _pin(
        self, units: Iterable[int], pinned: set[int], claimed: dict[int, int], start: int, end: int
    ) -> bool | None:
        for unit in units:
            pool = self._pool_of.get(unit)
            if pool is None:
                return False
            during = self._reserved(pool.phases, start, end)
            if unit in pinned or not self.board.is_free(unit, *during):
                return None
            pinned.add(unit)
            claimed[pool.pk] = claimed.get(pool.pk, 0) + 1
        return True

    def _take(self, need: UnitNeed, claimed: dict[int, int], start: int, end: int) -> bool | None:
        pools = [pool for pool in self.facts.pools.values() if fits(pool, need, need.site)]
        for pool in sorted(pools, key=lambda one: (one.seats or 0, one.pk)):
            wanted = need.count + claimed.get(pool.pk, 0)
            verdict = self._has(pool, wanted, start, end)
            if verdict:
                claimed[pool.pk] = wanted
            if verdict is not False:
                return verdict
        return False

    def _has(self, pool: PoolFacts, count: int, start: int, end: int) -> bool | None:
        during = self._reserved(pool.phases, start, end)
        rows, idle = self.board.in_pool(pool), len(pool.units) - count
        if rows.at_most(*during) <= idle:
            return True
        found = rows.overlapping(*during)
        if len({row[0] for row in found}) <= idle:
            return True
        return None if peak([_block(row) for row in found], *during) <= idle else False

    def _are_operators_free(self, start: int, end: int) -> bool:
        if self.need.operators is None:
            return True
        if (start, end) not in self._operators:
            self._operators[start, end] = self._has_operators(start, end)
        return self._operators[start, end]

    def _has_operators(self, start: int, end: int) -> bool:
        need = self.need.operators
        if need is None:
            return True
        if len(set(need.operators)) < len(need.operators):
            return False
        if not all(self._may_serve(pk, need.reason, start, end) for pk in need.operators):
            return False
        missing = max(need.count - len(need.operators), 0)
        for pk in self.facts.operators:
            if not missing:
                break
            missing -= pk not in need.operators and self._is_ready(pk, start, end)
        return not missing

    def _may_serve(self, pk: int, reason: str, start: int, end: int) -> bool:
        if pk not in self.facts.operators:
            return False
        if not reason:
            return self._is_ready(pk, start, end)
        first, last = self._during(pk, start, end)
        return not any(row[1] < last and first < row[2] and not row[5] for row in self.board.of(pk))

    def _during(self, pk: int, start: int, end: int) -> Window:
        pool = self._pool_of.get(pk)
        return self._reserved(pool.phases if pool else (0, 0, 0), start, end)

    def _is_ready(self, pk: int, start: int, end: int) -> bool:
        """On shift, not on leave, rested before and after."""
        first, last = self._during(pk, start, end)
        for row in self.board.of(pk):
            rest = 0 if row[5] else self.facts.rest
            if row[1] < last + rest and first - rest < row[2]:
                return False
        return self._is_on_shift(self.facts.operators[pk], first, last)

    def _is_on_shift(self, operator: OperatorFacts, first: int, last: int) -> bool:
        key = operator.shifts, first, last
        if key not in self._shifts:
            self._shifts[key] = is_on_shift(operator.shifts, first, last, self.facts.zone_offset)
        return self._shifts[key]

    def _planned(self, room: int | None, start: int, end: int) -> bool:
        if self._plans >= MOST_PLANS:
            return False
        self._plans += 1
        event = Span(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))
        want = Want(event, self.need_in(room))
        return plan(self._picture(start, end), [want], is_trial=True).is_whole

    def _picture(self, start: int, end: int) -> Picture:
        facts = self.facts
        before, after = self.margins
        source = _Around(self.board, self.known, facts.source)
        picture = replace(facts, source=source, busy={})
        for busy in self.board.busy([*facts.rooms, *self._pool_of], start - before, end + after):
            picture.add(busy)
        return picture


class _Around:
    """What lies around is mostly learned already."""

    def __init__(self, board: Board, known: Window | None, beyond: Source) -> None:
        self._board, self._known, self._beyond = board, known, beyond
        self.loads = beyond.loads

    def around(self, units: Collection[int], start: int, end: int) -> list[Busy]:
        """As ``Source``."""
        first, last = start, end
        while self._known and self._known[0] <= first and last <= self._known[1]:
            found = list(self._board.busy(units, first, last))
            starts = [one.start for one in found if not one.is_closure]
            ends = [one.end for one in found if not one.is_closure]
            reach = min([first, *starts]), max([last, *ends])
            if reach == (first, last):
                return found
            first, last = reach
        return self._beyond.around(units, start, end)


def _block(row: Row) -> Block:
    return Block(row[1], row[2], row[0], is_fixed=row[5], key=row[3])
