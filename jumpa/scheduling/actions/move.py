from datetime import datetime

from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import WrongState
from jumpa.scheduling import need as needs
from jumpa.scheduling.actions.allocate import exchange
from jumpa.scheduling.actions.allocating import Terms, all_or_nothing, event_span
from jumpa.scheduling.actions.letting_go import give_up
from jumpa.scheduling.actions.locking import lock
from jumpa.scheduling.models import Allocation
from jumpa.scheduling.need import Want
from jumpa.scheduling.queries import allocations_of


def move(
    ref: str,
    start: datetime,
    end: datetime,
    *,
    room: int | None = None,
    actor: Actor,
) -> Allocation:
    """Put one allocation to another time, length or room with all of its need, in its state.

    A longer end extends it. Being there already changes nothing.

    Args:
        room: primary key of another room; None keeps the one it has.

    Raises:
        Conflict: something is short then; nothing has changed.
        WrongState: it has been released.
        Allocation.DoesNotExist: no such ref.
    """
    event = event_span(start, end)
    found = Allocation.objects.get(ref=ref)
    with all_or_nothing(found.owner, actor):
        need = needs.from_json(found.need)
        if room is not None:
            need = need.in_room(room)
        lock(found.owner, [need])
        standing = next((one for one in allocations_of(found.owner) if one.ref == ref), None)
        if standing is None:
            raise WrongState(_("Pemakaian ini sudah dilepas atau dipindahkan. Muat ulang halaman."))
        if standing.span == event and standing.need == needs.to_json(need):
            return standing
        until = standing.reservations.values_list("expires_at", flat=True).first()
        before = give_up(found.owner, actor, standing)
        terms = Terms(standing.label, standing.state, until)
        want = Want(event, need)
        (made,) = exchange(found.owner, [want], before, terms, actor=actor, verb="move")
    return made
