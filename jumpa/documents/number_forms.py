"""The forms of the book of outgoing numbers and of its rules."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jumpa.core.forms import KeptForm, believable, plain_line
from jumpa.core.ids import new_ref
from jumpa.documents.models import NumberRule, OutgoingNumber
from jumpa.documents.number_book import BookFilter, rules
from jumpa.documents.number_rules import MOST_RESERVED
from jumpa.documents.numbering import numbered_letters


class LineField(forms.CharField):
    """One line of prose."""

    def clean(self, value: Any) -> str:
        """The text, tidied."""
        return plain_line(super().clean(value))


class DayField(forms.DateField):
    """A day of this century, picked in the browser."""

    def __init__(self, label: Any, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, widget=widget, validators=[believable], **options)


class BookFilterForm(forms.Form):
    """What to narrow the book to; sent by GET, so its names stand in the address."""

    tahun = forms.TypedChoiceField(label=_("Tahun"), required=False, coerce=int, empty_value=None)
    pencacah = forms.ChoiceField(label=_("Pencacah"), required=False)
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[("", _("Semua")), *OutgoingNumber.State.choices],
    )
    cari = forms.CharField(label=_("Cari nomor atau hal"), required=False, max_length=100)

    def __init__(
        self, *args: Any, years: list[int], series: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("tahun", [(year, str(year)) for year in years])
        self._offer("pencacah", list(series.items()))

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = [("", _("Semua")), *choices]

    def wanted(self) -> BookFilter:
        """The checked values; a field with a fault does not narrow."""
        found = getattr(self, "cleaned_data", {})
        return BookFilter(
            year=found.get("tahun"),
            series=found.get("pencacah", ""),
            state=found.get("keadaan", ""),
            text=found.get("cari", ""),
        )


class ReserveForm(forms.Form):
    """Numbers for letters made elsewhere; ``token`` keeps a double click from taking twice."""

    series = forms.ChoiceField(label=_("Pencacah"))
    count = forms.IntegerField(
        label=_("Jumlah nomor"), min_value=1, max_value=MOST_RESERVED, initial=1
    )
    on = DayField(_("Tanggal surat"), help_text=_("Tahun surat menentukan nomor urutnya."))
    subject = LineField(
        label=_("Untuk surat"),
        max_length=300,
        help_text=_("Misalnya: undangan rapat yang dibuat di luar Jumpa."),
    )
    token = forms.SlugField(widget=forms.HiddenInput, max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(rule.series, rule.title) for rule in rules()]
        cast(forms.ChoiceField, self.fields["series"]).choices = choices
        self.fields["on"].initial = timezone.localdate
        self.fields["token"].initial = new_ref


class UseForm(forms.Form):
    """For which letter a reserved number was used."""

    subject = LineField(label=_("Dipakai untuk"), max_length=300)
    on = DayField(_("Tanggal surat"))


class ReasonForm(forms.Form):
    """Why a number is cancelled or a paper withdrawn."""

    reason = LineField(
        label=_("Alasan"),
        max_length=500,
        help_text=_("Alasan ini tetap tercatat di buku nomor surat."),
    )


class NumberRuleForm(KeptForm):
    """How some kinds of letters are numbered."""

    letters = forms.MultipleChoiceField(
        label=_("Jenis naskah"), required=False, widget=forms.CheckboxSelectMultiple
    )
    lines = ("title", "classification", "unit", "pattern")

    class Meta:
        model = NumberRule
        fields = ("title", "series", "letters", "classification", "unit", "pattern")
        help_texts: ClassVar[dict[str, Any]] = {
            "series": _(
                "Huruf, angka, dan tanda hubung, misalnya surat-tugas. Tidak dapat diubah."
            ),
            "unit": _("Boleh kosong; bagian yang kosong tidak dicetak."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.MultipleChoiceField, self.fields["letters"])
        field.choices = list(numbered_letters().items())
        if self.instance.pk:
            # Another series would begin at one again.
            self.fields["series"].disabled = True
        if self.instance.pk and not self.instance.letters:
            del self.fields["letters"]
        else:
            field.required = True
            field.error_messages["required"] = _("Pilih sedikitnya satu jenis naskah.")

    @property
    def values(self) -> dict[str, Any]:
        """The checked values; the default rule's list of letters stays empty."""
        return {name: self.cleaned_data.get(name, []) for name in self.kept}
