"""A run as pages show it: the bar of the official steps, the way so far, what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from jumpa.people.models import Person
from jumpa.people.queries import offices_of
from jumpa.workflow.models import Run, Task, TaskEntry
from jumpa.workflow.queries import sop_of, tasks_visible_to
from jumpa.workflow.step_kind import kinds


@dataclass(frozen=True)
class BarStep:
    """One official step; ``state``: done, current, skipped or ahead."""

    number: int
    title: str
    state: str


@dataclass(frozen=True)
class TimelineEntry:
    """One round of one step; ``state``: done, open, returned, refused or cancelled.

    ``planned`` and ``actual`` are working minutes; ``rows`` is what was decided, label and text.
    """

    title: str
    office_title: str
    state: str
    step_number: int | None = None
    person_name: str = ""
    at: datetime | None = None
    outcome: str = ""
    note: str = ""
    planned: int | None = None
    actual: int | None = None
    rows: tuple[tuple[str, str], ...] = ()
    entries: tuple[TaskEntry, ...] = field(default=())

    @property
    def is_over(self) -> bool:
        """Whether it took longer than the SOP's standard."""
        return self.planned is not None and self.actual is not None and self.actual > self.planned


def steps_bar(run: Run) -> tuple[BarStep, ...]:
    """The official steps of the run's SOP, each with how far it is."""
    tasks = list(run.tasks.all())
    reached = max((task.number or 0 for task in tasks), default=0)
    bar = []
    for step in sop_of(run).official_steps:
        states = [task.state for task in tasks if task.step_key == step.key]
        if Task.State.OPEN in states:
            state = "current"
        elif Task.State.DONE in states:
            state = "done"
        else:
            state = "skipped" if (step.number or 0) < reached or run.closed_at else "ahead"
        bar.append(BarStep(step.number or 0, step.title, state))
    return tuple(bar)


def timeline(run: Run, now: datetime) -> tuple[TimelineEntry, ...]:
    """The run's tasks in the order in which they were opened; three queries."""
    titles = {performer.key: performer.title for performer in sop_of(run).performers}
    tasks = run.tasks.order_by("id").prefetch_related("entries")
    return tuple(_entry(task, titles, now) for task in tasks)


def _entry(task: Task, titles: dict[str, str], now: datetime) -> TimelineEntry:
    is_event = task.begun_at is not None and task.kind == "execute"
    return TimelineEntry(
        title=task.title if task.round == 1 else f"{task.title} ({_('ke')}-{task.round})",
        office_title=task.office_title or ", ".join(titles.get(k, k) for k in task.offices),
        state=_state(task),
        step_number=task.number,
        person_name=task.person_name,
        at=task.closed_at or task.opened_at,
        outcome=task.outcome_title if task.state == Task.State.DONE else "",
        planned=task.minutes,
        actual=None if is_event else task.used_minutes,
        rows=tuple((label, text) for label, text in task.summary),
        entries=tuple(task.entries.all()),
    )


_BACK = frozenset({"returned", "questioned", "sent_back", "not_ready", "elsewhere", "recheck"})
_BAD = frozenset({"refused", "no_agreement", "clash", "no_connection"})


def _state(task: Task) -> str:
    if task.state != Task.State.DONE:
        return "open" if task.state == Task.State.OPEN else "cancelled"
    if task.outcome in _BACK:
        return "returned"
    return "refused" if task.outcome in _BAD else "done"


@dataclass(frozen=True)
class OpenTask:
    """A task that waits; ``is_mine``: the person shares in it, ``is_open_to``: may do a part."""

    title: str
    offices: str
    due: datetime | None
    is_late: bool
    is_mine: bool
    is_asking: bool
    url: str
    is_open_to: bool = False


def open_tasks_for(run: Run, person: Person, now: datetime) -> Sequence[OpenTask]:
    """What waits on this run, and whether it waits for the person."""
    titles = {performer.key: performer.title for performer in sop_of(run).performers}
    held = offices_of(person, now)
    mine = set(tasks_visible_to(person, now).filter(run=run).values_list("pk", flat=True))
    return tuple(
        OpenTask(
            task.title,
            ", ".join(titles.get(key, key) for key in task.offices),
            task.due,
            task.is_late(now),
            task.pk in mine,
            task.asked_since is not None,
            reverse("tugas", args=[task.ref]),
            not held.isdisjoint(_offices_of_moves(task)),
        )
        for task in run.tasks.open().order_by("id")
    )


def _offices_of_moves(task: Task) -> set[str]:
    return {office for move in kinds[task.kind].moves for office in move.offices}
