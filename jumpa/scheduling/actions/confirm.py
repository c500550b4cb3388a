from django.db import transaction
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import WrongState
from jumpa.core.events import announce
from jumpa.scheduling import rules
from jumpa.scheduling.actions.locking import lock
from jumpa.scheduling.actions.trail import bookings, record
from jumpa.scheduling.events import TimeConfirmed
from jumpa.scheduling.models import Allocation, Reservation
from jumpa.scheduling.queries import allocations_of, reservations_of


@transaction.atomic
def confirm(owner: str, *, actor: Actor) -> list[Reservation]:
    """Make all that is held for the owner firm; what is firm already stays so.

    Raises:
        WrongState: nothing is held for the owner, or no longer.
    """
    lock(owner)
    standing, found = allocations_of(owner), reservations_of(owner)
    if not standing:
        raise WrongState(_("Tidak ada waktu yang ditahan, atau penahanannya sudah berakhir."))
    held = [one for one in found if (one.state, "confirm") in rules.RESERVATION_STATES]
    for reservation in held:
        reservation.state = rules.RESERVATION_STATES[reservation.state, "confirm"]
        reservation.expires_at = None
    Reservation.objects.bulk_update(held, ["state", "expires_at"])
    keys = [one.pk for one in standing]
    Allocation.objects.filter(pk__in=keys).update(state=Allocation.State.CONFIRMED)
    record(actor, "confirm", held)
    if held:
        announce(TimeConfirmed(owner, bookings(held)))
    return found
