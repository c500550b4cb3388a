"""The head releases the reply: it gets its number and date in that moment."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from jumpa.documents.access import DRAFT
from jumpa.documents.actions import issue_paper
from jumpa.documents.numbering import attach, next_outgoing
from jumpa.documents.queries import current_paper
from jumpa.intake.queries import locked_request_of, request_of
from jumpa.steps.fields import NoteForm
from jumpa.steps.papers import signature
from jumpa.steps.reply import drafted_text, reply_facts
from jumpa.workflow.step_kind import Applied, Move, StepKind, Work, kinds


class ReleaseReply(StepKind):
    key = "release_reply"
    title = gettext_lazy("Menerbitkan surat balasan")
    moves = (
        Move("released", gettext_lazy("Terbitkan surat balasan")),
        Move("sent_back", gettext_lazy("Kembalikan konsep"), NoteForm, tone="secondary"),
    )

    def apply(self, work: Work, move: Move, values: Mapping[str, Any]) -> Applied:
        """Number and issue; a draft that goes back changes nothing else."""
        if move.key != "released":
            return Applied(data=values)
        request = locked_request_of(work.task.run)
        today = timezone.localdate(work.now)
        text = drafted_text(work.task)
        number = next_outgoing(
            "reply", today, subject=text["subject"], actor=work.actor, owner=request.ref
        )
        # Released is not signed: the letter says nothing of a signature.
        unsigned = replace(signature(work.actor, work.now), recorded_at=None)
        facts = reply_facts(work.task, request, text, unsigned, number=number.text, dated=today)
        paper = issue_paper(
            "reply", facts, owner=request.ref, actor=work.actor, signer_office="kepala_dinas"
        )
        attach(number, paper)
        data = {"number": number.text, "paper": paper.ref}
        return Applied(data=data, rows=(("Nomor", number.text),))

    def panel(self, work: Work) -> Mapping[str, Any]:
        """The draft as it will go out."""
        request = request_of(work.task.run)
        text = drafted_text(work.task)
        draft = current_paper(request.ref + DRAFT, "reply")
        return {"draft": draft, "text": text, "reads_letter": True, "reads_paper": draft}


kinds.register(ReleaseReply())
