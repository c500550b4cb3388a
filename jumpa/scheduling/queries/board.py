"""The board for a search for alternatives, read in few plain queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from jumpa.scheduling import rules
from jumpa.scheduling.need import Need
from jumpa.scheduling.planning import OperatorFacts, Picture, PoolFacts, RoomFacts
from jumpa.scheduling.queries.picture import DatabaseSource, seconds
from jumpa.scheduling.searching import Ask, Board, Row

_LONGEST = int(rules.LONGEST_RESERVATION.total_seconds())

# A probe of the index (resource, start) for each resource: OFFSET 0 keeps the planner from
# gathering all of a time instead, whose cost would grow with the table.
_ROWS = """
    SELECT w.id, r.first, r.last, r.id, r.is_pinned, false
    FROM unnest(%(ids)s::bigint[], %(starts)s::bigint[], %(ends)s::bigint[]) AS w(id, s, e)
    CROSS JOIN LATERAL (
        SELECT v.id, v.is_pinned, extract(epoch FROM lower(v.during))::bigint AS first,
            extract(epoch FROM upper(v.during))::bigint AS last
        FROM scheduling_reservation v
        WHERE v.resource_id = w.id AND lower(v.during) < to_timestamp(w.e)
            AND lower(v.during) > to_timestamp(w.s - %(longest)s)
            AND upper(v.during) > to_timestamp(w.s)
            AND (v.expires_at IS NULL OR v.expires_at > to_timestamp(%(now)s))
            AND v.owner <> %(owner)s
        OFFSET 0
    ) r
    UNION ALL
    SELECT c.resource_id, extract(epoch FROM lower(c.during))::bigint,
        extract(epoch FROM upper(c.during))::bigint, NULL, false, true
    FROM scheduling_closure c
    JOIN unnest(%(ids)s::bigint[], %(starts)s::bigint[], %(ends)s::bigint[]) AS w(id, s, e)
        ON c.resource_id = w.id AND c.lifted_at IS NULL
        AND c.during && tstzrange(to_timestamp(w.s), to_timestamp(w.e))
"""
_ROOMS = """
    SELECT id, name, capacity, layouts, has_connection, building,
        setup_minutes, test_minutes, teardown_minutes, is_active AND condition = 'good', "order",
        opens_at, closes_at
    FROM scheduling_resource
    WHERE kind = 'room' AND (is_active OR id = ANY(%s)) ORDER BY "order", name
"""
_POOLS = """
    SELECT p.id, p.kind, p.name, p.setup_minutes, p.test_minutes, p.teardown_minutes,
        p.key, p.provider, p.seats, p.mode, p.site,
        ARRAY(SELECT r.id FROM scheduling_resource r WHERE r.pool_id = p.id AND r.is_active
            AND r.condition = 'good' ORDER BY r."order", r.id)
    FROM scheduling_pool p
    WHERE p.is_active AND (
        p.id IN (SELECT pool_id FROM scheduling_resource WHERE id = ANY(%(units)s))
        OR EXISTS (
            SELECT FROM unnest(%(kinds)s::text[], %(keys)s::text[], %(providers)s::text[],
                %(pools)s::bigint[]) AS n(kind, key, provider, pool)
            WHERE n.kind = p.kind AND n.key IN ('', p.key) AND n.provider IN ('', p.provider)
                AND (n.pool IS NULL OR n.pool = p.id)))
    ORDER BY p.id
"""
_OPERATORS = """
    SELECT r.id, r.name, array_agg(ARRAY[s.weekday, extract(epoch FROM s.start)::int / 60,
        extract(epoch FROM s."end")::int / 60]) FILTER (WHERE s.id IS NOT NULL)
    FROM scheduling_resource r LEFT JOIN scheduling_shift s ON s.resource_id = r.id
    WHERE r.id = ANY(%s) GROUP BY r.id ORDER BY r."order", r.id
"""


def load_board(need: Need, *, exclude_owner: str = "") -> Board:
    """All rooms, and the pools and operators that the need could use; three queries.

    What is busy is read when the search asks for it, each time in one query more. What
    ``exclude_owner`` has counts as free.
    """
    now = timezone.localtime()
    offset = now.utcoffset() or timedelta(0)
    facts = Picture(
        seconds(now),
        DatabaseSource(seconds(now), exclude_owner),
        rest=settings.OPERATOR_REST_MINUTES * 60,
        zone_offset=int(offset.total_seconds()),
    )
    hours = _load_rooms(facts, need)
    facts.pools = {pool.pk: pool for pool in _pools(need)}
    if need.operators is not None:
        facts.operators = {one.pk: one for one in _operators(facts.pools.values())}
    reader = _Reader(facts.now, exclude_owner)
    opening = _minutes(settings.OPENING), _minutes(settings.CLOSING)
    return Board(facts, reader.rows, hours, opening)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _load_rooms(facts: Picture, need: Need) -> dict[int, tuple[int, int]]:
    """The rooms into the facts; returns the hours of those with hours of their own."""
    if need.room is None and not need.more_rooms:
        return {}
    chosen = [*need.more_rooms, *([need.room.room] if need.room and need.room.room else [])]
    rooms, hours = {}, {}
    for pk, name, capacity, layouts, has_connection, building, *rest in _fetch(_ROOMS, [chosen]):
        setup, test, teardown, is_bookable, order, opens, closes = rest
        phases = setup, test, teardown
        rooms[pk] = RoomFacts(
            pk,
            name,
            capacity,
            tuple(layouts),
            has_connection,
            building,
            phases,
            is_bookable,
            order,
        )
        if opens is not None:
            hours[pk] = _minutes(opens), _minutes(closes)
    facts.rooms = rooms
    return hours


def _pools(need: Need) -> list[PoolFacts]:
    units = [*need.units, *([None] if need.operators is not None else [])]
    if not units:
        return []
    facts: dict[str, list[Any]] = {
        "kinds": [one.kind if one else "operator" for one in units],
        "keys": [one.key if one else "" for one in units],
        "providers": [one.provider if one else "" for one in units],
        "pools": [one.pool if one else None for one in units],
        "units": [unit for one in need.units for unit in one.units],
    }
    return [
        PoolFacts(pk, kind, name, tuple(units), (setup, test, teardown), *rest)
        for pk, kind, name, setup, test, teardown, *rest, units in _fetch(_POOLS, facts)
    ]


def _operators(pools: Iterable[PoolFacts]) -> list[OperatorFacts]:
    keys = [unit for pool in pools if pool.kind == "operator" for unit in pool.units]
    return [
        OperatorFacts(pk, name, tuple((day, start, end) for day, start, end in shifts or ()))
        for pk, name, shifts in _fetch(_OPERATORS, [keys])
    ]


@dataclass(frozen=True)
class _Reader:
    """What is busy as things stand now, for one owner."""

    now: int
    owner: str

    def rows(self, asks: Iterable[Ask]) -> Sequence[Row]:
        """One query for all that is asked at once."""
        probes = [(pk, *ask.window) for ask in asks for pk in ask.resources]
        if not probes:
            return []
        ids, starts, ends = zip(*probes, strict=True)
        facts = {
            "ids": list(ids),
            "starts": list(starts),
            "ends": list(ends),
            "longest": _LONGEST,
            "now": self.now,
            "owner": self.owner,
        }
        return _fetch(_ROWS, facts)


def _fetch(sql: str, facts: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return list(cursor.fetchall())
