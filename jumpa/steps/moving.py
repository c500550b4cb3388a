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

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import Refused, WrongState
from jumpa.intake.locking import lock_request
from jumpa.intake.models import ServiceRequest
from jumpa.intake.schedule_moves import SCHEDULE_MOVED
from jumpa.people.models import Person
from jumpa.scheduling import actions as scheduling
from jumpa.scheduling.access import mover
from jumpa.scheduling.models import Allocation, Resource
from jumpa.scheduling.queries import allocations_of
from jumpa.scheduling.rules import Span
from jumpa.scheduling.wording import occasion
from jumpa.steps.agreement import agree
from jumpa.workflow.actions.entry import set_clock
from jumpa.workflow.actions.open import follow
from jumpa.workflow.engine import Advance
from jumpa.workflow.models import Run, Task
from jumpa.workflow.queries import sop_of


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
    there = next((one for one in standing if _is_there(one, move)), None)
    if there is not None:
        return there
    found = _movable(ref, standing, move, now)
    before, room = found.span, move.room.pk if move.room is not None else None
    moved = scheduling.move(ref, move.start, move.end, room=room, actor=actor)
    if request is not None:
        _follow(request, before, move, actor, now)
    return moved


def room_of(allocation: Allocation) -> Resource | None:
    """The room that an allocation has, if it has one."""
    return Resource.objects.rooms().filter(reservations__allocation=allocation).first()


def _is_there(one: Allocation, move: Move) -> bool:
    return one.span == move.span and (move.room is None or move.room == room_of(one))


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
    if found.span.start <= now:
        raise WrongState(_("Kegiatan ini sudah dimulai, jadi tidak dapat dipindahkan."))
    if move.start <= now:
        message = _("Waktu mulai sudah lewat. Pilih waktu yang akan datang.")
        raise Refused(message, {"mulai": [message]})
    return found


def _follow(request: ServiceRequest, before: Span, move: Move, actor: Actor, now: datetime) -> None:
    """Write the move on the locked request, if it is the request's own time that moved."""
    is_agreed = request.agreed_start is not None
    start = request.agreed_start if is_agreed else request.start
    end = request.agreed_end if is_agreed else request.end
    old_place = request.place
    if (start, end) == (before.start, before.end):
        if is_agreed:
            agree(request, move.room or request.agreed_room, move.start, move.end, actor)
            _renew_reply(request.run, now)
        else:
            _wish(request, move)
        _redate(request.run, move, now)
    record(
        actor,
        SCHEDULE_MOVED,
        f"request:{request.ref}",
        before={"start": before.start, "end": before.end, "place": old_place},
        after={
            "start": move.start,
            "end": move.end,
            "place": move.room.name if move.room else old_place,
            "reason": move.reason,
        },
        owner=request.ref,
    )


def _wish(request: ServiceRequest, move: Move) -> None:
    """Nothing is agreed yet: step 6 will look at the new time."""
    request.start, request.end = move.start, move.end
    request.room = move.room or request.room
    if request.test_time is not None and request.test_time >= move.start:
        request.test_time = None
    request.version += 1
    request.save()


def _redate(run: Run | None, move: Move, now: datetime) -> None:
    """Open forms are stale now, deadlines follow, and nobody is asked for another time any more.

    Step 9 is due when the event is over, the test of step 8 not later than it begins.
    """
    for task in Task.objects.open().filter(run=run):
        if task.kind == "execute":
            task.due = move.end
        elif task.kind == "prepare" and task.due is not None:
            task.due = min(task.due, move.start)
        is_asked = task.kind != "negotiate" and task.asked_since is not None
        set_clock(task, asks=None if is_asked else False, now=now)


def _renew_reply(run: Run | None, now: datetime) -> None:
    """A reply that was drafted or sent names the old time: its draft opens again."""
    if run is None or run.tasks.open().filter(kind="draft_reply").exists():
        return
    drafted = run.tasks.filter(kind="draft_reply", state=Task.State.DONE).order_by("id").last()
    if drafted is None:
        return
    stale = run.tasks.open().filter(kind="release_reply").values_list("step_key", flat=True)
    follow(run, sop_of(run), Advance(opens=(drafted.step_key,), cancels=tuple(stale)), now)
