"""The locks that every writer takes first, always in the same order."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from jumpa.scheduling.models import Offer, Pool, Reservation, Resource
from jumpa.scheduling.need import Need
from jumpa.scheduling.queries.picture import wanted_pools, wanted_rooms


def lock(owner: str, needs: Iterable[Need] = (), *, also: Iterable[str] = ()) -> None:
    """Lock the owner, then the pools, then the rooms, each in primary-key order.

    Locked are what the needs may get and what the owner (and ``also`` other owners) has. A pool's
    row stands for all its units: whoever changes a reservation of a unit has locked its pool.

    The owner's lock keeps what the owner has from changing between reading and locking it: without
    it a second writer for the same owner would find a resource that it has not locked. Must run
    inside a transaction, which should call one action only: two could lock in a mixed order.
    """
    owners = sorted({owner, *also})
    needs = list(needs)
    with connection.cursor() as cursor:
        for name in owners:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"scheduling:{name}"]
            )
    pools, rooms = _kept(owners)
    lock_rows(wanted_pools(needs) | Q(pk__in=pools), wanted_rooms(needs) | Q(pk__in=rooms))


def lock_rows(pools: Q, rooms: Q) -> None:
    """Lock pools, then rooms, each in primary-key order."""
    found = Pool.objects.filter(pk__in=Pool.objects.filter(pools).values("pk"))
    list(found.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    alone = Resource.objects.filter(rooms, pool__isnull=True)
    list(alone.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _kept(owners: list[str]) -> tuple[set[int], set[int]]:
    """Pools and rooms of which the owners have something, or have been offered something."""
    reserved = Reservation.objects.filter(owner__in=owners).values_list(
        "resource__pool", "resource"
    )
    offered = Offer.objects.filter(
        owner__in=owners, state=Offer.State.OPEN, resource__isnull=False
    ).values_list("resource__pool", "resource")
    found = [*reserved, *offered]
    return (
        {pool for pool, _ in found if pool is not None},
        {resource for pool, resource in found if pool is None},
    )
