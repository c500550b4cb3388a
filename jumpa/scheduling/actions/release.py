from django.db import transaction

from jumpa.core.actor import Actor
from jumpa.core.events import announce
from jumpa.scheduling.actions.letting_go import close_offers, give_up
from jumpa.scheduling.actions.locking import lock
from jumpa.scheduling.actions.trail import bookings
from jumpa.scheduling.actions.waiting import leave_list
from jumpa.scheduling.events import TimeReleased


@transaction.atomic
def release(owner: str, *, actor: Actor) -> None:
    """Give up all that the owner has, held or confirmed, withdraw the open offers, wait no longer.

    With nothing left it changes nothing.
    """
    lock(owner)
    close_offers(owner, "withdraw", actor)
    leave_list(owner, actor)
    gone = give_up(owner, actor)
    if gone:
        announce(TimeReleased(owner, bookings(gone)))
