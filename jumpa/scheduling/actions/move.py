from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import Refused, WrongState
from jumpa.scheduling import need as needs
from jumpa.scheduling.actions.allocate import exchange
from jumpa.scheduling.actions.allocating import all_or_nothing, event_span
from jumpa.scheduling.actions.letting_go import close_offers, give_up
from jumpa.scheduling.actions.locking import lock
from jumpa.scheduling.actions.writing import Terms
from jumpa.scheduling.models import Allocation
from jumpa.scheduling.need import Need, Want
from jumpa.scheduling.queries import allocations_of
from jumpa.scheduling.rules import Span


def move(
    ref: str,
    start: datetime,
    end: datetime,
    *,
    room: int | None = None,
    actor: Actor,
) -> Allocation:
    """Put one allocation to another time, length or room with all of its need, in its state.

    A longer end extends it. Being there already changes nothing. Open offers are withdrawn, since
    they may rest on the time that is given up.

    Args:
        room: primary key of another room; None keeps the one it has, save that a need for any room
            takes another where that one is not free.

    Raises:
        Conflict: something is short then; nothing has changed.
        Refused: an impossible time, or one at which the owner has another allocation.
        WrongState: it has been released.
        Allocation.DoesNotExist: no such ref.
    """
    event = event_span(start, end)
    found = Allocation.objects.get(ref=ref)
    owner = found.owner
    with all_or_nothing(owner, actor):
        lock(owner, [_need(found, room)])
        standing = _standing(ref, allocations_of(owner), event)
        need = _need(standing, room)
        if standing.span == event and standing.need == needs.to_json(need):
            return standing
        close_offers(owner, "withdraw", actor)
        until = standing.reservations.values_list("expires_at", flat=True).first()
        before = give_up(owner, actor, [standing])
        terms = Terms(standing.label, standing.state, until)
        (made,) = exchange(owner, [Want(event, need)], before, terms, actor=actor, verb="move")
    return made


def _standing(ref: str, own: Sequence[Allocation], event: Span) -> Allocation:
    standing = next((one for one in own if one.ref == ref), None)
    if standing is None:
        raise WrongState(_("Pemakaian ini sudah dilepas atau dipindahkan. Muat ulang halaman."))
    if any(one.span == event for one in own if one != standing):
        raise Refused(_("Pada waktu itu kegiatan ini sudah mempunyai pemakaian lain."))
    return standing


def _need(allocation: Allocation, room: int | None) -> Need:
    need = needs.from_json(allocation.need)
    return need if room is None else need.in_room(room)
