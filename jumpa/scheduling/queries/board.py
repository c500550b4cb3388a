"""The board for a search for alternatives, read in few plain queries."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.conf import settings
from django.utils import timezone

from jumpa.scheduling import rules
from jumpa.scheduling.need import Need, UnitNeed
from jumpa.scheduling.planning import OperatorFacts, PoolFacts, RoomFacts
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
# All facts in one answer: each further one costs as much as the facts themselves.
_FACTS = """
    WITH pools AS (
        SELECT p.*, ARRAY(SELECT r.id FROM scheduling_resource r WHERE r.pool_id = p.id
            AND r.is_active AND r.condition = 'good' ORDER BY r."order", r.id) AS units
        FROM scheduling_pool p
        WHERE p.is_active AND (
            p.id IN (SELECT pool_id FROM scheduling_resource WHERE id = ANY(%(units)s::bigint[]))
            OR EXISTS (
                SELECT FROM unnest(%(kinds)s::text[], %(keys)s::text[], %(providers)s::text[],
                    %(pools)s::bigint[]) AS n(kind, key, provider, pool)
                WHERE n.kind = p.kind AND n.key IN ('', p.key) AND n.provider IN ('', p.provider)
                    AND (n.pool IS NULL OR n.pool = p.id)))
    ), operators AS (
        SELECT r.id, r.name, r."order", (SELECT json_agg(json_build_array(s.weekday,
            extract(epoch FROM s.start)::int / 60, extract(epoch FROM s."end")::int / 60)
            ORDER BY s.weekday, s.start)
            FROM scheduling_shift s WHERE s.resource_id = r.id)::text AS shifts
        FROM pools p, unnest(p.units) AS u(id) JOIN scheduling_resource r ON r.id = u.id
        WHERE p.kind = 'operator' AND %(has_operators)s
    )
    SELECT (SELECT json_agg(json_build_array(r.ref, extract(epoch FROM r.opens_at)::int / 60,
            extract(epoch FROM r.closes_at)::int / 60, r.id, r.name, r.capacity, r.layouts,
            r.has_connection, r.building,
            json_build_array(r.setup_minutes, r.test_minutes, r.teardown_minutes),
            r.is_active AND r.condition = 'good', r."order") ORDER BY r."order", r.name)
        FROM scheduling_resource r
        WHERE r.kind = 'room' AND %(has_rooms)s AND (r.is_active OR r.id = ANY(%(rooms)s::bigint[]))
        )::text,
        (SELECT json_agg(json_build_array(p.id, p.kind, p.name, p.units,
            json_build_array(p.setup_minutes, p.test_minutes, p.teardown_minutes),
            p.key, p.provider, p.seats, p.mode, p.site) ORDER BY p.id) FROM pools p)::text,
        (SELECT json_agg(json_build_array(o.id, o.name, o.shifts) ORDER BY o."order", o.id)
        FROM operators o)::text
"""


def load_board(need: Need, *, exclude_owner: str = "") -> tuple[Board, dict[int, str]]:
    """All rooms, and the pools and operators that the need could use, in one query.

    What is busy is read when the search asks for it, each time in one query more. What
    ``exclude_owner`` has counts as free. The rooms' refs come beside, by primary key.
    """
    now = seconds(timezone.now())
    facts = blank_picture(DatabaseSource(now, exclude_owner))
    ((rooms, pools, operators),) = fetch(_FACTS, _asked(need))
    found = _rows(rooms)
    facts.rooms = {one.pk: one for one in (_room(row) for row in found)}
    facts.pools = {one.pk: one for one in (_pool(row) for row in _rows(pools))}
    facts.operators = {one.pk: one for one in _operators(_rows(operators))}
    hours = {row[3]: (row[1], row[2]) for row in found if row[1] is not None}
    opening = _minutes(settings.OPENING), _minutes(settings.CLOSING)
    board = Board(facts, _Reader(now, exclude_owner).rows, hours, opening)
    return board, {row[3]: row[0] for row in found}


def _rows(text: str | None) -> list[list[Any]]:
    found: list[list[Any]] = json.loads(text) if text else []
    return found


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _asked(need: Need) -> dict[str, Any]:
    units: list[UnitNeed] = [*need.units]
    if need.operators is not None:
        units.append(UnitNeed("operator"))
    chosen = [need.room.room] if need.room is not None and need.room.room else []
    return {
        "kinds": [one.kind for one in units],
        "keys": [one.key for one in units],
        "providers": [one.provider for one in units],
        "pools": [one.pool for one in units],
        "units": [unit for one in need.units for unit in one.units],
        "rooms": [*need.more_rooms, *chosen],
        "has_rooms": need.room is not None or bool(need.more_rooms),
        "has_operators": need.operators is not None,
    }


def _room(row: list[Any]) -> RoomFacts:
    """As ``_FACTS`` puts it together."""
    pk, name, capacity, layouts, has_connection, building, phases, is_bookable, order = row[3:]
    return RoomFacts(
        pk,
        name,
        capacity,
        tuple(layouts),
        has_connection,
        building,
        tuple(phases),
        is_bookable,
        order,
    )


def _pool(row: list[Any]) -> PoolFacts:
    pk, kind, name, units, phases, *rest = row
    return PoolFacts(pk, kind, name, tuple(units), tuple(phases), *rest)


def _operators(rows: list[list[Any]]) -> list[OperatorFacts]:
    """Many have the same shifts, which are read once."""
    shifts = {text: tuple(tuple(one) for one in _rows(text)) for _, _, text in rows}
    return [OperatorFacts(pk, name, shifts[text]) for pk, name, text in rows]


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
