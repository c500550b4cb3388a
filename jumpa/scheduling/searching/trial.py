"""Whether all of a need is free in a room at a time: the answer of ``plan``, mostly without one."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property

from jumpa.scheduling.need import Need, Want
from jumpa.scheduling.planning import Busy, Picture, Source, plan
from jumpa.scheduling.rules import Span
from jumpa.scheduling.searching.board import Board
from jumpa.scheduling.searching.operators import OperatorTrial
from jumpa.scheduling.searching.phases import Reserving
from jumpa.scheduling.searching.units import UnitTrial

MOST_PLANS = 40
"""So many plans are made for one search; what would need more counts as taken."""


class Trial:
    """One need, tried in rooms and at times (of the event, epoch seconds) on a board.

    ``home``: the building of the wanted room.
    """

    def __init__(self, board: Board, need: Need, home: str = "") -> None:
        self.board, self.need = board, need
        self._reserving = Reserving(need, board.facts.now)
        self._units = UnitTrial(board, self._reserving, home)
        self._operators = OperatorTrial(board, self._reserving)
        self._home = home
        self._verdicts: dict[tuple[str | None, int, int], bool | None] = {}
        self._plans = 0

    @cached_property
    def margins(self) -> tuple[int, int]:
        """How long before and after an event it matters what something is busy with, seconds."""
        facts = self.board.facts
        phases = {one.phases for one in facts.rooms.values()}
        phases |= {one.phases for one in facts.pools.values()}
        around = [self._reserving.around(one) for one in phases] or [(0, 0)]
        before, after = max(one[0] for one in around), max(one[1] for one in around)
        return before + facts.rest, after + facts.rest

    def likely(self, rooms: Iterable[int] = ()) -> list[int]:
        """Units and operators to look at first, also for these rooms: buildings differ in lines."""
        buildings = {self._home or None, *(self._building(room) for room in rooms)}
        units = {unit for building in buildings for unit in self._units.likely(building)}
        return [*units, *self._operators.likely()]

    def need_in(self, room: int | None) -> Need:
        """The need in that room, with streams of its building's line."""
        if room is None:
            return self.need
        units = self._units.needed_in(self._building(room))
        return replace(self.need.in_room(room), units=units)

    def is_free(self, room: int | None, start: int, end: int) -> bool:
        """Whether all of the need, with that room, can be had for that event."""
        rooms = [*self.need.more_rooms, *([room] if room is not None else [])]
        if len(set(rooms)) < len(rooms):
            return False
        if not all(self._is_room_free(one, start, end) for one in rooms):
            return False
        if not self._operators.are_ready(start, end):
            return False
        building = self._building(room)
        key = building, start, end
        if key not in self._verdicts:
            self._verdicts[key] = self._units.are_free(building, start, end)
        verdict = self._verdicts[key]
        return self._is_planned(room, start, end) if verdict is None else verdict

    def _building(self, room: int | None) -> str | None:
        return self.board.facts.rooms[room].building if room is not None else None

    def _is_room_free(self, pk: int, start: int, end: int) -> bool:
        room = self.board.facts.rooms[pk]
        during = self._reserving.during(room.phases, start, end)
        return room.is_bookable and self.board.is_free(pk, *during)

    def _is_planned(self, room: int | None, start: int, end: int) -> bool:
        if self._plans >= MOST_PLANS:
            return False
        self._plans += 1
        units = self._units.all_for(self._building(room))
        self.board.keep([*units, *self.board.facts.operators])
        event = Span(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))
        want = Want(event, self.need_in(room))
        return plan(self._picture(units, start, end), [want], is_trial=True).is_whole

    def _picture(self, units: Collection[int], start: int, end: int) -> Picture:
        facts = self.board.facts
        before, after = self.margins
        picture = replace(facts, source=_Around(self.board, facts.source), busy={})
        known = {*facts.rooms, *units, *facts.operators}
        for busy in self.board.busy(known, start - before, end + after):
            picture.add(busy)
        return picture


class _Around:
    """What lies around is mostly known already."""

    def __init__(self, board: Board, beyond: Source) -> None:
        self._board, self._beyond = board, beyond
        self.loads, self.expired = beyond.loads, beyond.expired

    def around(self, units: Collection[int], start: int, end: int) -> list[Busy]:
        """As ``Source``."""
        known = self._board.window
        first, last = start, end
        while known and known[0] <= first and last <= known[1]:
            found = list(self._board.busy(units, first, last))
            starts = [one.start for one in found if not one.is_closure]
            ends = [one.end for one in found if not one.is_closure]
            reach = min([first, *starts]), max([last, *ends])
            if reach == (first, last):
                return found
            first, last = reach
        return self._beyond.around(units, start, end)
