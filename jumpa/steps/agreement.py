"""What the office and the requester have agreed on: time and place, written on the request."""

from datetime import datetime

from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import WrongState
from jumpa.intake.actions.holding import label_of
from jumpa.intake.models import ServiceRequest
from jumpa.scheduling import actions as scheduling
from jumpa.scheduling.models import Resource
from jumpa.scheduling.queries import reservations_of


def agree(
    request: ServiceRequest, room: Resource | None, start: datetime, end: datetime, actor: Actor
) -> None:
    """Write on a locked request what holds from now on."""
    before = {"start": request.agreed_start, "end": request.agreed_end}
    request.agreed_room, request.agreed_start, request.agreed_end = room, start, end
    if request.test_time is not None and request.test_time >= start:
        # An earlier date was agreed: the proposed test would come too late, a new one is fixed
        # at step 8.
        request.test_time = None
    request.version += 1
    request.save()
    record(
        actor,
        "steps.agree",
        f"request:{request.ref}",
        before=before,
        after={"start": start, "end": end, "room": room.name if room else request.venue_name},
        owner=request.ref,
    )


def confirm_wish(request: ServiceRequest, actor: Actor, now: datetime) -> None:
    """Make the wanted room firm; checked again here, since much may have happened since then.

    Raises:
        Conflict: the room is taken; with who holds it and what else is free.
        WrongState: the wanted time has passed.
    """
    if request.start is None or request.end is None:
        raise WrongState(_("Permohonan ini belum memuat waktu."))
    if request.start <= now:
        raise WrongState(_("Waktu yang diminta sudah lewat. Tawarkan waktu lain di langkah 7."))
    # One action of scheduling in any case: two in one transaction could lock in a mixed order.
    if request.room is None:
        scheduling.release(request.ref, actor=actor)
    elif _is_held(request):
        scheduling.confirm(request.ref, actor=actor)
    else:
        scheduling.reschedule(
            request.ref,
            [request.room],
            request.start,
            request.end,
            label=label_of(request),
            actor=actor,
            state="confirmed",
        )
    request.has_clash = False
    agree(request, request.room, request.start, request.end, actor)


def _is_held(request: ServiceRequest) -> bool:
    return [(request.room_id, request.start, request.end)] == [
        (one.resource_id, one.span.start, one.span.end) for one in reservations_of(request.ref)
    ]


def disagree(request: ServiceRequest) -> None:
    """What was agreed on holds no longer; the caller saves the request."""
    request.agreed_room = request.agreed_start = request.agreed_end = None
