"""A small picture for planning: a few resources that are free for certain, in one query.

Most needs can be met, and then it does not matter what all the others have. A plan that is whole
over some of the resources is whole over all of them, so nothing here needs to be complete: where a
plan is not whole, ``picture.load_picture`` knows the rest. What is chosen is the same: of rooms the
smallest and of operators the least loaded are among the few.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import connection
from django.utils import timezone

from jumpa.scheduling import rules
from jumpa.scheduling.models import Kind
from jumpa.scheduling.need import Need, Want
from jumpa.scheduling.planning import OperatorFacts, Picture, PoolFacts, RoomFacts
from jumpa.scheduling.queries.picture import (
    LOAD_SPAN,
    DatabaseSource,
    blank_picture,
    rest_of_operators,
    seconds,
)

# So many more than are needed, since the plan may refuse some: for a layout, or a shift.
_SPARE = 6

# Groups are the pools that could serve, and one of the rooms. Of each, the first few members that
# nothing has, not even a hold that ran out, and that are not closed. OFFSET 0 keeps the search for
# reservations, which is bounded on (resource, start), from becoming a join over all of them.
_FREE = """
    SELECT g.id AS pool, g.kind, g.name AS pool_name, m.setup, m.test, m.teardown,
        g.key, g.provider, g.seats, g.mode, g.site, m.id, m.name, m.capacity, m.layouts,
        m.has_connection, m.building, m."order", m.load, CASE WHEN g.kind = 'operator' THEN ARRAY(
            SELECT ARRAY[weekday, extract(epoch FROM start)::int / 60,
                extract(epoch FROM "end")::int / 60]
            FROM scheduling_shift WHERE resource_id = m.id) END AS shifts
    FROM (
        SELECT id, kind, name, setup_minutes AS setup, test_minutes AS test,
            teardown_minutes AS teardown, key, provider, seats, mode, site,
            CASE WHEN kind = 'operator' THEN %(rest)s ELSE 0 END AS rest
        FROM scheduling_pool
        WHERE is_active AND EXISTS (
            SELECT FROM unnest(%(kinds)s::text[], %(keys)s::text[]) AS wanted (kind, key)
            WHERE wanted.kind = scheduling_pool.kind AND wanted.key IN ('', scheduling_pool.key))
        UNION ALL SELECT 0, 'room', '', NULL, NULL, NULL, '', '', NULL, '', '', 0
    ) AS g
    CROSS JOIN LATERAL (
        SELECT r.* FROM (
            SELECT id, name, capacity, layouts, has_connection, building, setup_minutes AS setup,
                test_minutes AS test, teardown_minutes AS teardown, "order", is_active, condition,
                id <> ALL(%(prefer)s::bigint[]) AS is_other, 0 AS load
            FROM scheduling_resource
            WHERE g.id = 0 AND (id = ANY(%(chosen)s::bigint[])
                OR %(any_room)s AND kind = 'room' AND coalesce(capacity >= %(people)s::int, true))
            UNION ALL
            SELECT id, name, capacity, layouts, has_connection, building, g.setup, g.test,
                g.teardown, "order", is_active, condition, id <> ALL(%(prefer)s::bigint[]), {load}
            FROM scheduling_resource WHERE pool_id = g.id {only}
            ORDER BY is_other, load, capacity, "order", id OFFSET 0
        ) AS r, LATERAL (
            SELECT %(start)s - make_interval(mins => coalesce(%(setup)s::int, r.setup)
                    + coalesce(%(test)s::int, r.test) + g.rest) AS first,
                %(end)s + make_interval(mins => coalesce(%(teardown)s::int, r.teardown) + g.rest)
                    AS last
            OFFSET 0
        ) AS t
        WHERE r.is_active AND r.condition = 'good'
            AND NOT EXISTS (SELECT FROM scheduling_reservation v WHERE v.resource_id = r.id
                AND lower(v.during) < t.last AND lower(v.during) > t.first - %(longest)s
                AND upper(v.during) > t.first
                AND (v.owner <> %(owner)s OR v.expires_at <= now()) OFFSET 0)
            AND NOT EXISTS (SELECT FROM scheduling_closure c WHERE c.resource_id = r.id
                AND c.lifted_at IS NULL AND c.during && tstzrange(t.first, t.last) OFFSET 0)
        LIMIT CASE g.kind WHEN 'room' THEN %(rooms)s WHEN 'operator' THEN %(operators)s
            ELSE %(units)s END
    ) AS m
