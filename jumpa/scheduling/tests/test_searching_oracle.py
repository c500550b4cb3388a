"""The search against plans: a trial is one, and nothing better than what is proposed is missing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from jumpa.scheduling.need import Need, OperatorNeed, RoomNeed, UnitNeed, Want
from jumpa.scheduling.planning import OperatorFacts, PoolFacts, RoomFacts, plan
from jumpa.scheduling.planning.rooms import fits
from jumpa.scheduling.rules import Span, fair_share
from jumpa.scheduling.searching import Board, Kind, Option, Row, Search, Wish
from jumpa.scheduling.searching.ranking import closeness, lesser_cost
from jumpa.scheduling.searching.trial import Trial
from jumpa.scheduling.tests.boards import (
    DAY,
    HOUR,
    TUESDAY,
    World,
    board,
    closed,
    room,
    taken,
    wish,
)

DAYS = (1, -1, 2)
HALF = HOUR // 2

some_phases = st.tuples(*[st.sampled_from([0, 0, 15, 60])] * 3)
layouts = st.sampled_from([(), ("u",), ("teater",)])
some_rooms = st.builds(
    room,
    pk=st.integers(1, 3),
    capacity=st.sampled_from([None, 10, 30, 40, 50]),
    layouts=layouts,
    has_connection=st.integers(0, 9).map(bool),
    building=st.sampled_from(["", "A", "B"]),
    phases=some_phases,
    is_bookable=st.integers(0, 9).map(bool),
)


@st.composite
def pools(draw: st.DrawFn) -> list[PoolFacts]:
    def pool(pk: int, kind: str, most: int, **facts: object) -> PoolFacts:
        units = tuple(range(10 * pk, 10 * pk + draw(st.integers(1, most))))
        return PoolFacts(pk, kind, f"Kelompok {pk}", units, draw(some_phases), **facts)

    return [
        pool(4, "equipment", 3, key="mikrofon"),
        pool(5, "host_account", 2, seats=100),
        pool(6, "host_account", 2, seats=500),
        pool(7, "operator", 3),
        pool(8, "uplink", 2, site="A"),
    ]


@st.composite
def rows(draw: st.DrawFn, resources: list[int], most: int) -> list[Row]:
    """What is busy on all days; reservations of one resource don't overlap, closures may."""
    found: list[Row] = []
    for _ in range(draw(st.integers(0, most))):
        resource, day = draw(st.sampled_from(resources)), draw(st.sampled_from([0, *DAYS]))
        start, length = draw(st.integers(12, 40)) / 2, draw(st.integers(1, 12)) / 2
        if draw(st.integers(0, 9)) == 0:
            found.append(closed(resource, start, start + length, day=day))
            continue
        pinned = draw(st.integers(0, 4)) == 0
        new = taken(resource, start, start + length, day=day, pinned=pinned)
        if not any(
            old[0] == resource and old[1] < new[2] and new[1] < old[2] and not old[5]
            for old in found
        ):
            found.append(new)
    return found


