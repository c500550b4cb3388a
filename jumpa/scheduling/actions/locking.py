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
# One statement, since others wait meanwhile; the pools come first, as the parts of a union do.
_LOCK = """
    WITH pools AS MATERIALIZED (
        SELECT p.id FROM scheduling_pool p
        WHERE p.id = ANY(%(pools)s)
            OR p.id IN (SELECT pool_id FROM scheduling_resource WHERE id = ANY(%(units)s))
            OR EXISTS (
                SELECT FROM unnest(%(kinds)s::text[], %(keys)s::text[], %(providers)s::text[])
                    AS n(kind, key, provider)
                WHERE n.kind = p.kind AND n.key IN ('', p.key) AND n.provider IN ('', p.provider))
        ORDER BY p.id FOR NO KEY UPDATE OF p
    ), rooms AS MATERIALIZED (
        SELECT r.id FROM scheduling_resource r
        WHERE r.pool_id IS NULL AND (r.id = ANY(%(rooms)s) OR (%(any_room)s AND r.is_active))
        ORDER BY r.id FOR NO KEY UPDATE
    )
    SELECT count(*) FROM pools UNION ALL SELECT count(*) FROM rooms
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
    _lock(needs, pools=kept.pools, rooms=kept.rooms)
    return kept


def lock_owners(owners: Iterable[str]) -> None:
    """Lock owners alone, in one order: for what touches nothing that can be booked."""
    with connection.cursor() as cursor:
        cursor.execute(_OWNERS, [sorted(set(owners))])


def lock_resources(resources: Collection[int]) -> None:
    """Lock the pools of these resources, then those that are rooms, each in primary-key order."""
    _lock((), units=resources, rooms=resources)


def _lock(
    needs: Sequence[Need],
    *,
    pools: Collection[int] = (),
    units: Collection[int] = (),
    rooms: Collection[int] = (),
) -> None:
    wanted = [one for need in needs for one in need.units]
    operators = any(need.operators is not None for need in needs)
    open_choice = [one for one in wanted if not one.units and one.pool is None]
    in_rooms = [need.room.room for need in needs if need.room is not None]
    in_rooms += [room for need in needs for room in need.more_rooms]
    facts: dict[str, Any] = {
        "pools": [*pools, *(one.pool for one in wanted if one.pool is not None)],
        "units": [*units, *(unit for one in wanted for unit in one.units)],
        "kinds": [str(one.kind) for one in open_choice] + ["operator"] * operators,
        "keys": [one.key for one in open_choice] + [""] * operators,
        "providers": [one.provider for one in open_choice] + [""] * operators,
        "rooms": [*rooms, *(room for room in in_rooms if room is not None)],
        "any_room": None in in_rooms,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, facts)
