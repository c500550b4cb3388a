"""The head releases the reply: it gets its number and date in that moment, or has SRIKANDI's."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jumpa.documents.access import DRAFT
from jumpa.documents.actions import issue_paper, store_upload
from jumpa.documents.models import Paper
from jumpa.documents.numbering import attach, next_outgoing
from jumpa.documents.queries import current_paper
from jumpa.documents.srikandi.returned import PURPOSE
from jumpa.intake.models import ServiceRequest
from jumpa.intake.queries import locked_request_of, request_of
from jumpa.steps.fields import NoteForm
from jumpa.steps.papers import signature
from jumpa.steps.reply import drafted_text, reply_facts
from jumpa.steps.srikandi import release_returned, returned_file
from jumpa.workflow.step_kind import Applied, Move, StepForm, StepKind, Work, kinds

_SIGNER = "kepala_dinas"


class SrikandiForm(StepForm):
    """The signed letter as it was downloaded from SRIKANDI."""

    file = forms.FileField(
        label=_("Surat bertanda tangan (PDF)"),
        # Told by the inspection, in words that say what to do.
        allow_empty_file=True,
        help_text=_("Unduh dari SRIKANDI setelah ditandatangani; jangan dicetak dan dipindai."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )


class ReleaseReply(StepKind):
    key = "release_reply"
    title = _("Menerbitkan surat balasan")
    moves = (
        Move("released", _("Terbitkan surat balasan")),
        Move(
            "from_srikandi",
            _("Unggah surat bertanda tangan dari SRIKANDI"),
            SrikandiForm,
            offices=("tu", _SIGNER),
            is_outcome=False,
            tone="secondary",
            intro=_(
                "Hanya bila surat ini dibuat dan ditandatangani di SRIKANDI. Surat belum terbit"
                " karena diunggah: nomor dan tanggalnya dikonfirmasi lebih dahulu."
            ),
            shares=False,
        ),
        Move("sent_back", _("Kembalikan konsep"), NoteForm, tone="secondary"),
    )

    def apply(self, work: Work, move: Move, values: Mapping[str, Any]) -> Applied:
        """Number and issue; a draft that goes back changes nothing else."""
        request = locked_request_of(work.task.run)
        if move.key == "sent_back":
            return Applied(data=values)
        if move.key == "from_srikandi":
            owner = request.ref + DRAFT
            found = store_upload(
                values["file"], owner=owner, purpose=PURPOSE, actor=work.actor, field="file"
            )
            return Applied(data={"file": found.ref})
        if "file" in values:
            paper = release_returned(work, request, values)
        else:
            paper = self._release(work, request)
        data = {"number": paper.number, "paper": paper.ref}
        return Applied(data=data, rows=(("Nomor", paper.number),))

    def _release(self, work: Work, request: ServiceRequest) -> Paper:
        """With the next number of ours; it waits for its signature then."""
        today = timezone.localdate(work.now)
        text = drafted_text(work.task)
        number = next_outgoing(
            "reply", today, subject=text["subject"], actor=work.actor, owner=request.ref
        )
        # Released is not signed: the letter says nothing of a signature.
        unsigned = replace(signature(work.actor, work.now), recorded_at=None)
        facts = reply_facts(work.task, request, text, unsigned, number=number.text, dated=today)
        paper = issue_paper(
            "reply", facts, owner=request.ref, actor=work.actor, signer_office=_SIGNER
        )
        attach(number, paper)
        return paper

    def onward(self, work: Work, move: Move) -> tuple[str | Promise, str] | None:
        """Released is not signed yet; whoever released it may sign it."""
        paper = current_paper(request_of(work.task.run).ref, "reply")
        if move.key != "released" or paper is None or paper.signed_copies.exists():
            return None
        return _("Surat sudah bernomor dan menunggu tanda tangan."), "tanda_tangan"

    def panel(self, work: Work) -> Mapping[str, Any]:
        """The draft as it will go out, and what came back from SRIKANDI."""
        request = request_of(work.task.run)
        draft = current_paper(request.ref + DRAFT, "reply")
        return {
            "draft": draft,
            "text": drafted_text(work.task),
            "returned": returned_file(work.task, request),
            "reads_letter": True,
            "reads_paper": draft,
        }


kinds.register(ReleaseReply())
