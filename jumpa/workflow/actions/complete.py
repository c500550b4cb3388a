from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.calendar import office_calendar
from jumpa.core.events import announce
from jumpa.workflow.actions.entry import end_asking
from jumpa.workflow.actions.open import follow
from jumpa.workflow.engine import advance
from jumpa.workflow.events import TaskCompleted
from jumpa.workflow.models import Run, Task
from jumpa.workflow.queries import history, sop_of


@transaction.atomic
def complete_task(
    task: Task,
    outcome: str,
    data: Mapping[str, Any],
    *,
    actor: Actor,
    now: datetime,
    summary: Sequence[Sequence[str]] = (),
    token: str = "",
) -> list[Task]:
    """Close a locked, open task with its outcome and open what follows.

    The caller has locked the run (``workflow.locking.lock_task``) and checked who acts; the engine
    refuses an outcome that the step does not have.

    Returns:
        The tasks that are open because of it.
    """
    run = Run.objects.select_for_update().get(pk=task.run_id)
    sop = sop_of(run)
    step = advance(sop, history(run), task.step_key, outcome)
    task.outcome, task.outcome_title = outcome, sop.step(task.step_key).outcome(outcome).title
    task.data, task.summary, task.token = dict(data), [list(row) for row in summary], token
    _close(task, actor, now)
    record(
        actor,
        f"steps.{task.kind}.{outcome}",
        f"task:{task.ref}",
        before={"state": "open"},
        after={"state": "done", **task.data},
        owner=run.owner,
    )
    opened = follow(run, sop, step, now)
    announce(TaskCompleted(task.pk, outcome))
    return opened


def _close(task: Task, actor: Actor, now: datetime) -> None:
    task.state = Task.State.DONE
    task.closed_at = now
    task.version += 1
    end_asking(task, now)
    spent = office_calendar().minutes_between(task.opened_at, now)
    task.used_minutes = max(0, spent - task.asked_minutes)
    task.done_by_id = actor.person_id
    task.person_name = actor.person_name
    task.office_key = actor.office_key
    task.office_title = actor.office_title
    task.save()
