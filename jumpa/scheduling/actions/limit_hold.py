from datetime import datetime

from django.db import transaction

from jumpa.core.actor import Actor
from jumpa.scheduling.actions.locking import lock
from jumpa.scheduling.actions.trail import record
from jumpa.scheduling.models import Reservation
from jumpa.scheduling.queries import open_offers, reservations_of


@transaction.atomic
def limit_hold(owner: str, until: datetime | None, *, actor: Actor) -> list[Reservation]:
    """Let what is held for the owner run out at ``until``, or no more by itself where it is None.

    What is firm already stays firm; having that limit already changes nothing. What open offers
    may rest on is kept as long as they are.
    """
    lock(owner)
    stands = max(open_offers(owner).values_list("expires_at", flat=True), default=None)
    if until is not None and stands is not None:
        until = max(until, stands)
    held = [
        one
        for one in reservations_of(owner)
        if one.state == Reservation.State.HELD and one.expires_at != until
    ]
    for reservation in held:
        reservation.expires_at = until
    Reservation.objects.bulk_update(held, ["expires_at"])
    record(actor, "limit", held)
    return held
