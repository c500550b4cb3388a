"""What hangs on an event's time, once it was moved: dates, agreement, deadlines, the reply."""

from dataclasses import dataclass
from datetime import datetime

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.intake.models import ServiceRequest
from jumpa.intake.schedule_moves import SCHEDULE_MOVED
from jumpa.intake.series import SeriesDate, change_of, read_dates
from jumpa.scheduling.models import Resource
from jumpa.scheduling.rules import Span
from jumpa.steps.agreement import agree
from jumpa.steps.series import first_date, last_end, wish_for
from jumpa.workflow.actions.entry import set_clock
from jumpa.workflow.actions.open import follow as open_steps
from jumpa.workflow.engine import Advance
from jumpa.workflow.models import Run, Task
from jumpa.workflow.queries import sop_of


@dataclass(frozen=True)
class Place:
    """When and where an event is; no room: at the requester's own place."""

    span: Span
    room: Resource | None


def follow(
    request: ServiceRequest, before: Place, to: Place, *, reason: str, actor: Actor, now: datetime
) -> None:
    """Write a move on the locked request, and set anew what hangs on its time."""
    is_agreed = request.agreed_start is not None
    if request.occurrences.exists():
        _move_date(request, before.span, to)
    elif not is_agreed:
        wish_for(request, to.room, to.span.start, to.span.end)
    if is_agreed:
        agree(request, *(first_date(request) or (to.room, to.span.start, to.span.end)), actor)
        _renew_reply(request.run, now)
    else:
        _save_wish(request, to)
    _redate(request, now)
    after = {"start": to.span.start, "end": to.span.end, "place": _named(request, to.room)}
    record(
        actor,
        SCHEDULE_MOVED,
        f"request:{request.ref}",
        before={
            "start": before.span.start,
            "end": before.span.end,
            "place": _named(request, before.room),
        },
        after={**after, "reason": reason},
        owner=request.ref,
    )


def _named(request: ServiceRequest, room: Resource | None) -> str:
    return room.name if room is not None else request.venue_name


def _move_date(request: ServiceRequest, before: Span, to: Place) -> None:
    """One date of a series; the others stay."""
    for row in request.occurrences.select_related("room"):
        if (row.start, row.end, row.is_skipped) == (before.start, before.end, False):
            row.start, row.end = to.span.start, to.span.end
            row.room = None if to.room == request.room else to.room
            row.save(update_fields=["start", "end", "room"])
            _note_change(request, *read_dates([row]))


def _note_change(request: ServiceRequest, date: SeriesDate) -> None:
    """How the date differs from the rule, so that the form knows it too."""
    if request.start is None or request.end is None:
        raise ValueError(f"{request.ref} has no time.")
    end = date.planned + (request.end - request.start)
    change = change_of(date, SeriesDate(date.planned, date.planned, end))
    others = {key: one for key, one in request.date_changes.items() if key != date.key}
    request.date_changes = {**others, **({date.key: change} if change else {})}


def _save_wish(request: ServiceRequest, to: Place) -> None:
    """Nothing is agreed yet: step 6 will look at the new time."""
    if request.test_time is not None and request.test_time >= to.span.start:
        request.test_time = None
    request.version += 1
    request.save()


def _redate(request: ServiceRequest, now: datetime) -> None:
    """Open forms are stale now, deadlines follow, and nobody is asked for another time any more.

    Step 9 is due when the event is over, the test of step 8 not later than it begins.
    """
    for task in Task.objects.open().filter(run=request.run):
        if task.kind == "execute":
            task.due = last_end(request)
        elif task.kind == "prepare" and task.due is not None and request.agreed_start is not None:
            task.due = min(task.due, request.agreed_start)
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
    open_steps(run, sop_of(run), Advance(opens=(drafted.step_key,), cancels=tuple(stale)), now)
