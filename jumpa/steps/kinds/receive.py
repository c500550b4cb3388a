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
from jumpa.intake.letter_rows import Comparison, letter_of
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

_FROM_LETTER = "from_letter_"
"""Begins the names of the boxes that take the letter's value in place of what was typed."""


class ReceiveForm(StepForm):
    """The letter's facts, filled in from the request, to be set right against the PDF.

    Where the program read something else in the letter, a box under the field takes that.
    """

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
        label=gettext_lazy("Isian di atas sudah saya cocokkan dengan surat PDF."),
        error_messages={"required": gettext_lazy("Cocokkan dengan suratnya, lalu centang.")},
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
        self._offer_letter(letter_of(request))

    def _offer_letter(self, compared: Comparison | None) -> None:
        """A box to tick under each field of which the letter says otherwise than the requester."""
        rows = compared.differing if compared is not None else ()
        self.read = {row.proposal.main: row for row in rows if row.proposal.main in _LETTER}
        order = []
        for name in self.fields:
            order.append(name)
            if name in self.read:
                order.append(f"{_FROM_LETTER}{name}")
        for name, row in self.read.items():
            said = {"letter": row.value, "typed": row.typed}
            self.fields[f"{_FROM_LETTER}{name}"] = forms.BooleanField(
                label=_("Surat: %(letter)s; isian: %(typed)s. Pakai isi surat.") % said,
                help_text=" · ".join([row.where, row.certainty, *row.notes]),
                required=False,
            )
        self.order_fields(order)

    def _take_letter(self) -> None:
        """Put the letter's value where its box was ticked, whatever stands in the field."""
        for name, row in self.read.items():
            if not self.cleaned_data.pop(f"{_FROM_LETTER}{name}", False):
                continue
            self.errors.pop(name, None)
            try:
                self.cleaned_data[name] = self.fields[name].clean(row.proposal.fields[name])
            except forms.ValidationError as error:
                self.add_error(name, error)

    def clean(self) -> dict[str, Any]:
        """A letter is dated before it comes in, and what is missing is explained or sent back."""
        super().clean()
        self._take_letter()
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
        """What a resubmission changed, and what the program read in the letter."""
        request = request_of(work.task.run)
        compared = letter_of(request)
        rows = compared.differing if compared is not None else ()
        return {
            "differences": differences(request),
            "reads_letter": True,
            "compared": compared,
            # What the form can set right is shown there, under its field.
            "differing": [row for row in rows if row.proposal.main not in _LETTER],
            "below": [row.label for row in rows if row.proposal.main in _LETTER],
        }


kinds.register(Receive())
