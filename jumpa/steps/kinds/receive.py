"""Step 2: the front desk registers the letter."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.documents.numbering import next_number
from jumpa.intake import catalogue
from jumpa.intake.facts import agenda_label
from jumpa.intake.queries import differences, locked_request_of, request_of
from jumpa.steps.fields import DayField, ManyField, NoteField, ReasonForm
from jumpa.steps.papers import issue_agenda_entry
from jumpa.steps.wording import COMPLETENESS
from jumpa.workflow.step_kind import Applied, Move, StepForm, StepKind, Work, kinds

_LETTER = (
    "letter_number",
    "letter_date",
    "letter_subject",
    "signer_name",
    "signer_title",
    "letter_nature",
    "urgency",
)


class ReceiveForm(StepForm):
    """The letter's facts, filled in from the request, to be set right against the PDF."""

    letter_number = forms.CharField(label=gettext_lazy("Nomor surat"), max_length=100)
    letter_date = DayField(gettext_lazy("Tanggal surat"))
    letter_subject = forms.CharField(label=gettext_lazy("Hal"), max_length=300)
    signer_name = forms.CharField(label=gettext_lazy("Nama penanda tangan"), max_length=200)
    signer_title = forms.CharField(label=gettext_lazy("Jabatan penanda tangan"), max_length=200)
    letter_nature = forms.ChoiceField(label=gettext_lazy("Sifat naskah"))
    urgency = forms.ChoiceField(label=gettext_lazy("Tingkat urgensi"))
    received_date = DayField(gettext_lazy("Diterima tanggal"))
    completeness = ManyField(gettext_lazy("Kelengkapan berkas"), COMPLETENESS)
    facts_match = forms.BooleanField(
        label=gettext_lazy("Isian di atas sudah saya cocokkan dengan surat PDF.")
    )
    note = NoteField(gettext_lazy("Catatan"))

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        request = request_of(work.task.run)
        initial = {name: getattr(request, name) for name in _LETTER}
        initial["letter_nature"] = initial["letter_nature"] or "biasa"
        initial["urgency"] = initial["urgency"] or "biasa"
        initial["received_date"] = timezone.localdate(work.now)
        super().__init__(*args, work=work, initial=initial, **kwargs)
        for name in ("letter_nature", "urgency"):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = catalogue.choices(name.removeprefix("letter_"))

    def clean(self) -> dict[str, Any]:
        """A letter is dated before it comes in, and what is missing is explained or sent back."""
        super().clean()
        data = self.cleaned_data
        dated, received = data.get("letter_date"), data.get("received_date")
        if received and received > timezone.localdate(self.work.now):
            self.add_error("received_date", _("Tanggal terima belum tiba."))
        if dated and received and dated > received:
            self.add_error("received_date", _("Tanggal terima mendahului tanggal surat."))
        if len(data.get("completeness", ())) < len(COMPLETENESS) and not data.get("note"):
            self.add_error(
                "note", _("Ada berkas yang belum lengkap: jelaskan, atau kembalikan permohonan.")
            )
        return data


class Receive(StepKind):
    key = "receive"
    title = gettext_lazy("Menerima dan mengagendakan surat")
    moves = (
        Move("received", gettext_lazy("Terima & agendakan"), ReceiveForm),
        Move("returned", gettext_lazy("Kembalikan"), ReasonForm, tone="danger"),
    )

    def apply(self, work: Work, move: Move, values: Mapping[str, Any]) -> Applied:
        """Register the letter under the next agenda number; a return changes only the task."""
        if move.key != "received":
            return Applied(data=values)
        request = locked_request_of(work.task.run)
        for name in (*_LETTER, "received_date"):
            setattr(request, name, values[name])
        if request.agenda_number is None:
            request.agenda_year = timezone.localdate(work.now).year
            request.agenda_number = next_number("agenda", request.agenda_year)
        request.version += 1
        request.save()
        work.task.run.urgency = request.urgency
        work.task.run.save(update_fields=["urgency"])
        issue_agenda_entry(work, request, values)
        return Applied(data=values, rows=(("Nomor agenda", agenda_label(request)),))

    def panel(self, work: Work) -> Mapping[str, Any]:
        """What a resubmission changed."""
        return {"differences": differences(request_of(work.task.run)), "reads_letter": True}


kinds.register(Receive())
