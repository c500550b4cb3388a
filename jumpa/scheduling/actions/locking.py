"""The locks that every writer takes first, always in the same order."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from jumpa.scheduling.need import Need

_OWNERS = """
    SELECT pg_advisory_xact_lock(hashtextextended('scheduling:' || owner, 0))
    FROM (SELECT unnest(%s::text[]) AS owner ORDER BY 1) AS owners
"""
_KEPT = """
    SELECT s.pool_id, r.resource_id
    FROM scheduling_reservation r JOIN scheduling_resource s ON s.id = r.resource_id
    WHERE r.owner = ANY(%(owners)s)
    UNION SELECT s.pool_id, o.resource_id
    FROM scheduling_offer o LEFT JOIN scheduling_resource s ON s.id = o.resource_id
    WHERE o.owner = ANY(%(owners)s) AND o.state = 'open'
    UNION SELECT NULL, NULL FROM scheduling_allocation a
    WHERE a.owner = ANY(%(owners)s) AND a.state <> 'released'
"""
_POOLS = """
    SELECT p.id FROM scheduling_pool p
    WHERE p.id = ANY(%(pools)s)
        OR p.id IN (SELECT pool_id FROM scheduling_resource WHERE id = ANY(%(units)s))
        OR EXISTS (
            SELECT FROM unnest(%(kinds)s::text[], %(keys)s::text[], %(providers)s::text[])
                AS n(kind, key, provider)
            WHERE n.kind = p.kind AND n.key IN ('', p.key) AND n.provider IN ('', p.provider))
    ORDER BY p.id FOR NO KEY UPDATE OF p
"""
_ROOMS = """
    SELECT r.id FROM scheduling_resource r
    WHERE r.pool_id IS NULL AND (r.id = ANY(%(rooms)s) OR (%(any)s AND r.is_active))
    ORDER BY r.id FOR NO KEY UPDATE
"""


@dataclass(frozen=True)
class Kept:
    """What the owners had when the lock was taken."""

    pools: frozenset[int] = frozenset()
    rooms: frozenset[int] = frozenset()
    is_nothing: bool = True


def lock(owner: str, needs: Iterable[Need] = (), *, also: Iterable[str] = ()) -> Kept:
    """Lock the owner, then the pools, then the rooms, each in primary-key order.

    Locked are what the needs may get and what the owner (and ``also`` other owners) has. A pool's
    row stands for all its units: whoever changes a reservation of a unit has locked its pool.

    The owner's lock keeps what the owner has from changing between reading and locking it: without
    it a second writer for the same owner would find a resource that it has not locked. Must run
    inside a transaction, which should call one action only: two could lock in a mixed order.
    """
    owners, needs = sorted({owner, *also}), list(needs)
    with connection.cursor() as cursor:
        cursor.execute(_OWNERS, [owners])
        cursor.execute(_KEPT, {"owners": owners})
        found = cursor.fetchall()
    kept = Kept(
        frozenset(pool for pool, _ in found if pool is not None),
        frozenset(one for pool, one in found if pool is None and one is not None),
        not found,
    )
    _lock_pools(needs, kept.pools)
    _lock_rooms(needs, kept.rooms)
    return kept


def lock_owners(owners: Iterable[str]) -> None:
    """Lock owners alone, in one order: for what touches nothing that can be booked."""
    _run(_OWNERS, [sorted(set(owners))])


def lock_resources(resources: Collection[int]) -> None:
    """Lock the pools of these resources, then those that are rooms, each in primary-key order."""
    _run(_POOLS, {"pools": [], "units": [*resources], "kinds": [], "keys": [], "providers": []})
    _lock_rooms((), resources)


def _lock_pools(needs: Sequence[Need], pools: Collection[int]) -> None:
    units = [one for need in needs for one in need.units]
    operators = any(need.operators is not None for need in needs)
    if not units and not operators and not pools:
        return
    open_choice = [one for one in units if not one.units and one.pool is None]
    kinds = [str(one.kind) for one in open_choice] + (["operator"] if operators else [])
    _run(
        _POOLS,
        {
            "pools": [*pools, *(one.pool for one in units if one.pool is not None)],
            "units": [unit for one in units for unit in one.units],
            "kinds": kinds,
            "keys": [one.key for one in open_choice] + [""] * operators,
            "providers": [one.provider for one in open_choice] + [""] * operators,
        },
    )


def _lock_rooms(needs: Sequence[Need], rooms: Collection[int]) -> None:
    wanted = [need.room.room for need in needs if need.room is not None]
    chosen = [room for room in wanted if room is not None]
    chosen += [room for need in needs for room in need.more_rooms]
    any_room = any(room is None for room in wanted)
    if chosen or any_room or rooms:
        _run(_ROOMS, {"rooms": [*rooms, *chosen], "any": any_room})


def _run(sql: str, facts: dict[str, Any] | list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
