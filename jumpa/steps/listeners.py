"""What follows from events of the slices beneath: time is let go, deadlines are set."""

from django.utils import timezone

from jumpa.core.actor import SYSTEM
from jumpa.core.events import listens
from jumpa.intake.models import ServiceRequest
from jumpa.scheduling import actions as scheduling
from jumpa.scheduling.events import OfferExpired
from jumpa.workflow.actions.entry import set_clock
from jumpa.workflow.events import RunClosed, TaskOpened
from jumpa.workflow.locking import lock_task
from jumpa.workflow.models import Run, Task

_HAPPENED = "selesai"


@listens(RunClosed)
def let_go(event: RunClosed) -> None:
    """A request that was refused or withdrawn blocks nothing any more."""
    if event.ending == _HAPPENED:
        return
    owner = Run.objects.values_list("owner", flat=True).get(pk=event.run_id)
    scheduling.release(owner, actor=SYSTEM)


@listens(TaskOpened)
def set_event_deadline(event: TaskOpened) -> None:
    """The time of step 9 is the event's own: it is due when the event is over."""
    task = Task.objects.get(pk=event.task_id)
    if task.kind != "execute":
        return
    end = (
        ServiceRequest.objects.filter(run_id=task.run_id)
        .values_list("agreed_end", flat=True)
        .first()
    )
    if end is not None:
        Task.objects.filter(pk=task.pk).update(due=end)


@listens(OfferExpired)
def take_the_task_back(event: OfferExpired) -> None:
    """When the requester has let the offers expire, the office's clock runs again."""
    task = Task.objects.open().filter(run__owner=event.owner, kind="negotiate").first()
    if task is not None:
        set_clock(lock_task(task.ref), asks=False, begins=False, now=timezone.now())
