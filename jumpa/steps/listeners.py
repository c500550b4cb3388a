"""What follows from events of the slices beneath: time is let go, deadlines are set."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from jumpa.core.actor import SYSTEM
from jumpa.core.events import Event, listens
from jumpa.execution.models import Execution
from jumpa.execution.rules import Result
from jumpa.intake.models import ServiceRequest
from jumpa.scheduling import actions as scheduling
from jumpa.scheduling.events import (
    ClosureLifted,
    OfferExpired,
    OffersWithdrawn,
    OfferTaken,
    ResourceClosed,
    TimeDisplaced,
    TimeMoved,
    TimeReleased,
    WaitingGranted,
)
from jumpa.scheduling.jobs import grant_waiting
from jumpa.scheduling.queries import reservations_of, somebody_waits
from jumpa.steps.giving_way import give_way
from jumpa.steps.jobs import restart_clock, tell_of_closure, tell_of_grant, tell_of_lifting
from jumpa.steps.series import last_end
from jumpa.workflow.events import RunClosed, TaskCompleted, TaskOpened, TasksCancelled
from jumpa.workflow.models import Run, Task

_HAPPENED = "selesai"


@listens(RunClosed)
def let_go(event: RunClosed) -> None:
    """A request that was refused or withdrawn, or whose event fell out, blocks nothing any more.

    Nor does one whose event was held before its time.
    """
    owner = Run.objects.values_list("owner", flat=True).get(pk=event.run_id)
    fell_out = Execution.objects.filter(owner=owner, result=Result.CANCELLED).exists()
    lies_ahead = any(one.span.start > timezone.now() for one in reservations_of(owner))
    if fell_out or lies_ahead or event.ending != _HAPPENED:
        scheduling.release(owner, actor=SYSTEM)


@listens(TaskOpened)
def set_event_deadline(event: TaskOpened) -> None:
    """The time of step 9 is the event's own: it is due when the event, or its last date, is over.

    Where a report came back the event is over already, and only the report is waited for.
    """
    task = Task.objects.get(pk=event.task_id)
    if task.kind != "execute":
        return
    request = ServiceRequest.objects.filter(run_id=task.run_id).first()
    end = last_end(request) if request is not None else None
    execution = Execution.objects.filter(owner=task.run.owner, started_at__isnull=False).first()
    if execution is not None:
        task.begun_at, task.stage = execution.started_at, execution.state
    task.due = end or task.due
    task.save(update_fields=["due", "begun_at", "stage"])


@listens(TaskOpened)
def limit_what_waits_for_the_requester(event: TaskOpened) -> None:
    """A request that was sent back does not keep its room for ever: submitting lifts the limit."""
    task = Task.objects.select_related("run").get(pk=event.task_id)
    if task.kind == "submit":
        until = timezone.now() + timedelta(hours=settings.RETURN_HOLD_HOURS)
        scheduling.limit_hold(task.run.owner, until, actor=SYSTEM)


@listens(OfferExpired)
def take_the_task_back(event: OfferExpired) -> None:
    """When the requester has let the offers expire, the office's clock runs again.

    A job of its own: every move locks the run before the rooms, and here the rooms are locked.
    """
    restart_clock.defer(owner=event.owner, at=timezone.now().isoformat())


@listens(TimeDisplaced)
def make_way(event: TimeDisplaced) -> None:
    """Who was displaced goes to step 7 in the same transaction: no moment without either."""
    give_way(event)


_FREEING: tuple[type[Event], ...] = (
    TimeReleased,
    TimeMoved,
    TimeDisplaced,
    OffersWithdrawn,
    OfferTaken,
    ClosureLifted,
)


def serve_who_waits(_event: Event) -> None:
    """Time was given up: the first on the waiting list need not wait for the minute's job."""
    if somebody_waits():
        grant_waiting.defer()


for _freeing in _FREEING:
    listens(_freeing)(serve_who_waits)


@listens(WaitingGranted)
def tell_who_waited(event: WaitingGranted) -> None:
    """The request's way tells that what was waited for is kept now.

    A job, since every move locks the run before the time, and here the time is locked.
    """
    tell_of_grant.defer(owner=event.owner, offer=event.offer_ref)


@listens(TaskCompleted)
def leave_the_list(event: TaskCompleted) -> None:
    """Who agreed on something, or gave up, waits no more."""
    _stop_waiting([event.task_id])


@listens(TasksCancelled)
def leave_the_list_with_the_task(event: TasksCancelled) -> None:
    """Nor does who asked for another time, or took the request back."""
    _stop_waiting(event.task_ids)


def _stop_waiting(task_ids: Iterable[int]) -> None:
    tasks = Task.objects.filter(pk__in=list(task_ids), kind="negotiate")
    for owner in tasks.values_list("run__owner", flat=True):
        scheduling.leave_waiting(owner, actor=SYSTEM)


@listens(ResourceClosed)
def tell_whom_it_hits(event: ResourceClosed) -> None:
    """The request's way tells of the closure; a job, since the run is locked before the rooms.

    Its page, its task's page and the coordinator's list show it at once: they read the closures.
    """
    names = sorted({booking.resource_name for booking in event.bookings})
    tell_of_closure.defer(owner=event.owner, batch=event.batch, names=names, by=asdict(event.by))


@listens(ClosureLifted)
def tell_that_it_is_lifted(event: ClosureLifted) -> None:
    """Whoever was told of the closure reads that it is lifted; a job, as for the closure."""
    tell_of_lifting.defer(batch=event.batch, by=asdict(event.by))
