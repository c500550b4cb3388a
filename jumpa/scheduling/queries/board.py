"""The board for a search for alternatives, read in few plain queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.conf import settings
from django.utils import timezone

from jumpa.scheduling import rules
from jumpa.scheduling.need import Need
from jumpa.scheduling.planning import OperatorFacts, Picture, PoolFacts, RoomFacts
from jumpa.scheduling.queries.picture import DatabaseSource, blank_picture, fetch, seconds
from jumpa.scheduling.searching import Ask, Board, Row

# A probe of the index (resource, start) for each resource: OFFSET 0 keeps the planner from
# gathering all of a time instead, whose cost would grow with the table.
_ROWS = """
    WITH asked AS MATERIALIZED (
        SELECT unnest(ids) AS id, to_timestamp(s) AS s, to_timestamp(e) AS e
        FROM (VALUES {asks}) AS asks (ids, s, e))
    SELECT a.id, r.first, r.last, r.id, r.is_pinned, false
    FROM asked a CROSS JOIN LATERAL (
        SELECT v.id, v.is_pinned, extract(epoch FROM lower(v.during))::bigint AS first,
            extract(epoch FROM upper(v.during))::bigint AS last
        FROM scheduling_reservation v
        WHERE v.resource_id = a.id AND lower(v.during) < a.e
            AND lower(v.during) > a.s - %(longest)s AND upper(v.during) > a.s
            AND (v.expires_at IS NULL OR v.expires_at > to_timestamp(%(now)s))
            AND v.owner <> %(owner)s
        OFFSET 0
    ) r
    UNION ALL
    SELECT a.id, extract(epoch FROM lower(c.during))::bigint,
        extract(epoch FROM upper(c.during))::bigint, NULL, false, true
    FROM scheduling_closure c JOIN asked a ON c.resource_id = a.id
    WHERE c.lifted_at IS NULL AND c.during && tstzrange(a.s, a.e)
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
    SELECT r.id, r.name, string_agg(concat_ws(',', s.weekday, extract(epoch FROM s.start)::int / 60,
        extract(epoch FROM s."end")::int / 60), ';' ORDER BY s.weekday, s.start)
        FILTER (WHERE s.id IS NOT NULL)
    FROM scheduling_resource r LEFT JOIN scheduling_shift s ON s.resource_id = r.id
    WHERE r.id = ANY(%s::bigint[]) GROUP BY r.id ORDER BY r."order", r.id
"""


def load_board(need: Need, *, exclude_owner: str = "") -> Board:
    """All rooms, and the pools and operators that the need could use; three queries.

    What is busy is read when the search asks for it, each time in one query more. What
    ``exclude_owner`` has counts as free.
    """
    now = seconds(timezone.now())
    facts = blank_picture(DatabaseSource(now, exclude_owner))
    hours = _load_rooms(facts, need)
    facts.pools = {pool.pk: pool for pool in _pools(need)}
    if need.operators is not None:
        facts.operators = {one.pk: one for one in _operators(facts.pools.values())}
    reader = _Reader(now, exclude_owner)
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
    for pk, name, capacity, layouts, has_connection, building, *rest in fetch(_ROOMS, [chosen]):
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
        for pk, kind, name, setup, test, teardown, *rest, units in fetch(_POOLS, facts)
    ]


def _operators(pools: Iterable[PoolFacts]) -> list[OperatorFacts]:
    keys = [unit for pool in pools if pool.kind == "operator" for unit in pool.units]
    found = fetch(_OPERATORS, [_array(keys)])
    # Many have the same shifts.
    read = {text: _shifts(text) for text in {shifts for _, _, shifts in found}}
    return [OperatorFacts(pk, name, read[shifts]) for pk, name, shifts in found]


def _shifts(text: str | None) -> tuple[tuple[int, int, int], ...]:
    """What ``_OPERATORS`` puts together."""
    shifts = (map(int, one.split(",")) for one in text.split(";")) if text else ()
    return tuple((day, start, end) for day, start, end in shifts)


def _array(numbers: Iterable[int]) -> str:
    """An array as the database reads it: psycopg takes its time over long lists."""
    return "{" + ",".join(map(str, numbers)) + "}"


@dataclass(frozen=True)
class _Reader:
    """What is busy as things stand now, for one owner."""

    now: int
    owner: str

    def rows(self, asks: Iterable[Ask]) -> Sequence[Row]:
        """One query for all that is asked at once."""
        asks = [one for one in asks if one.resources]
        if not asks:
            return []
        facts: dict[str, Any] = {
            "longest": rules.LONGEST_RESERVATION,
            "now": self.now,
            "owner": self.owner,
        }
        values = []
        for number, ask in enumerate(asks):
            names = [f"{name}{number}" for name in ("ids", "s", "e")]
            facts |= zip(names, (_array(ask.resources), *ask.window), strict=True)
            values.append("(%({})s::bigint[], %({})s::bigint, %({})s::bigint)".format(*names))
        return fetch(_ROWS.format(asks=", ".join(values)), facts)
