"""From what was decided to the papers of the steps: the facts that each letter asks for."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from jumpa.core.actor import Actor
from jumpa.core.language import office_language
from jumpa.documents.actions import issue_paper
from jumpa.documents.facts import CheckFacts, SignatureFacts
from jumpa.documents.letters.agenda_entry import AgendaFacts
from jumpa.intake.facts import agenda_label, event_facts, letter_facts
from jumpa.intake.models import ServiceRequest
from jumpa.steps.wording import COMPLETENESS
from jumpa.workflow.models import Task
from jumpa.workflow.step_kind import Work


def signature(actor: Actor, at: datetime, *, office_title: str = "") -> SignatureFacts:
    """Where a person's signature would stand on an internal paper, with who recorded it when."""
    return SignatureFacts(
        office_title=office_title or actor.office_title,
        name=actor.person_name,
        rank=actor.person_rank,
        nip=actor.person_nip,
        dated=timezone.localdate(at),
        recorded_at=at,
    )


def who_decided(task: Task) -> tuple[Actor, datetime]:
    """As whom a task was closed, and when; the office's title as it was then.

    Raises:
        ValueError: nobody has closed it.
    """
    person = task.done_by
    if person is None or task.closed_at is None:
        raise ValueError(f"{task.ref} has not been decided.")
    actor = Actor(
        person.pk,
        person.ref,
        task.person_name,
        task.office_key,
        task.office_title,
        person_nip=person.nip or "",
        person_rank=person.rank,
    )
    return actor, task.closed_at


@office_language()
def issue_agenda_entry(work: Work, request: ServiceRequest, values: Mapping[str, Any]) -> None:
    """Lembar agenda, at step 2."""
    next_step = work.sop.step(work.step.outcome("received").opens[0])
    ticked = values["completeness"]
    facts = AgendaFacts(
        agenda_number=agenda_label(request),
        received_at=work.now,
        letter=letter_facts(request),
        event=event_facts(request, as_wanted=True),
        completeness=tuple(
            CheckFacts(str(title), "Ada" if key in ticked else "Tidak ada")
            for key, title in COMPLETENESS.items()
        ),
        signature=signature(work.actor, work.now),
        forwarded_to=work.sop.performer(next_step.performers[0]).title,
        note=values["note"],
    )
    issue_paper("agenda_entry", facts, owner=request.ref, actor=work.actor)
