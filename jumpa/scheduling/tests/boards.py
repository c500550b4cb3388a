"""Boards in memory, for tests of the search for alternatives."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

from jumpa.scheduling.need import Need
from jumpa.scheduling.planning import (
    Busy,
    OperatorFacts,
    Picture,
    PoolFacts,
    RoomFacts,
)
from jumpa.scheduling.searching import Ask, Board, Option, Row, Search, Wish

HOUR, DAY = 3600, 86_400
ZONE = 7 * HOUR
TUESDAY = int(datetime(2026, 11, 30, 17, tzinfo=UTC).timestamp())
"""Midnight of 1 December 2026 in WIB."""
NOON_BEFORE = TUESDAY - DAY + 12 * HOUR


class World:
    """All that is busy, and what has been asked of it."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self.rows, self.asked, self.expired = list(rows), 0, {}

    def load(self, asks: Iterable[Ask]) -> list[Row]:
        self.asked += 1
        return [
            row
            for ask in asks
            for row in self.rows
            if row[0] in ask.resources and row[1] < ask.window[1] and ask.window[0] < row[2]
        ]

    def around(self, units: Collection[int], start: int, end: int) -> list[Busy]:
        return [as_busy(row) for row in self.rows if row[0] in units]

    def loads(self, operators: Collection[int], at: int) -> Mapping[int, int]:
        return {}

    def picture(self, facts: Picture) -> Picture:
        picture = replace(facts, source=self, busy={})
        for row in self.rows:
            picture.add(as_busy(row))
        return picture


def as_busy(row: Row) -> Busy:
    resource, start, end, key, is_pinned, is_closure = row
    return Busy(resource, start, end, key, is_pinned, is_closure)


_keys = count(1)


def taken(resource: int, start: float, end: float, *, day: int = 0, pinned: bool = False) -> Row:
    """Hours of the local day."""
    first = TUESDAY + day * DAY
    return resource, first + int(start * HOUR), first + int(end * HOUR), next(_keys), pinned, False


def closed(resource: int, start: float, end: float, *, day: int = 0) -> Row:
    return (*taken(resource, start, end, day=day)[:3], None, False, True)


def room(pk: int, **changes: Any) -> RoomFacts:
    facts = {
        "name": f"Ruang {pk}",
        "capacity": 40,
        "layouts": (),
        "has_connection": True,
        "building": "",
        "phases": (0, 0, 0),
        "is_bookable": True,
        "order": pk,
    }
    return RoomFacts(pk, **{**facts, **changes})


def board(
    world: World,
    *,
    rooms: Iterable[RoomFacts] = (),
    pools: Iterable[PoolFacts] = (),
    operators: Iterable[OperatorFacts] = (),
    rest: int = 0,
    now: int = NOON_BEFORE,
    hours: Mapping[int, tuple[int, int]] | None = None,
) -> Board:
    facts = Picture(
        now,
        world,
        {one.pk: one for one in rooms},
        {one.pk: one for one in pools},
        {one.pk: one for one in operators},
        rest=rest,
        zone_offset=ZONE,
    )
    return Board(facts, world.load, hours or {}, (450, 1260))


def wish(
    need: Need,
    start: float = 9,
    end: float = 11,
    *,
    days: Iterable[int] = (),
    earliest: int = 0,
) -> Wish:
    """From hour to hour of Tuesday, or on other days counted from it."""
    midnights = [TUESDAY + day * DAY for day in days]
    span = TUESDAY + int(start * HOUR), TUESDAY + int(end * HOUR)
    return Wish(need, *span, midnights, earliest)


def found(on: Board, asked: Wish, limit: int = 10) -> list[Option]:
    return Search(on, asked).options(limit)


def told(options: Iterable[Option]) -> list[tuple[str, int | None, float]]:
    """Kind, room, and the hour counted from the midnight of the wanted day."""
    return [(one.kind.value, one.room, (one.start - TUESDAY) / HOUR) for one in options]
