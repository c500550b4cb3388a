from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import Refused, WrongState
from jumpa.core.events import announce
from jumpa.core.wording import span
from jumpa.intake.actions.submit import label_of
from jumpa.intake.events import AnotherTimeAsked
from jumpa.intake.locking import lock_request
from jumpa.intake.models import ServiceRequest
from jumpa.intake.permissions import requester_of
from jumpa.people.models import Person
from jumpa.scheduling import actions as scheduling
from jumpa.scheduling.models import Resource
from jumpa.workflow.actions import intervene
from jumpa.workflow.models import Run


@transaction.atomic
def ask_another_time(
    ref: str,
    *,
    room: Resource | None,
    start: datetime,
    end: datetime,
    reason: str,
    person: Person,
    stamp: int | None = None,
) -> ServiceRequest:
    """Ask for another time or room: it is held, and the request goes back to the check (step 6).

    Before step 6 the wish changes in place. The old time is let go only when the new one is held.
    Asking twice for the same changes nothing.

    Raises:
        Conflict: the new time is taken; nothing has changed.
        Refused: neither a room nor a place of one's own.
        WrongState: the event has begun, or the request was changed meanwhile.
    """
    request = lock_request(ref)
    actor = requester_of(request, person)
    if request.agreed_start is None and _is_wanted(request, room, start, end):
        return request
    _check(request, room, start, end)
    intervene(_run(request, stamp), "reschedule", note=reason, actor=actor, now=timezone.now())
    before = {"start": request.start, "end": request.end, "room": request.place}
    _wish(request, room, start, end, actor)
    record(
        actor,
        "intake.ask_another_time",
        f"request:{ref}",
        before=before,
        after={"start": start, "end": end, "room": request.place, "reason": reason},
        owner=ref,
    )
    announce(AnotherTimeAsked(request.pk))
    return request


def _is_wanted(
    request: ServiceRequest, room: Resource | None, start: datetime, end: datetime
) -> bool:
    return (room, start, end) == (request.room, request.start, request.end)


def _check(request: ServiceRequest, room: Resource | None, start: datetime, end: datetime) -> None:
    if room is None and not request.venue_name:
        message = _("Pilih ruang: permohonan ini tidak menyebut tempat di luar TCM Room.")
        raise Refused(message, {"room": [message]})
    if (room, start, end) == (request.agreed_room, request.agreed_start, request.agreed_end):
        raise Refused(_("Ruang dan waktu ini sama dengan yang sudah dijadwalkan."))


def _wish(
    request: ServiceRequest, room: Resource | None, start: datetime, end: datetime, actor: Actor
) -> None:
    if room is None:
        scheduling.release(request.ref, actor=actor)
    else:
        label = label_of(request)
        scheduling.reschedule(request.ref, [room], start, end, label=label, actor=actor)
    request.start, request.end, request.room = start, end, room
    request.agreed_start = request.agreed_end = request.agreed_room = None
    request.has_clash = False
    request.version += 1
    request.save()


def _run(request: ServiceRequest, stamp: int | None) -> Run:
    if request.run is None:
        raise WrongState(_("Permohonan ini masih draf: ubah waktunya di formulir."))
    if stamp is not None and stamp != request.version:
        raise WrongState(
            _("Permohonan ini sudah berubah setelah Anda membukanya."),
            [_("Jadwal saat ini: %s") % _schedule(request)],
        )
    return request.run


def _schedule(request: ServiceRequest) -> str:
    start, end = request.agreed_start or request.start, request.agreed_end or request.end
    return f"{request.place}, {span(start, end)}" if start and end else request.place