"""
_LOAD = """
    CASE WHEN g.kind = 'operator' THEN (
        SELECT coalesce(sum(extract(epoch FROM upper(l.during) - lower(l.during))), 0)::bigint
        FROM scheduling_reservation l WHERE l.resource_id = scheduling_resource.id
        AND lower(l.during) BETWEEN %(start)s - %(around)s AND %(start)s + %(around)s) ELSE 0 END
"""


class _KnownLoads(DatabaseSource):
    """Loads came with the picture."""

    def __init__(self, known: Mapping[int, int]) -> None:
        super().__init__(seconds(timezone.now()), "")
        self._known = known

    def loads(self, operators: Collection[int], at: int) -> Mapping[int, int]:
        """Of those in the picture; there are no others."""
        return self._known


def load_free(
    want: Want,
    *,
    exclude_owner: str = "",
    prefer: Collection[int] = (),
    only: Collection[int] = (),
    is_trial: bool = False,
) -> Picture | None:
    """Some of what is free for the want; None where only the whole picture can tell.

    That is so for units and operators chosen by hand, and where a chosen room is not free.

    Args:
        exclude_owner: what it has counts as free.
        prefer: resources to be among the few, if they are free.
        only: look at these alone, of what is in pools.
        is_trial: any operators will do, and need not be the least loaded.
    """
    need = want.need
    if any(one.units for one in need.units) or (need.operators and need.operators.operators):
        return None
    query = _FREE.format(
        load="0" if is_trial or only else _LOAD, only="AND id = ANY(%(only)s)" if only else ""
    )
    facts = {**_facts(want, exclude_owner, prefer), "only": list(only)}
    picture = _painted(_rows(query, facts))
    return picture if picture.rooms.keys() >= set(_chosen_rooms(need)) else None


def _facts(want: Want, exclude_owner: str, prefer: Collection[int]) -> dict[str, Any]:
    need, room = want.need, want.need.room
    chosen = _chosen_rooms(need)
    is_any = room is not None and room.room is None
    return {
        "start": want.event.start,
        "end": want.event.end,
        "setup": need.setup,
        "test": need.test,
        "teardown": need.teardown,
        "longest": rules.LONGEST_RESERVATION,
        "around": LOAD_SPAN,
        "rest": int(rest_of_operators().total_seconds()) // 60,
        "owner": exclude_owner,
        "prefer": list(prefer),
        "chosen": chosen,
        "any_room": is_any,
        "people": room.people if room is not None else None,
        "rooms": len(chosen) + (1 + _SPARE if is_any else 0),
        "kinds": [*(one.kind for one in need.units), *(["operator"] if need.operators else [])],
        "keys": [*(one.key for one in need.units), *([""] if need.operators else [])],
        "units": sum(one.count for one in need.units),
        "operators": need.operators.count + _SPARE if need.operators is not None else 0,
    }


def _chosen_rooms(need: Need) -> list[int]:
    first = [need.room.room] if need.room is not None and need.room.room is not None else []
    return [*first, *need.more_rooms]


def _rows(query: str, facts: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(query, facts)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _painted(rows: Iterable[dict[str, Any]]) -> Picture:
    loads: dict[int, int] = {}
    rooms: dict[int, RoomFacts] = {}
    operators: dict[int, OperatorFacts] = {}
    pools: dict[int, dict[str, Any]] = {}
    units: dict[int, list[int]] = {}
    for row in rows:
        pk = row["id"]
        if row["kind"] == Kind.ROOM:
            rooms[pk] = _room(row)
            continue
        pools[row["pool"]] = row
        units.setdefault(row["pool"], []).append(pk)
        if row["kind"] == Kind.OPERATOR:
            operators[pk] = OperatorFacts(pk, row["name"], tuple(map(tuple, row["shifts"])))
            loads[pk] = row["load"]
    picture = blank_picture(_KnownLoads(loads))
    picture.rooms, picture.operators = rooms, operators
    picture.pools = {pk: _pool(row, units[pk]) for pk, row in pools.items()}
    return picture


def _room(row: dict[str, Any]) -> RoomFacts:
    return RoomFacts(
        row["id"],
        row["name"],
        row["capacity"],
        tuple(row["layouts"]),
        row["has_connection"],
        row["building"],
        (row["setup"], row["test"], row["teardown"]),
        is_bookable=True,
        order=row["order"],
    )


def _pool(row: dict[str, Any], units: list[int]) -> PoolFacts:
    return PoolFacts(
        row["pool"],
        row["kind"],
        row["pool_name"],
        tuple(units),
        (row["setup"], row["test"], row["teardown"]),
        *(row[name] for name in ("key", "provider", "seats", "mode", "site")),
    )