@st.composite
def needs(draw: st.DrawFn, pooled: list[PoolFacts]) -> Need:
    equipment = pooled[0].units
    by_hand = st.builds(UnitNeed, st.just("equipment"), units=st.just(equipment[:1]))
    units = st.one_of(
        st.builds(UnitNeed, st.just("equipment"), st.just("mikrofon"), st.integers(1, 3)),
        by_hand,
        st.builds(UnitNeed, st.just("host_account"), seats=st.sampled_from([None, 50, 300])),
        st.builds(UnitNeed, st.just("uplink"), site=st.sampled_from(["", "A"])),
    )
    chosen = st.sampled_from([(), (), pooled[3].units[:1]])
    operators = st.builds(
        OperatorNeed, st.integers(1, 2), chosen, st.sampled_from(["", "diminta sendiri"])
    )
    people, layout = st.sampled_from([None, 20, 40]), st.sampled_from(["", "u"])
    rooms = st.builds(RoomNeed, st.sampled_from([None, 1, 1]), people, layout, st.booleans())
    minutes = st.sampled_from([None, None, 0, 30])
    return Need(
        draw(st.one_of(st.none(), rooms, rooms)),
        units=tuple(draw(st.lists(units, max_size=3))),
        operators=draw(st.one_of(st.none(), operators)),
        setup=draw(minutes),
        test=draw(minutes),
        teardown=draw(minutes),
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[Board, World, Need]:
    rooms = draw(st.lists(some_rooms, min_size=1, max_size=3, unique_by=lambda one: one.pk))
    if rooms[0].pk != 1:
        rooms[0] = replace(rooms[0], pk=1)
        rooms = rooms[:1] + [one for one in rooms[1:] if one.pk != 1]
    pooled = draw(pools())
    shifts = st.sampled_from([(), ((1, 480, 960),), ((1, 480, 720), (1, 720, 1260), (2, 600, 60))])
    operators = [OperatorFacts(pk, f"Operator {pk}", draw(shifts)) for pk in pooled[3].units]
    resources = [*(one.pk for one in rooms), *(unit for pool in pooled for unit in pool.units)]
    world = World(draw(rows(resources, 30)))
    on = board(
        world,
        rooms=rooms,
        pools=pooled,
        operators=operators,
        rest=draw(st.sampled_from([0, HALF])),
        hours={2: (600, 900)} if draw(st.booleans()) else {},
    )
    return on, world, draw(needs(pooled))


def is_granted(on: Board, world: World, need: Need, start: int, end: int) -> bool:
    event = Span(*(datetime.fromtimestamp(at, UTC) for at in (start, end)))
    return plan(world.picture(on.facts), [Want(event, need)], is_trial=True).is_whole


@given(cases(), st.integers(12, 40), st.integers(1, 8))
@settings(max_examples=150, deadline=None)
def test_a_trial_answers_as_a_plan_does(case: tuple[Board, World, Need], half: int, length: int):
    on, world, need = case
    search = Search(on, Wish(need, TUESDAY, TUESDAY + HOUR, [TUESDAY + day * DAY for day in DAYS]))
    search._learn_near()
    trial = search.trial
    start = TUESDAY + half * HALF
    end = start + length * HALF
    for pk in on.facts.rooms if need.room is not None else (None,):
        granted = is_granted(on, world, trial.need_in(pk), start, end)
        assert trial.is_free(pk, start, end) is granted


class Oracle:
    """All options of a case, each by a plan of its own, put in order as the ranking says."""

    def __init__(self, on: Board, world: World, asked: Wish) -> None:
        self.on, self.world, self.wish = on, world, asked
        self.need, self.room = asked.need, asked.need.room
        self.wanted = on.facts.rooms.get(self.room.room) if self.room and self.room.room else None
        home = self.wanted.building if self.wanted else ""
        self.trial = Trial(on, asked.need, home)

    def options(self, limit: int) -> list[Option]:
        return fair_share((self.rooms(), self.times(), self.days(), self.lesser()), limit)

    def fitting(self) -> list[RoomFacts]:
        need = self.room
        if need is None:
            return []
        found = [
            one for one in self.on.facts.rooms.values() if one != self.wanted and fits(one, need)
        ]
        return sorted(found, key=lambda one: closeness(one, need, self.wanted))

    def then(self, pk: int) -> bool:
        is_open = pk not in self.on.hours or self.is_open(pk, TUESDAY, self.wish.start)
        return is_open and self.granted(pk, self.wish.start)

    def granted(self, pk: int | None, start: int) -> bool:
        end = start + self.wish.end - self.wish.start
        need = self.trial.need_in(pk)
        return start > self.on.facts.now and is_granted(self.on, self.world, need, start, end)

    def is_open(self, pk: int | None, midnight: int, start: int) -> bool:
        opening, closing = self.on.hours.get(pk or 0, self.on.opening)
        end = start + self.wish.end - self.wish.start
        return midnight + 60 * opening <= start and end <= midnight + 60 * closing

    def option(
        self, kind: Kind, pk: int | None, cost: int, moved: int = 0, days: int = 0
    ) -> Option:
        start = self.wish.start + days * DAY + moved
        return Option(kind, pk, start, start + self.wish.end - self.wish.start, cost, moved, days)

    def rooms(self) -> list[Option]:
        return [self.option(Kind.ROOM, one.pk, 15) for one in self.fitting() if self.then(one.pk)]

    def places(self) -> tuple[list[int | None], list[int | None]]:
        """Where another time is looked for first, and where next."""
        busy: list[int | None] = [one.pk for one in self.fitting() if not self.then(one.pk)]
        if self.room is None:
            return [None], []
        if self.wanted is None:
            return busy, []
        serves = fits(self.wanted, replace(self.room, layout=""))
        return ([self.wanted.pk] if serves else []), busy

    def first(self, places: list[int | None], midnight: int, start: int) -> list[int | None]:
        found = (
            pk for pk in places if self.is_open(pk, midnight, start) and self.granted(pk, start)
        )
        return [pk for pk, _ in zip(found, range(1), strict=False)]

    def times(self) -> list[Option]:
        own, others = self.places()
        found = []
        for sign in (1, -1):
            steps = range(HALF, DAY, HALF)
            start = self.wish.start
            at = [(s, p) for s in steps for p in self.first(own, TUESDAY, start + sign * s)][:1]
            nearest = at[0][0] if at else DAY
            elsewhere = [
                (s, p)
                for s in steps
                if s < nearest
                for p in self.first(others, TUESDAY, start + sign * s)
            ][:1]
            found += [self.option(Kind.TIME, p, s // 60, sign * s) for s, p in at]
            found += [self.option(Kind.ROOM_TIME, p, 15 + s // 60, sign * s) for s, p in elsewhere]
        return sorted(found, key=lambda one: (one.cost, -one.moved))

    def days(self) -> list[Option]:
        found = [option for midnight in self.wish.days for option in self.on_day(midnight)]
        return sorted(found, key=lambda one: one.cost)

    def on_day(self, midnight: int) -> Iterator[Option]:
        own, others = self.places()
        days = (midnight - TUESDAY) // DAY
        moves = sorted(range(-DAY + HALF, DAY, HALF), key=lambda move: (abs(move), -move))
        for kind, places, more in ((Kind.DAY, own, 0), (Kind.ROOM_DAY, others, 15)):
            for moved in moves:
                start = self.wish.start + days * DAY + moved
                for pk in self.first(places, midnight, start):
                    cost = 24 * 60 + 120 * abs(days) + abs(moved) // 60 + more
                    yield self.option(kind, pk, cost, moved, days)
                    return

    def lesser(self) -> list[Option]:
        found = []
        for one in self.on.facts.rooms.values():
            lesser = lesser_cost(one, self.room) if self.room and one != self.wanted else None
            if self.room and lesser and self.then(one.pk):
                rank = lesser[1], closeness(one, self.room, self.wanted)
                found.append((rank, self.option(lesser[0], one.pk, lesser[1])))
        return [option for _, option in sorted(found, key=lambda pair: pair[0])]


@given(cases(), st.integers(14, 38), st.integers(1, 6), st.integers(1, 12))
@settings(max_examples=40, deadline=None)
def test_nothing_better_is_missing(
    case: tuple[Board, World, Need], half: int, length: int, limit: int
):
    on, world, need = case
    asked = wish(need, half / 2, (half + length) / 2, days=DAYS)
    options = Search(on, asked).options(limit)
    assert options == Oracle(on, world, asked).options(limit)
