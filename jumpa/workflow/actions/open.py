"""What every verb of a run ends in: tasks opened, taken back, the run closed."""

from datetime import datetime

from jumpa.core.events import announce
from jumpa.workflow.deadlines import due_after
from jumpa.workflow.engine import Advance
from jumpa.workflow.events import RunClosed, TaskOpened, TasksCancelled
from jumpa.workflow.models import Run, Task
from jumpa.workflow.sop import Sop, Step
from jumpa.workflow.step_kind import kinds, moves_at

REQUESTER = "opd"
"""The performer outside the office: while it has the task, the office's clock stands still."""


def follow(run: Run, sop: Sop, step: Advance, now: datetime) -> list[Task]:
    """Do what the engine said: cancel, open, close. The caller has locked the run's row."""
    _cancel(run, step.cancels, now)
    opened = [_open(run, sop, key, now) for key in step.opens]
    if step.closes:
        run.closed_at, run.ending = now, step.closes
        run.save(update_fields=["closed_at", "ending"])
        announce(RunClosed(run.pk, step.closes))
    for task in opened:
        announce(TaskOpened(task.pk))
    return opened


def _cancel(run: Run, keys: tuple[str, ...], now: datetime) -> None:
    tasks = run.tasks.open().filter(step_key__in=keys)
    ids = tuple(tasks.values_list("pk", flat=True))
    if ids:
        tasks.update(state=Task.State.CANCELLED, closed_at=now, asked_since=None)
        announce(TasksCancelled(ids))


def _sharing(sop: Sop, step: Step) -> list[str]:
    """The step's performers, the leading one first, then who else may write a part of the work."""
    moves = moves_at(kinds[step.kind], step)
    others = (office for move in moves if move.shares for office in move.offices)
    known = {performer.key for performer in sop.performers}
    return [key for key in dict.fromkeys([*step.performers, *others]) if key in known]


def _open(run: Run, sop: Sop, key: str, now: datetime) -> Task:
    step = sop.step(key)
    due = None
    if step.minutes is not None and step.performers[0] != REQUESTER:
        due = due_after(now, step.minutes)
    return Task.objects.create(
        run=run,
        step_key=step.key,
        kind=step.kind,
        number=step.number,
        title=step.title,
        round=run.tasks.filter(step_key=step.key).count() + 1,
        offices=_sharing(sop, step),
        opened_at=now,
        minutes=step.minutes,
        due=due,
    )
