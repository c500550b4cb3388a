"""What the page of a task shows."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import Conflict, DomainError
from jumpa.documents.queries import batches_of, papers_beside_batches
from jumpa.intake.menu import menu_for
from jumpa.intake.models import ServiceRequest
from jumpa.intake.queries import attachments_of, filled_sections, reply_is_outdated, request_status
from jumpa.intake.series_words import date_rows
from jumpa.people.models import Person
from jumpa.scheduling.queries import operators_of
from jumpa.scheduling.queries.closures import closed_bookings
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
    work, panels = _desk(task, person, now, refusal)
    panel = kind.panel(work) if work else {}
    return {
        "task": task,
        "found": subject,
        "closed": closed_bookings(subject.ref),
        "operators": operators_of(subject.ref),
        "letter": subject.letter,
        "attachments": attachments_of(subject),
        "dates": date_rows(subject),
        "outdated": "reply" if reply_is_outdated(task.run) else "",
        "status": request_status(subject),
        "sections": filled_sections(subject),
        "papers": papers_beside_batches(subject.ref),
        "batches": batches_of(subject.ref),
        "to_make": menu_for(subject, person),
        "timeline": timeline(task.run, now),
        "steps": steps_bar(task.run),
        "is_closed": task.state != Task.State.OPEN,
        "panels": panels,
        "groups": _groups(panels),
        "acting": work.actor if work else None,
        "kind_template": f"steps/kinds/{kind.key}.html",
        "panel": panel,
        "is_asked": work is not None and work.actor.office_key == "opd",
        "reads_letter": panel.get("reads_letter", False),
        "refusal": refusal,
        "is_conflict": refusal is not None and isinstance(refusal.error, Conflict),
    }


def _desk(
    task: Task, person: Person, now: datetime, refusal: Refusal | None
) -> tuple[Work | None, list[Panel]]:
    """The task in the person's hands, and a panel for each move that they may make there now."""
    if task.state != Task.State.OPEN:
        if refusal is None:
            return None, []
        # Someone else was first: what was typed is shown beside what they decided.
        return refusal.form.work, [_panel(refusal.move, refusal.form, refusal, is_first=True)]
    kind = kinds[task.kind]
    actors = _actors(task, person, now)
    if not actors:
        return None, []
    work = work_on(task, next(iter(actors.values())), now)
    moves = [move for move in kind.offers(work) if move.key in actors]
    if refusal is not None and refusal.move not in moves:
        moves.append(refusal.move)
    panels: list[Panel] = []
    for move in moves:
        form = move.form(work=replace(work, actor=actors[move.key]), prefix=move.key)
        panels.append(_panel(move, form, refusal, is_first=not panels))
    return work, panels


def _actors(task: Task, person: Person, now: datetime) -> dict[str, Actor]:
    """By the key of each move that the person may make at this task: as whom."""
    moves = moves_at(kinds[task.kind], sop_of(task.run).step(task.step_key))
    found = {move.key: actor_at(task, move, person, now) for move in moves}
    return {key: actor for key, actor in found.items() if actor is not None}


def actor_for_task(task: Task, person: Person) -> Actor | None:
    """As whom the person has this task in hand now, or None."""
    if task.state != Task.State.OPEN:
        return None
    return next(iter(_actors(task, person, timezone.now()).values()), None)


def _panel(move: Move, form: StepForm, refusal: Refusal | None, *, is_first: bool) -> Panel:
    is_main = is_first if refusal is None else refusal.move.key == move.key
    if refusal is not None and is_main:
        return Panel(move, refusal.form, secrets.token_urlsafe(12), True, refusal.error)
    return Panel(move, form, secrets.token_urlsafe(12), is_main)


def _groups(panels: list[Panel]) -> list[tuple[str, list[Panel]]]:
    """The panels under headings: the open one first and alone, what remains after it."""
    main = [panel for panel in panels if panel.is_open]
    rest = [panel for panel in panels if not panel.is_open]
    writing = [panel for panel in rest if not panel.move.is_outcome]
    deciding = [panel for panel in rest if panel.move.is_outcome]
    has_parts = bool(writing) or any(not panel.move.is_outcome for panel in main)
    titles = ("", _("Pilihan lain"), _("Simpulan") if has_parts else _("Pilihan lain"))
    return [
        (title, found)
        for title, found in zip(titles, (main, writing, deciding), strict=True)
        if found
    ]
