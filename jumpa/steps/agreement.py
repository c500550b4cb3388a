"""What the office and the requester have agreed on: time and place, written on the request."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import WrongState
from jumpa.intake.actions.holding import label_of
from jumpa.intake.models import ServiceRequest
from jumpa.intake.needs import wants_of
from jumpa.intake.series import follow_allocations
from jumpa.scheduling import actions as scheduling
from jumpa.scheduling.models import Resource
from jumpa.scheduling.need import Want, from_json
from jumpa.scheduling.queries import allocations_of
from jumpa.steps.series import first_date, refuse_open_dates, room_had


def agree(
    request: ServiceRequest, room: Resource | None, start: datetime, end: datetime, actor: Actor
) -> None:
    """Write on a locked request what holds from now on."""
    before = {"start": request.agreed_start, "end": request.agreed_end}
    request.agreed_room, request.agreed_start, request.agreed_end = room, start, end
    request.displaced_at, request.displaced_reason, request.displaced_basis = None, "", ""
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
    """Make all that is wanted firm; checked again here, since much may have happened since then.

    Raises:
        Conflict: something is taken; with who holds it and what else is free.
        WrongState: the wanted time has passed.
    """
    check_time(request, now)
    refuse_open_dates(request)
    # One action of scheduling in any case: two in one transaction could lock in a mixed order.
    wants = wants_of(request)
    if not wants:
        scheduling.release(request.ref, actor=actor)
    elif _is_held(request, wants):
        scheduling.confirm(request.ref, actor=actor)
    else:
        label = label_of(request)
        scheduling.allocate(request.ref, wants, label=label, actor=actor, state="confirmed")
    settle(request, actor)


def check_time(request: ServiceRequest, now: datetime) -> None:
    """Insist on a wanted time that lies ahead.

    Raises:
        WrongState: there is none, or it has passed.
    """
    if request.start is None or request.end is None:
        raise WrongState(_("Permohonan ini belum memuat waktu."))
    if request.start <= now:
        raise WrongState(_("Waktu yang diminta sudah lewat. Tawarkan waktu lain di langkah 7."))


def settle(request: ServiceRequest, actor: Actor) -> None:
    """Agree on what a locked request wanted, now that it has all of it."""
    if request.start is None or request.end is None:
        raise ValueError(f"{request.ref} has no time.")
    request.has_clash = False
    request.occurrences.update(has_clash=False)
    if request.any_room:
        follow_allocations(request)
    room, start, end = first_date(request) or (request.room, request.start, request.end)
    agree(request, room or room_had(request, start), start, end, actor)


def _is_held(request: ServiceRequest, wants: Sequence[Want]) -> bool:
    """Whether just this is kept for the request already, held or confirmed."""
    has = [(one.span, from_json(one.need)) for one in allocations_of(request.ref)]
    return has == sorted(((want.event, want.need) for want in wants), key=lambda pair: pair[0])
