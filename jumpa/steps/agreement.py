"""What the office and the requester have agreed on: time and place, written on the request."""

from datetime import datetime

from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import WrongState
from jumpa.intake.actions.submit import label_of
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
    if request.room is not None:
        if not _is_held(request):
            scheduling.reschedule(
                request.ref,
                [request.room],
                request.start,
                request.end,
                label=label_of(request),
                actor=actor,
            )
        scheduling.confirm(request.ref, actor=actor)
    request.has_clash = False
    agree(request, request.room, request.start, request.end, actor)


def _is_held(request: ServiceRequest) -> bool:
    return any(
        one.resource_id == request.room_id
        and one.span.start == request.start
        and one.span.end == request.end
        for one in reservations_of(request.ref)
    )
