"""The coordinator takes note of the execution report, which ends the run."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from jumpa.execution.models import Execution
from jumpa.intake.queries import request_of
from jumpa.steps.fields import NoteField, NoteForm
from jumpa.steps.papers import signature
from jumpa.steps.report import author_of, issue_execution_report
from jumpa.workflow.models import Task
from jumpa.workflow.step_kind import Applied, Move, StepForm, StepKind, Work, kinds


class AcknowledgeForm(StepForm):
    """A word on the report."""

    note = NoteField(_("Catatan"))


class Acknowledge(StepKind):
    key = "acknowledge"
    title = _("Mengetahui laporan hasil pelaksanaan")
    moves = (
        Move("acknowledged", _("Ketahui laporan"), AcknowledgeForm),
        Move("sent_back", _("Kembalikan laporan"), NoteForm, tone="secondary"),
    )

    def apply(self, work: Work, move: Move, values: Mapping[str, Any]) -> Applied:
        """The acknowledged report is the report's next version."""
        if move.key == "acknowledged":
            request = request_of(work.task.run)
            execution = Execution.objects.get(owner=request.ref)
            issue_execution_report(
                work,
                request,
                execution,
                author=author_of(_reported(work)),
                acknowledged=signature(work.actor, work.now),
            )
        return Applied(data=values)

    def panel(self, work: Work) -> Mapping[str, Any]:
        """What was reported."""
        return {"summary": _reported(work).summary}


def _reported(work: Work) -> Task:
    task = Task.objects.filter(run=work.task.run, kind="execute", state=Task.State.DONE).last()
    if task is None:
        raise LookupError(f"{work.task.ref}: nothing was reported.")
    return task


kinds.register(Acknowledge())
