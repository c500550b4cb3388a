"""What is read of SOPs and runs."""

from datetime import datetime
from functools import lru_cache
from typing import Literal

from jumpa.people.models import Person
from jumpa.people.queries import duties_of
from jumpa.workflow import engine
from jumpa.workflow.engine import TaskRecord
from jumpa.workflow.models import Run, SopVersion, Task, TaskQuerySet
from jumpa.workflow.sop import Sop, reread
from jumpa.workflow.step_kind import kinds

_STATES: dict[str, Literal["open", "done", "cancelled"]] = {
    "open": "open",
    "done": "done",
    "cancelled": "cancelled",
}


@lru_cache(maxsize=64)
def _sop(version_id: int) -> Sop:
    # A version never changes, so its parsed form may be kept for as long as the process lives.
    source = SopVersion.objects.values_list("source", flat=True).get(pk=version_id)
    return reread(source)


def sop_of(run: Run) -> Sop:
    """The SOP that the run is pinned to."""
    return _sop(run.sop_version_id)


def current_version(key: str) -> SopVersion:
    """The latest published version of a SOP.

    Raises:
        SopVersion.DoesNotExist: none is published.
    """
    return SopVersion.objects.filter(sop_key=key).latest("version")


def current_sop(key: str) -> Sop:
    """The SOP as last published."""
    return _sop(current_version(key).pk)


def status_of(run: Run) -> str:
    """Where the run stands, as the SOP file words it: of its open steps the official one counts."""
    sop = sop_of(run)
    if run.ending:
        return sop.ending(run.ending).title
    open_tasks = [task for task in run.tasks.all() if task.state == Task.State.OPEN]
    if not open_tasks:
        return ""
    task = max(open_tasks, key=lambda one: (one.number is not None, one.number or 0, one.pk))
    kind = kinds[task.kind]
    return kind.status(task) or sop.step(task.step_key).status or task.title


def tasks_visible_to(person: Person, at: datetime | None = None) -> TaskQuerySet:
    """All tasks in which the person has a share: by an office, and inside a stand-in's scope."""
    return Task.objects.for_duties(duties_of(person, at), person.agency_id)


def may_intervene(run: Run, key: str) -> bool:
    """Whether the SOP still allows that intervention; pages ask it to show the button."""
    sop = sop_of(run)
    return sop.knows(key) and engine.may_intervene(sop, history(run), key, run.ending)


def history(run: Run) -> tuple[TaskRecord, ...]:
    """The run's tasks as the engine reads them, in the order in which they were opened."""
    return tuple(
        TaskRecord(
            step=task.step_key,
            round=task.round,
            state=_STATES[task.state],
            outcome=task.outcome,
            begun=task.begun_at is not None,
        )
        for task in run.tasks.order_by("id")
    )
