"""Forms for a request that is under way."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from jumpa.core.forms import MomentInput, believable
from jumpa.intake import rules
from jumpa.intake.forms.fields import TEXTS, RoomField


class WithdrawForm(forms.Form):
    """Why a request is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan pembatalan"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )


class AnotherTimeForm(forms.Form):
    """Another time or room for a request that is under way; of a series, for all or one date."""

    field_order = ("date", "room", "start", "end", "reason")
    room = RoomField(empty_label=gettext_lazy("Tempat semula di luar TCM Room"))
    date = forms.TypedChoiceField(
        label=gettext_lazy("Tanggal yang diubah"), coerce=int, empty_value=None, required=False
    )
    start = forms.DateTimeField(
        label=gettext_lazy("Mulai"), widget=MomentInput(), validators=[believable]
    )
    end = forms.DateTimeField(
        label=gettext_lazy("Selesai"), widget=MomentInput(), validators=[believable]
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=500, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, dates: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        """With the dates of a series (number and words), one of them can be meant."""
        super().__init__(*args, **kwargs)
        field = cast(forms.TypedChoiceField, self.fields["date"])
        field.choices = [("", gettext("Semua tanggal, digeser bersama")), *dates]
        if not dates:
            del self.fields["date"]

    def clean(self) -> dict[str, Any]:
        """A time that can be."""
        super().clean()
        data = self.cleaned_data
        for problem in rules.time_problems(data.get("start"), data.get("end"), timezone.now()):
            self.add_error(problem.field, str(TEXTS[problem.code]))
        return data
