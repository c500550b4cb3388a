"""Form fields that several kinds of step share."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.forms import believable
from jumpa.intake.forms import DayInput
from jumpa.steps.wording import REASONS
from jumpa.workflow.step_kind import StepForm


class NoteField(forms.CharField):
    """Free text of a few lines, at most 2,000 characters."""

    def __init__(self, label: Any, *, required: bool = False, rows: int = 3) -> None:
        super().__init__(
            label=label,
            required=required,
            max_length=2000,
            widget=forms.Textarea({"rows": rows}),
        )


class DayField(forms.DateField):
    """A date, picked in the browser."""

    def __init__(self, label: Any, *, required: bool = True) -> None:
        super().__init__(label=label, required=required, widget=DayInput(), validators=[believable])


class ManyField(forms.MultipleChoiceField):
    """Several of a list, as boxes to tick."""

    def __init__(
        self, label: Any, choices: dict[str, Any], *, required: bool = False, help_text: Any = ""
    ) -> None:
        super().__init__(
            label=label,
            choices=list(choices.items()),
            required=required,
            help_text=help_text,
            widget=forms.CheckboxSelectMultiple,
        )


class ReasonForm(StepForm):
    """Why a request goes back or is refused: one of the SOP's causes, and in words."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Alasan"),
        choices=[("", gettext_lazy("Pilih alasan")), *REASONS.items()],
    )
    note = NoteField(gettext_lazy("Penjelasan untuk pemohon"), required=True)


class NoteForm(StepForm):
    """A note that must be there."""

    note = NoteField(gettext_lazy("Catatan"), required=True)


def signs_of_life(text: str) -> str:
    """Trimmed text; a refusal if nothing but blanks or marks is left."""
    if not any(character.isalnum() for character in text):
        raise forms.ValidationError(_("Isi dengan kata-kata."))
    return text.strip()
