"""What an owner has."""

from django.db.models import QuerySet
from django.utils import timezone

from jumpa.scheduling.models import Offer, Reservation


def reservations_of(owner: str) -> list[Reservation]:
    """What is kept for the owner now, offers aside, by time; an expired hold is not kept."""
    return list(
        Reservation.objects.living()
        .filter(owner=owner, is_offer=False)
        .select_related("resource")
        .order_by("event", "resource__order", "resource__name")
    )


def offers_of(owner: str) -> QuerySet[Offer]:
    """All offers ever made to the owner, oldest first."""
    return Offer.objects.filter(owner=owner).select_related("resource", "reservation")


def open_offers(owner: str) -> QuerySet[Offer]:
    """The offers that the owner can still take, in rank."""
    return (
        offers_of(owner)
        .filter(state=Offer.State.OPEN, expires_at__gt=timezone.now())
        .order_by("rank")
    )
