"""The coordinator edits the reply that the system has drafted."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from jumpa.documents.access import DRAFT
from jumpa.documents.queries import current_paper
from jumpa.intake import catalogue
from jumpa.intake.queries import request_of
from jumpa.steps.reply import drafted_text, issue_draft, outcome_of, proposed_text, sent_back
from jumpa.workflow.step_kind import Applied, Move, StepForm, StepKind, Work, kinds


class ReplyForm(StepForm):
    """The letter's text; a blank line parts paragraphs."""

    nature = forms.ChoiceField(label=_("Sifat"), required=False)
    attachment = forms.CharField(
        label=_("Lampiran"),
        max_length=60,
        required=False,
        help_text=_("Misalnya: 1 (satu) lembar. Kosongkan bila tidak ada."),
    )
    subject = forms.CharField(label=_("Hal"), max_length=300)
    recipient = forms.CharField(
        label=_("Yth. (satu baris per baris alamat)"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )
    paragraphs = forms.CharField(
        label=_("Isi surat (paragraf dipisahkan baris kosong)"),
        max_length=6000,
        widget=forms.Textarea({"rows": 14}),
    )
    copies = forms.CharField(
        label=_("Tembusan (satu per baris)"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        request = request_of(work.task.run)
        # A draft that came back goes on from its text. After another time was agreed on, the
        # earlier letter's text would be wrong.
        came_back = sent_back(work.task) is not None
        initial = drafted_text(work.task) if came_back else proposed_text(work.task, request)
        super().__init__(*args, work=work, initial=initial, **kwargs)
        choices = list(catalogue.choices("nature"))
        cast(forms.ChoiceField, self.fields["nature"]).choices = choices


class DraftReply(StepKind):
    key = "draft_reply"
    title = _("Menyusun konsep surat balasan")
    moves = (Move("drafted", _("Ajukan konsep kepada Kepala Dinas"), ReplyForm),)

    def apply(self, work: Work, move: Move, values: Mapping[str, Any]) -> Applied:
        """Typeset the draft, so that the head reads the very page that will go out."""
        issue_draft(work.task, request_of(work.task.run), values, work.actor)
        return Applied(data=values)

    def panel(self, work: Work) -> Mapping[str, Any]:
        """What kind of reply it is, and why an earlier draft came back."""
        request = request_of(work.task.run)
        return {
            "outcome": outcome_of(work.task, request),
            "returned": sent_back(work.task),
            "draft": current_paper(request.ref + DRAFT, "reply"),
            "reads_letter": True,
        }


kinds.register(DraftReply())
