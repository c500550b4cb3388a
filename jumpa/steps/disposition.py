"""The disposition sheet: one sheet that grows by a level at steps 3, 4 and 5."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.language import office_language
from jumpa.documents.actions import issue_paper
from jumpa.documents.facts import MemberFacts
from jumpa.documents.letters.disposition_sheet import (
    DispositionFacts,
    DispositionLevel,
    InstructionFacts,
)
from jumpa.intake.facts import agenda_label, letter_facts
from jumpa.intake.models import ServiceRequest
from jumpa.people.models import Person
from jumpa.steps.papers import signature, who_decided
from jumpa.steps.wording import INSTRUCTIONS, REASONS
from jumpa.workflow.models import Task
from jumpa.workflow.step_kind import Move, Work

REQUESTER = "opd"
_KINDS = ("dispose", "examine")


def receivers(work: Work) -> tuple[str, dict[str, str]]:
    """Who is next by the SOP, and all offices that the sheet may name: key to title."""
    next_step = work.sop.step(work.step.outcome("forwarded").opens[0])
    titles = {
        performer.key: performer.title
        for performer in work.sop.performers
        if performer.key not in (REQUESTER, work.task.lead)
    }
    return next_step.performers[0], titles


@office_language()
def issue_disposition_sheet(
    work: Work, request: ServiceRequest, move: Move, values: Mapping[str, Any]
) -> None:
    """Issue the sheet with all levels given so far and this one below them."""
    done = Task.objects.filter(
        run=work.task.run, kind__in=_KINDS, state=Task.State.DONE
    ).select_related("done_by")
    levels = [_given(work, task) for task in done]
    levels.append(_level(work, work.actor, move.key, str(move.label), values, work.now))
    if request.received_date is None:
        raise ValueError(f"{request.ref} has not been received.")
    facts = DispositionFacts(
        letter=letter_facts(request),
        agenda_number=agenda_label(request),
        received_on=request.received_date,
        levels=tuple(levels),
    )
    issue_paper("disposition_sheet", facts, owner=request.ref, actor=work.actor)


def _given(work: Work, task: Task) -> DispositionLevel:
    actor, at = who_decided(task)
    return _level(work, actor, task.outcome, task.outcome_title, task.data, at)


def _level(
    work: Work, actor: Actor, outcome: str, title: str, values: Mapping[str, Any], at: Any
) -> DispositionLevel:
    ticked = values.get("instructions", ())
    deadline = values.get("deadline")
    return DispositionLevel(
        sender=actor.office_title,
        receivers=tuple(work.sop.performer(key).title for key in values.get("to", ())),
        instructions=tuple(
            InstructionFacts(str(text), key in ticked) for key, text in INSTRUCTIONS.items()
        )
        if outcome == "forwarded"
        else (),
        signature=signature(actor, at),
        note=values.get("note", ""),
        deadline=deadline if isinstance(deadline, date) else parse_date(deadline or ""),
        decision=_decision(outcome, title, values),
        members=_members(values),
    )


def _decision(outcome: str, title: str, values: Mapping[str, Any]) -> str:
    if outcome in ("forwarded", "directed"):
        return ""
    if outcome == "questioned":
        return _("Dikembalikan dengan pertanyaan")
    reason = REASONS.get(values.get("reason", ""), "")
    return f"{title}: {reason}" if reason else title


def _members(values: Mapping[str, Any]) -> tuple[MemberFacts, ...]:
    duties: Mapping[str, list[str]] = values.get("duties", {})
    people = {person.ref: person for person in Person.objects.filter(ref__in=list(duties))}
    return tuple(
        MemberFacts(people[ref].name, people[ref].nip or "", ", ".join(texts))
        for ref, texts in duties.items()
        if ref in people
    )
