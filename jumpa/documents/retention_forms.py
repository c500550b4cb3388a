"""The forms of retention and of disposal."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from jumpa.core.forms import KeptForm, plain_line
from jumpa.core.ids import is_ref, new_ref
from jumpa.documents.facts import SignatureFacts
from jumpa.documents.models import RetentionRule
from jumpa.documents.retention import Wanted, kind_titles

WITNESSES = 2


class RetentionRuleForm(KeptForm):
    """For how long one kind is kept, and what becomes of it then."""

    kind = forms.ChoiceField(label=_("Jenis arsip"))

    class Meta:
        model = RetentionRule
        fields = ("kind", "active_years", "inactive_years", "fate")

    def __init__(self, *args: Any, is_default: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["kind"])
        field.choices = list(kind_titles().items())
        for name in ("active_years", "inactive_years"):
            number = cast(forms.IntegerField, self.fields[name])
            number.validators.append(_at_most_a_century)
        if is_default:
            del self.fields["kind"]
        elif self.instance.pk:
            field.disabled = True

    @property
    def kept(self) -> tuple[str, ...]:
        """The default's kind is no choice of the form."""
        return tuple(name for name in super().kept if name in self.fields)


def _at_most_a_century(value: int) -> None:
    if value > 100:
        raise forms.ValidationError(_("Paling lama 100 tahun."), "years")


class LineField(forms.CharField):
    """One line of prose."""

    def clean(self, value: Any) -> str:
        """The text, tidied."""
        return plain_line(super().clean(value))


class DueFilterForm(forms.Form):
    """What to narrow the list to; sent by GET, so its names stand in the address."""

    jenis = forms.ChoiceField(label=_("Jenis arsip"), required=False)
    cari = forms.CharField(
        label=_("Cari judul, nomor, atau permohonan"), required=False, max_length=100
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ChoiceField, self.fields["jenis"])
        field.choices = [("", _("Semua")), *kind_titles().items()]

    def wanted(self) -> Wanted:
        """The checked values; a field with a fault does not narrow."""
        found = getattr(self, "cleaned_data", {})
        return Wanted(kind=found.get("jenis", ""), text=found.get("cari", ""))


class DisposalForm(forms.Form):
    """What to destroy, on which approval, and before whom; ``ref`` survives a double click."""

    keys = forms.MultipleChoiceField(
        label=_("Arsip yang dimusnahkan"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Centang sedikitnya satu arsip."),
            "invalid_choice": _(
                "Yang Anda centang sudah tidak ada di daftar ini. Periksa lagi daftarnya."
            ),
        },
    )
    basis = LineField(
        label=_("Dasar pemusnahan"),
        max_length=300,
        help_text=_("Nomor dan tanggal persetujuan pemusnahan arsip."),
    )
    witness_1_name = LineField(label=_("Nama saksi pertama"), max_length=200)
    witness_1_title = LineField(label=_("Jabatan saksi pertama"), max_length=200)
    witness_2_name = LineField(label=_("Nama saksi kedua"), max_length=200)
    witness_2_title = LineField(label=_("Jabatan saksi kedua"), max_length=200)
    sure = forms.BooleanField(label=_("Berkas dihapus dan tidak dapat dikembalikan. Saya yakin."))
    ref = forms.CharField(widget=forms.HiddenInput, required=False, max_length=14)

    def __init__(self, *args: Any, due: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["keys"]).choices = due
        self.fields["ref"].initial = new_ref

    @property
    def disposal_ref(self) -> str:
        """The ref that the page gave; a fresh one if it gave none that is sound."""
        ref = str(self.cleaned_data.get("ref") or "")
        return ref if is_ref(ref) else new_ref()

    @property
    def witnesses(self) -> tuple[SignatureFacts, ...]:
        """Those before whom it is done."""
        entries = self.cleaned_data
        return tuple(
            SignatureFacts(entries[f"witness_{at}_title"], entries[f"witness_{at}_name"])
            for at in range(1, WITNESSES + 1)
        )
