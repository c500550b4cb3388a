"""Laporan Hasil Pelaksanaan: from what the operators wrote to the paper."""

from django.utils.translation import gettext as _

from jumpa.core.language import office_language
from jumpa.core.wording import day
from jumpa.documents.actions import issue_paper
from jumpa.documents.facts import EquipmentFacts, MemberFacts, SignatureFacts
from jumpa.documents.letters.execution_report import ExecutionFacts, IncidentFacts
from jumpa.execution.models import Execution
from jumpa.intake.facts import agenda_label, event_facts, letter_facts
from jumpa.intake.models import ServiceRequest
from jumpa.steps.papers import signature, who_decided
from jumpa.steps.wording import RESULTS
from jumpa.workflow.models import Task
from jumpa.workflow.step_kind import Work


@office_language()
def issue_execution_report(
    work: Work,
    request: ServiceRequest,
    execution: Execution,
    *,
    author: SignatureFacts,
    acknowledged: SignatureFacts | None = None,
) -> None:
    """Issue the report; acknowledging it makes the next version of the same paper."""
    facts = ExecutionFacts(
        letter=letter_facts(request),
        agenda_number=agenda_label(request),
        event=event_facts(request),
        operators=tuple(MemberFacts(name) for name in execution.operators),
        result=str(RESULTS[execution.result]),
        author=author,
        actual_start=execution.started_at,
        actual_end=execution.ended_at,
        disposition=_disposition(work),
        meeting_id=execution.meeting_id,
        present_in_room=execution.attended_in_room,
        present_online=execution.attended_online,
        present_sites=execution.sites,
        equipment=_equipment(execution),
        line_quality=execution.line_quality,
        minutes_lost=execution.minutes_lost,
        incidents=tuple(
            IncidentFacts(one.at, one.what, one.done) for one in execution.incidents.all()
        ),
        recording=execution.recording,
        conclusion=execution.conclusion,
        acknowledged=acknowledged,
    )
    issue_paper("execution_report", facts, owner=request.ref, actor=work.actor)


def author_of(task: Task) -> SignatureFacts:
    """Who wrote the report, read from the task that was closed with it."""
    return signature(*who_decided(task))


def _equipment(execution: Execution) -> tuple[EquipmentFacts, ...]:
    """One line of the form is one thing; its condition follows a colon."""
    lines = [line.strip() for line in execution.equipment_used.splitlines() if line.strip()]
    items = []
    for line in lines:
        name, _colon, condition = line.partition(":")
        items.append(EquipmentFacts(name.strip(), None, condition.strip()))
    if execution.equipment_condition:
        items.append(EquipmentFacts(_("Kondisi umum"), None, execution.equipment_condition.strip()))
    return tuple(items)


def _disposition(work: Work) -> str:
    task = Task.objects.filter(run=work.task.run, kind="dispose", outcome="forwarded").first()
    if task is None or task.closed_at is None:
        return ""
    return f"{task.office_title}, {day(task.closed_at)}"
