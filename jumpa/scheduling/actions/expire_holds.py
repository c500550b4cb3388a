from django.db import transaction
from django.utils import timezone

from jumpa.core.actor import SYSTEM
from jumpa.scheduling import rules
from jumpa.scheduling.actions.letting_go import close_offers, expire
from jumpa.scheduling.actions.locking import lock
from jumpa.scheduling.models import Offer, Reservation


def expire_holds() -> int:
    """Free what was held or offered until now; one transaction per owner.

    Returns:
        how many owners lost something.
    """
    now = timezone.now()
    holds = Reservation.objects.filter(expires_at__lte=now)
    offers = Offer.objects.filter(state=Offer.State.OPEN, expires_at__lte=now)
    owners = set(holds.values_list("owner", flat=True)) | set(
        offers.values_list("owner", flat=True)
    )
    for owner in sorted(owners):
        _expire_owner(owner)
    return len(owners)


@transaction.atomic
def _expire_owner(owner: str) -> None:
    lock(owner)
    now = timezone.now()
    own_offers = Offer.objects.filter(owner=owner, state=Offer.State.OPEN)
    if any(rules.is_expired(offer.expires_at, now) for offer in own_offers):
        close_offers(owner, "expire", SYSTEM)
    gone = Reservation.objects.filter(owner=owner, expires_at__lte=now).select_related(
        "resource", "allocation"
    )
    expire(list(gone))
