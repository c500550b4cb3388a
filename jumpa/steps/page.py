"""What the page of a task shows."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jumpa.core.errors import Conflict, DomainError
from jumpa.documents.queries import papers_of
from jumpa.intake.models import ServiceRequest
from jumpa.intake.queries import filled_sections, request_status
from jumpa.people.models import Person
from jumpa.steps.actions import actor_at, work_on
from jumpa.workflow.models import Task
from jumpa.workflow.presentation import steps_bar, timeline
from jumpa.workflow.queries import sop_of
from jumpa.workflow.step_kind import Move, StepForm, Work, kinds, moves_at


@dataclass(frozen=True)
class Refusal:
    """A move that was refused: its form as typed, and the reason where the form is not it."""

    move: Move
    form: StepForm
    error: DomainError | None = None


@dataclass(frozen=True)
class Panel:
    """One move as the page offers it."""

    move: Move
    form: StepForm
    token: str
    is_open: bool
    error: DomainError | None = None


def page_context(
    task: Task,
    subject: ServiceRequest,
    person: Person,
    now: datetime,
    *,
    refusal: Refusal | None = None,
) -> dict[str, Any]:
    """The context of ``steps/task.html``: only moves that the person may make get a form."""
    kind = kinds[task.kind]
    panels, work = _panels(task, person, now, refusal)
    return {
        "task": task,
        "found": subject,
        "letter": subject.letter,
        "status": request_status(subject),
        "sections": filled_sections(subject),
        "papers": papers_of(subject.ref),
        "timeline": timeline(task.run, now),
        "steps": steps_bar(task.run),
        "is_closed": task.state != Task.State.OPEN,
        "panels": panels,
        "acting": work.actor if work else None,
        "kind_template": f"steps/kinds/{kind.key}.html",
        "panel": kind.panel(work) if work else {},
        "refusal": refusal,
        "is_conflict": refusal is not None and isinstance(refusal.error, Conflict),
    }


def _panels(
    task: Task, person: Person, now: datetime, refusal: Refusal | None
) -> tuple[list[Panel], Work | None]:
    """The moves that the person may make, and the work that they would do it in."""
    if task.state != Task.State.OPEN:
        if refusal is None:
            return [], None
        # Someone else was first: what was typed is shown beside what they decided.
        return [_panel(refusal.move, refusal.form, refusal, is_first=True)], refusal.form.work
    panels: list[Panel] = []
    work = None
    for move in moves_at(kinds[task.kind], sop_of(task.run).step(task.step_key)):
        actor = actor_at(task, move, person, now)
        if actor is not None:
            work = work_on(task, actor, now)
            form = move.form(work=work, prefix=move.key)
            panels.append(_panel(move, form, refusal, is_first=not panels))
    return panels, work


def _panel(move: Move, form: StepForm, refusal: Refusal | None, *, is_first: bool) -> Panel:
    if refusal is not None and refusal.move.key == move.key:
        return Panel(move, refusal.form, secrets.token_urlsafe(12), True, refusal.error)
    is_open = is_first and refusal is None
    return Panel(move, form, secrets.token_urlsafe(12), is_open)
