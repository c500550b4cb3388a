"""Forms for a request that is under way."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from jumpa.core.forms import believable
from jumpa.intake import rules
from jumpa.intake.forms.fields import TEXTS, MomentInput, RoomField


class WithdrawForm(forms.Form):
    """Why a request is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan pembatalan"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )


class AnotherTimeForm(forms.Form):
    """Another time or room for a request that is under way."""

    room = RoomField(empty_label=gettext_lazy("Tempat semula di luar TCM Room"))
    start = forms.DateTimeField(
        label=gettext_lazy("Mulai"), widget=MomentInput(), validators=[believable]
    )
    end = forms.DateTimeField(
        label=gettext_lazy("Selesai"), widget=MomentInput(), validators=[believable]
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan"), max_length=500, widget=forms.Textarea({"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """A time that can be."""
        super().clean()
        data = self.cleaned_data
        for problem in rules.time_problems(data.get("start"), data.get("end"), timezone.now()):
            self.add_error(problem.field, str(TEXTS[problem.code]))
        return data
