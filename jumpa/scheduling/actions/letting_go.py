"""Giving time back, once the locks are held: released, withdrawn, run out."""

from collections.abc import Collection, Sequence

from django.db.models import QuerySet
from django.utils import timezone

from jumpa.core import audit
from jumpa.core.actor import SYSTEM, Actor
from jumpa.core.events import announce
from jumpa.scheduling import rules
from jumpa.scheduling.actions.trail import bookings, record
from jumpa.scheduling.events import HoldExpired, OfferExpired, OffersWithdrawn
from jumpa.scheduling.models import Allocation, Offer, Reservation


def give_up(
    owner: str,
    actor: Actor,
    these: Collection[Allocation] | None = None,
    *,
    verb: str = "release",
) -> list[Reservation]:
    """Release the owner's allocations, or these, and return the reservations as they were.

    What had run out is not returned: it expires instead.
    """
    expire_own(owner)
    reservations = Reservation.objects.filter(owner=owner, is_offer=False)
    allocations = Allocation.objects.filter(owner=owner)
    if these is not None:
        reservations = reservations.filter(allocation__in=these)
        allocations = allocations.filter(pk__in=[one.pk for one in these])
    gone = list(reservations.select_related("resource__pool", "allocation").order_by("pk"))
    _delete(gone)
    # An event at the requester's own place may have an allocation that reserves nothing.
    _mark_released(allocations)
    record(actor, verb, gone, gone=True)
    return gone


def expire_own(owner: str) -> None:
    """Let go what the owner's holds that ran out still keep, before anything new is kept for it."""
    gone = Reservation.objects.filter(
        owner=owner, is_offer=False, expires_at__lte=timezone.now()
    ).select_related("allocation")
    if found := list(gone):
        expire(found)


def expire(gone: Sequence[Reservation]) -> None:
    """Delete holds that ran out and tell it, once per owner; each allocation goes as a whole.

    The time kept for offers goes silently: the offers themselves are expired by ``close_offers``.
    """
    keys = {one.allocation_id for one in gone if one.allocation_id is not None}
    # In primary-key order, since others may want to remove the same.
    rows = Reservation.objects.filter(pk__in=[one.pk for one in gone])
    rows |= Reservation.objects.filter(allocation__in=keys)
    found = list(
        rows.select_related("resource", "allocation").select_for_update(of=("self",)).order_by("pk")
    )
    _delete(found)
    _mark_released(Allocation.objects.filter(pk__in=keys))
    record(SYSTEM, "expire", found, gone=True)
    holds = [one for one in found if not one.is_offer]
    for owner in sorted({one.owner for one in holds}):
        announce(HoldExpired(owner, bookings(one for one in holds if one.owner == owner)))


def _delete(gone: Sequence[Reservation]) -> None:
    if gone:
        Reservation.objects.filter(pk__in=[one.pk for one in gone]).delete()


def _mark_released(allocations: QuerySet[Allocation]) -> None:
    allocations.exclude(state=Allocation.State.RELEASED).update(
        state=Allocation.State.RELEASED, released_at=timezone.now()
    )


def close_offers(owner: str, verb: str, actor: Actor) -> None:
    """End all open offers of the owner and free the time kept for them.

    Args:
        verb: "withdraw" or "decline"; those already past their time expire instead, whatever it is.
    """
    now = timezone.now()
    ended: dict[str, list[str]] = {}
    for offer in Offer.objects.filter(owner=owner, state=Offer.State.OPEN).order_by("rank"):
        done = "expire" if rules.is_expired(offer.expires_at, now) else verb
        offer.state = rules.OFFER_STATES[offer.state, done]
        offer.save(update_fields=["state"])
        by = SYSTEM if done == "expire" else actor
        audit.record(
            by,
            f"scheduling.{done}_offer",
            f"offer:{offer.ref}",
            before={"state": "open"},
            after={"state": str(offer.state)},
            owner=owner,
        )
        ended.setdefault(done, []).append(offer.ref)
    _delete(list(Reservation.objects.filter(owner=owner, is_offer=True)))
    if "expire" in ended:
        announce(OfferExpired(owner, tuple(ended["expire"])))
    if "withdraw" in ended:
        announce(OffersWithdrawn(owner, tuple(ended["withdraw"])))
