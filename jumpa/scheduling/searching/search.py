"""The options for one want, found lazily, the best of each kind first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from heapq import heappop, heappush
from itertools import chain

from jumpa.scheduling.need import Need
from jumpa.scheduling.planning import RoomFacts
from jumpa.scheduling.planning.rooms import fits
from jumpa.scheduling.rules import STEP, fair_share
from jumpa.scheduling.searching.board import Ask, Board, Window
from jumpa.scheduling.searching.ranking import (
    EACH_DAY,
    OTHER_DAY,
    OTHER_ROOM,
    Kind,
    Option,
    closeness,
    lesser_cost,
)
from jumpa.scheduling.searching.trial import Trial

DAY = 24 * 3600
FIRST_DAYS = 4
"""So many of the nearest days are learned at once with the wanted one; the rest if needed."""
_STEPS = range(int(STEP.total_seconds()), DAY, int(STEP.total_seconds()))
# Of two equally near the later comes first, since an event is more easily put off.
_MOVES = (0, *chain.from_iterable((step, -step) for step in _STEPS))


@dataclass(frozen=True)
class Wish:
    """What is wanted, and when else it may be.

    Args:
        start, end: the event, epoch seconds.
        days: midnights of the other days that may be proposed, nearest first.
        earliest: nothing but the wanted time itself is proposed before.
    """

    need: Need
    start: int
    end: int
    days: Sequence[int] = ()
    earliest: int = 0


class Search:
    """One wish on one board. ``options`` is the answer; ``trial`` tells what each one needs."""

    def __init__(self, board: Board, wish: Wish) -> None:
        self.board, self.wish, self._facts = board, wish, board.facts
        self._today = self._midnight(wish.start)
        room = wish.need.room
        self._room = room
        self._wanted = self._facts.rooms.get(room.room) if room and room.room else None
        home = self._wanted.building if self._wanted else ""
        self.trial = Trial(board, wish.need, home)
        self._then: dict[int, bool] = {}

    def options(self, limit: int) -> list[Option]:
        """At most so many: other rooms, other times, other days, lesser rooms, of each in turn."""
        self._learn_near()
        kinds = (self._other_rooms(), self._other_times(), self._other_days(), self._lesser_rooms())
        return fair_share(kinds, limit)

    # What is looked at.

    def _midnight(self, moment: int) -> int:
        return moment - (moment + self._facts.zone_offset) % DAY

    @cached_property
    def _fitting(self) -> list[RoomFacts]:
        """Rooms that will do, the wanted one aside, nearest first."""
        need = self._room
        if need is None:
            return []
        rooms = self._facts.rooms.values()
        found = [one for one in rooms if one.pk != need.room and fits(one, need)]
        return sorted(found, key=lambda one: closeness(one, need, self._wanted))

    @cached_property
    def _taken_then(self) -> list[int]:
        """Those taken at the wanted time: only in them are other times looked for."""
        return [one.pk for one in self._fitting if not self._is_free_then(one.pk)]

    @cached_property
    def _own(self) -> Sequence[int | None]:
        """Where another time is looked for first: the wanted room if it serves, any if any will."""
        need = self._room
        if need is None:
            return [None]
        if self._wanted is None:
            return [] if need.room else self._taken_then
        return [need.room] if fits(self._wanted, replace(need, layout="")) else []

    @cached_property
    def _others(self) -> Sequence[int]:
        """Where it is looked for next."""
        return self._taken_then if self._wanted is not None else []

    # What is known of it.

    def _learn_near(self) -> None:
        windows = [self._window(day) for day in self.wish.days[:FIRST_DAYS]]
        before, after = self.trial.margins
        event = self.wish.start - before, self.wish.end + after
        wanted = _hull([self._window(self._today), event])
        is_past = wanted[1] <= self._facts.now
        if not is_past:
            windows.append(wanted)
        if not windows:
            return
        need = self.wish.need
        rooms = [one.pk for one in self._fitting] if self._wanted is None else [self._wanted.pk]
        kept = [*rooms, *need.more_rooms, *self.trial.likely(one.pk for one in self._fitting)]
        others = [] if is_past else self._facts.rooms.keys() - set(kept)
        self.board.open(_hull(windows), kept, Ask(others, wanted))

    def _learn_far(self) -> None:
        """The days beyond."""
        self.board.widen(_hull([self._window(day) for day in self.wish.days]))

    def _window(self, midnight: int) -> Window:
        hours = [self.board.opening, *self.board.hours.values()]
        before, after = self.trial.margins
        opening, closing = min(first for first, _ in hours), max(last for _, last in hours)
        return midnight + 60 * opening - before, midnight + 60 * closing + after

    # What is free.

    def _is_free_then(self, room: int) -> bool:
        if room not in self._then:
            self._then[room] = self._look_then(room)
        return self._then[room]

    def _look_then(self, room: int) -> bool:
        start, end = self.wish.start, self.wish.end
        if start <= self._facts.now:
            return False
        # The usual hours bound what is proposed, not what was asked for; a room's own bound both.
        if room in self.board.hours and not self._is_open(room, self._today, start):
            return False
        return self.trial.is_free(room, start, end)

    def _is_open(self, room: int | None, midnight: int, start: int) -> bool:
        own = self.board.hours.get(room) if room is not None else None
        opening, closing = own or self.board.opening
        end = start + self.wish.end - self.wish.start
        return midnight + 60 * opening <= start and end <= midnight + 60 * closing

    def _first_free(
        self, rooms: Iterable[int | None], midnight: int, start: int
    ) -> Sequence[int | None]:
        """The first of the rooms that is open and has all free then; none or one."""
        if start < self.wish.earliest or start <= self._facts.now:
            return ()
        end = start + self.wish.end - self.wish.start
        for room in rooms:
            if self._is_open(room, midnight, start) and self.trial.is_free(room, start, end):
                return (room,)
        return ()

    # What is proposed.

    def _option(
        self, kind: Kind, room: int | None, cost: int, moved: int = 0, days: int = 0
    ) -> Option:
        start = self.wish.start + days * DAY + moved
        end = start + self.wish.end - self.wish.start
        return Option(kind, room, start, end, cost, moved, days)

    def _other_rooms(self) -> Iterator[Option]:
        for room in self._fitting:
            if self._is_free_then(room.pk):
                yield self._option(Kind.ROOM, room.pk, OTHER_ROOM)

    def _other_times(self) -> Iterator[Option]:
        found = [*self._other_times_at(1), *self._other_times_at(-1)]
        yield from sorted(found, key=lambda one: one.cost)

    def _other_times_at(self, sign: int) -> Iterator[Option]:
        """On one side the nearest time in the room itself, and a nearer one in another room."""
        is_elsewhere = False
        for step in _STEPS:
            start = self.wish.start + sign * step
            for room in self._first_free(self._own, self._today, start):
                yield self._option(Kind.TIME, room, step // 60, sign * step)
                return
            if not is_elsewhere:
                for room in self._first_free(self._others, self._today, start):
                    is_elsewhere = True
                    cost = OTHER_ROOM + step // 60
                    yield self._option(Kind.ROOM_TIME, room, cost, sign * step)

    def _other_days(self) -> Iterator[Option]:
        """The best of each day, by cost; a day further away is looked at only in its turn."""
        waiting: list[tuple[int, int, Option]] = []
        for place, midnight in enumerate(self.wish.days):
            base = OTHER_DAY + EACH_DAY * abs(midnight - self._today) // DAY
            while waiting and waiting[0][0] <= base:
                yield heappop(waiting)[2]
            if place == FIRST_DAYS:
                self._learn_far()
            option = self._best_of(midnight, base)
            if option is not None:
                heappush(waiting, (option.cost, place, option))
        while waiting:
            yield heappop(waiting)[2]

    def _best_of(self, midnight: int, base: int) -> Option | None:
        """The nearest hour in the room itself; on a day on which it has none, in another."""
        found = self._hour(Kind.DAY, self._own, midnight, base)
        if found is None and self._others:
            self.board.learn([Ask(self._others, self._window(midnight))])
            found = self._hour(Kind.ROOM_DAY, self._others, midnight, base + OTHER_ROOM)
        return found

    def _hour(
        self, kind: Kind, rooms: Sequence[int | None], midnight: int, base: int
    ) -> Option | None:
        days = (midnight - self._today) // DAY
        for moved in _MOVES:
            start = self.wish.start + days * DAY + moved
            for room in self._first_free(rooms, midnight, start):
                return self._option(kind, room, base + abs(moved) // 60, moved, days)
        return None

    def _lesser_rooms(self) -> Iterator[Option]:
        need = self._room
        if need is None:
            return
        found = []
        for room in self._facts.rooms.values():
            lesser = lesser_cost(room, need) if room.pk != need.room else None
            if lesser:
                found.append((lesser[1], closeness(room, need, self._wanted), lesser[0], room.pk))
        for cost, _, kind, room_pk in sorted(found):
            if self._is_free_then(room_pk):
                yield self._option(kind, room_pk, cost)


def _hull(windows: Sequence[Window]) -> Window:
    return min(start for start, _ in windows), max(end for _, end in windows)
