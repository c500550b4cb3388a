"""An event is moved on the timetable; what depends on its time goes along, or is made anew.

A view of scheduling could not do this: the run and the request are locked before any resource, and
scheduling knows neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.errors import Refused, WrongState
from jumpa.intake.locking import lock_request
from jumpa.intake.models import ServiceRequest
from jumpa.people.models import Person
from jumpa.scheduling import actions as scheduling
from jumpa.scheduling import rules
from jumpa.scheduling.access import mover
from jumpa.scheduling.models import Allocation, Resource
from jumpa.scheduling.queries import allocations_of
from jumpa.scheduling.rules import Span
from jumpa.scheduling.wording import occasion
from jumpa.steps.moved import Place, follow


@dataclass(frozen=True)
class Move:
    """Where to: the event's own time, another room if one is chosen, and why."""

    start: datetime
    end: datetime
    room: Resource | None = None
    reason: str = ""

    @property
    def span(self) -> Span:
        """The new time."""
        return Span(self.start, self.end)


@transaction.atomic
def move_schedule(ref: str, move: Move, *, person: Person) -> Allocation:
    """Give the event of an allocation another time or room, with all that its owner has for it.

    A request's own schedule follows, its open deadlines are set anew, and a reply that names the
    old time is written again. Moving it to where it is changes nothing. A move makes a new
    allocation, so that the ref of an old page is that of a released one.

    Raises:
        Allocation.DoesNotExist: there is none of that ref.
        NotAllowed: the person does not coordinate.
        Conflict: something needed is taken then; with who holds it and what else is free.
        WrongState: it was released or moved meanwhile, or has begun.
        Refused: a time that no event can have.
    """
    owner = Allocation.objects.values_list("owner", flat=True).get(ref=ref)
    is_request = ServiceRequest.objects.filter(ref=owner).exists()
    request = lock_request(owner) if is_request else None
    actor = mover(person)
    standing, now = allocations_of(owner), timezone.now()
    there = _already_there(ref, standing, move)
    if there is not None:
        return there
    found = _movable(ref, standing, move, now)
    has = room_of(found)
    # The room it has is kept, whether it was asked for or any would have served.
    to = Place(move.span, move.room or has)
    room = to.room.pk if to.room is not None else None
    moved = scheduling.move(ref, move.start, move.end, room=room, actor=actor)
    if request is not None:
        before = Place(found.span, has)
        follow(request, before, to, reason=move.reason, actor=actor, now=now)
    return moved


def room_of(allocation: Allocation) -> Resource | None:
    """The room that an allocation has, if it has one."""
    return Resource.objects.rooms().filter(reservations__allocation=allocation).first()


def _already_there(ref: str, standing: Sequence[Allocation], move: Move) -> Allocation | None:
    """What the same move made before: the allocation itself, or where it is gone its successor."""
    found = [one for one in standing if one.ref == ref] or standing
    for one in found:
        if one.span == move.span and (move.room is None or move.room == room_of(one)):
            return one
    return None


def _movable(ref: str, standing: Sequence[Allocation], move: Move, now: datetime) -> Allocation:
    """The allocation of that ref among those that its owner has.

    Raises:
        WrongState, Refused: see ``move_schedule``.
    """
    found = next((one for one in standing if one.ref == ref), None)
    if found is None:
        raise WrongState(
            _("Jadwal ini sudah dipindahkan atau dilepas sejak Anda membukanya."),
            [_("Jadwal saat ini: %s") % occasion(one.span) for one in standing],
        )
    if not rules.may_still_be_moved(found.state, found.span.start, now):
        raise WrongState(_("Kegiatan ini sudah dimulai, jadi tidak dapat dipindahkan."))
    if any(one.span.overlaps(move.span) for one in standing if one.ref != ref):
        raise Refused(_("Dua tanggal dalam rangkaian ini saling bersamaan."))
    if move.start <= now:
        message = _("Waktu mulai sudah lewat. Pilih waktu yang akan datang.")
        raise Refused(message, {"mulai": [message]})
    return found
