"""The locks that every writer takes first, always in the same order."""

from collections.abc import Iterable

from django.db import connection

from jumpa.scheduling.models import Offer, Reservation, Resource


def lock(owner: str, resources: Iterable[int] = ()) -> dict[int, Resource]:
    """Lock the owner, then the resources given and all that the owner has, in primary-key order.

    The owner's lock keeps what the owner has from changing between reading and locking it: without
    it a second writer for the same owner would find a resource that it has not locked. Must run
    inside a transaction, which should call one action only: two could lock in a mixed order.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"scheduling:{owner}"]
        )
    wanted = set(resources)
    wanted.update(Reservation.objects.filter(owner=owner).values_list("resource_id", flat=True))
    wanted.update(
        Offer.objects.filter(owner=owner, state=Offer.State.OPEN).values_list(
            "resource_id", flat=True
        )
    )
    rows = Resource.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk")
    return {resource.pk: resource for resource in rows}
