"""An official does something at a task: the one action that all kinds of step share."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed, Refused, WrongState
from jumpa.people.models import Person
from jumpa.people.queries import actor_for
from jumpa.workflow.actions import complete_task, write_entry
from jumpa.workflow.actions.entry import set_clock
from jumpa.workflow.locking import check_fresh, lock_task
from jumpa.workflow.models import Task
from jumpa.workflow.queries import sop_of
from jumpa.workflow.step_kind import Applied, Move, Work, kinds, moves_at


def actor_at(task: Task, move: Move, person: Person, at: datetime | None = None) -> Actor | None:
    """As whom the person may make this move at this task now, or None."""
    offices = move.offices or (task.lead,)
    actor = actor_for(person, offices, duty=task.kind, at=at)
    if actor is not None and actor.office_key == "opd" and actor.agency_id != task.run.agency_id:
        return None
    return actor


def move_at(task: Task, key: str) -> Move:
    """The move of that key at this task.

    Raises:
        WrongState: this step of this SOP does not have it.
    """
    step = sop_of(task.run).step(task.step_key)
    for move in moves_at(kinds[task.kind], step):
        if move.key == key:
            return move
    raise WrongState(_("Langkah ini tidak mengenal pilihan tersebut."))


def work_on(task: Task, actor: Actor, now: datetime) -> Work:
    """The task as the kinds see it."""
    sop = sop_of(task.run)
    return Work(task=task, sop=sop, step=sop.step(task.step_key), actor=actor, now=now)


@transaction.atomic
def make_move(
    ref: str,
    key: str,
    values: Mapping[str, Any],
    *,
    person: Person,
    token: str,
    stamp: int | None = None,
    summary: Sequence[Sequence[str]] = (),
) -> Task:
    """Give an outcome to a task, or write a part of its work. The same form twice changes nothing.

    Args:
        token: comes with the form, once per form shown.
        stamp: the task's version that the form showed; asked for where an outcome is given.

    Raises:
        NotAllowed, WrongState, Conflict, Refused: see ``core.errors``; nothing has changed.
    """
    task = lock_task(ref)
    move = move_at(task, key)
    now = timezone.now()
    actor = actor_at(task, move, person, now)
    if actor is None:
        raise NotAllowed(_("Tugas ini menjadi wewenang %s.") % _offices(task, move))
    if is_replay(task, token, person):
        return task
    check_fresh(task, stamp if move.is_outcome else None)
    work = work_on(task, actor, now)
    applied = kinds[task.kind].apply(work, move, values)
    rows = [*summary, *applied.rows]
    _keep(task, move, applied, rows, actor=actor, now=now, token=token)
    return task


def _keep(
    task: Task,
    move: Move,
    applied: Applied,
    rows: Sequence[Sequence[str]],
    *,
    actor: Actor,
    now: datetime,
    token: str,
) -> None:
    if move.is_outcome:
        complete_task(task, move.key, applied.data, actor=actor, now=now, summary=rows, token=token)
        return
    write_entry(task, move.key, applied.data, token=token, actor=actor, now=now, summary=rows)
    set_clock(
        task,
        asks=applied.asks,
        now=now,
        begins=applied.begins,
        stage=applied.stage,
        due=applied.due,
    )


def is_replay(task: Task, token: str, person: Person) -> bool:
    """Whether this very form was taken already, from this person.

    Raises:
        Refused: the form carries no token, or that of a form which somebody else sent.
    """
    entry = task.entries.filter(token=token).first() if token else None
    is_known = entry is not None or task.token == token
    sent_by = entry.person_id if entry is not None else task.done_by_id
    if not token or (is_known and sent_by != person.pk):
        raise Refused(_("Formulir ini tidak utuh. Muat ulang halaman, lalu isi kembali."))
    return is_known


def _offices(task: Task, move: Move) -> str:
    titles = {performer.key: performer.title for performer in sop_of(task.run).performers}
    return ", ".join(titles.get(key, key) for key in move.offices or (task.lead,))
