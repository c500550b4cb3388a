"""Steps 3 and 4: an official passes the letter down with instructions; the sheet grows."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.intake.queries import request_of
from jumpa.steps.disposition import issue_disposition_sheet, receivers
from jumpa.steps.fields import DayField, ManyField, NoteField, ReasonForm
from jumpa.steps.wording import INSTRUCTIONS
from jumpa.workflow.step_kind import Applied, Move, StepForm, StepKind, Work, kinds


class DisposeForm(StepForm):
    """To whom, with what instructions, by when."""

    to = ManyField(gettext_lazy("Diteruskan kepada Sdr."), {}, required=True)
    instructions = ManyField(gettext_lazy("Dengan hormat harap"), INSTRUCTIONS, required=True)
    note = NoteField(gettext_lazy("Catatan"))
    deadline = DayField(gettext_lazy("Batas waktu"), required=False)

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        self.next_office, others = receivers(work)
        initial = {"to": [self.next_office], "instructions": ["tindak_lanjuti"]}
        super().__init__(*args, work=work, initial=initial, **kwargs)
        field = cast(forms.MultipleChoiceField, self.fields["to"])
        field.choices = list(others.items())

    def clean_to(self) -> list[str]:
        """The SOP says who is next; others may be added, that one not left out."""
        chosen: list[str] = self.cleaned_data["to"]
        if self.next_office not in chosen:
            raise forms.ValidationError(
                _("Menurut SOP, disposisi diteruskan kepada %s.")
                % self.work.sop.performer(self.next_office).title
            )
        return chosen

    def clean_deadline(self) -> date | None:
        """A deadline that has passed helps nobody."""
        deadline: date | None = self.cleaned_data["deadline"]
        if deadline and deadline < timezone.localdate(self.work.now):
            raise forms.ValidationError(_("Batas waktu sudah lewat."))
        return deadline


class QuestionForm(StepForm):
    """What the official above should answer first."""

    note = NoteField(gettext_lazy("Pertanyaan"), required=True)


class Dispose(StepKind):
    key = "dispose"
    title = gettext_lazy("Memberi disposisi")
    moves = (
        Move("forwarded", gettext_lazy("Disposisikan"), DisposeForm),
        Move("questioned", gettext_lazy("Tanyakan kembali"), QuestionForm, tone="secondary"),
        Move("refused", gettext_lazy("Tolak"), ReasonForm, tone="danger"),
    )

    def apply(self, work: Work, move: Move, values: Mapping[str, Any]) -> Applied:
        """Add a level to the disposition sheet."""
        issue_disposition_sheet(work, request_of(work.task.run), move, values)
        return Applied(data=values)

    def panel(self, work: Work) -> Mapping[str, Any]:
        """The letter is what a disposition is made of."""
        return {"reads_letter": True}


kinds.register(Dispose())
