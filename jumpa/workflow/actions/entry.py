from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.calendar import office_calendar
from jumpa.workflow.deadlines import due_after
from jumpa.workflow.models import Task, TaskEntry


@transaction.atomic
def write_entry(
    task: Task,
    key: str,
    data: Mapping[str, Any],
    *,
    token: str,
    actor: Actor,
    now: datetime,
    summary: Sequence[Sequence[str]] = (),
) -> TaskEntry:
    """Write a part of the work of a locked, open task."""
    entry = TaskEntry.objects.create(
        task=task,
        key=key,
        token=token,
        data=dict(data),
        summary=[list(row) for row in summary],
        at=now,
        person_id=actor.person_id,
        person_name=actor.person_name,
        office_title=actor.office_title,
    )
    record(
        actor,
        f"steps.{task.kind}.{key}",
        f"task:{task.ref}",
        after=entry.data,
        owner=task.run.owner,
    )
    return entry


def set_clock(
    task: Task,
    *,
    asks: bool | None,
    now: datetime,
    begins: bool = False,
    stage: str = "",
    due: datetime | None = None,
) -> None:
    """Stop or start the office's clock of a locked task, and mark how far its work has come.

    ``due``: a moment agreed with the requester; the step's standard time counts from there.
    """
    if asks is True and task.asked_since is None:
        task.asked_since = now
    elif asks is False:
        end_asking(task, now)
    if begins and task.begun_at is None:
        task.begun_at = now
    task.stage = stage or task.stage
    if due is not None and task.minutes is not None:
        task.due = office_calendar().add_minutes(due, task.minutes)
    task.version += 1
    task.save()


def end_asking(task: Task, now: datetime) -> None:
    """Let the clock run again, unsaved: the deadline moves by the working time of the waiting."""
    if task.asked_since is None:
        return
    waited = office_calendar().minutes_between(task.asked_since, now)
    task.asked_minutes += waited
    task.asked_since = None
    if task.due is not None:
        task.due = due_after(task.due, waited)
