"""What the signing desk asks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.documents.models import Paper
from jumpa.documents.signer import Handed, Signer, active_signers


def desk_signers() -> tuple[Signer, ...]:
    """The active ways that need no file of each paper."""
    return tuple(signer for signer in active_signers() if "file" not in signer.asks)


class SigningForm(forms.Form):
    """Several papers, one way, and what that way asks for; nothing of it is kept."""

    papers = forms.MultipleChoiceField(
        label=gettext_lazy("Naskah"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Pilih sedikitnya satu naskah."),
            "invalid_choice": gettext_lazy(
                "Ada naskah yang dipilih yang tidak lagi menunggu tanda tangan Anda. Periksa"
                " daftarnya, lalu pilih lagi."
            ),
        },
    )
    way = forms.ChoiceField(label=gettext_lazy("Cara menandatangani"), widget=forms.RadioSelect)
    nik = forms.RegexField(
        r"^\d{16}$",
        label=gettext_lazy("NIK"),
        required=False,
        help_text=gettext_lazy(
            "16 angka; hanya diteruskan ke layanan tanda tangan, tidak disimpan."
        ),
        error_messages={"invalid": gettext_lazy("NIK terdiri atas 16 angka.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    passphrase = forms.CharField(
        label=gettext_lazy("Passphrase"),
        required=False,
        strip=False,
        max_length=200,
        help_text=gettext_lazy("Cukup sekali untuk semua naskah yang dipilih; tidak disimpan."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, papers: Sequence[Paper], ways: Sequence[Signer], **more: Any):
        super().__init__(*args, **more)
        self.ways = {signer.key: signer for signer in ways}
        self._choose(papers)
        asked = {name for signer in ways for name in signer.asks}
        for name in {"nik", "passphrase"} - asked:
            del self.fields[name]
        if len(self.ways) == 1:
            del self.fields["way"]

    def _choose(self, papers: Sequence[Paper]) -> None:
        for name, choices in (
            ("papers", [(paper.ref, str(paper)) for paper in papers]),
            ("way", [(key, str(signer.title)) for key, signer in self.ways.items()]),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean(self) -> dict[str, Any]:
        """What the chosen way asks for must be there."""
        given = super().clean() or {}
        if len(self.ways) == 1:
            given["way"] = next(iter(self.ways))
        signer = self.ways.get(given.get("way", ""))
        for name in sorted(signer.asks) if signer else ():
            if name in self.fields and not given.get(name) and name not in self.errors:
                label = self.fields[name].label
                self.add_error(name, _("%(label)s wajib diisi.") % {"label": label})
        return given

    def handed(self) -> Handed:
        """What was typed, for the way that was chosen."""
        given = self.cleaned_data
        asks = self.ways[given["way"]].asks
        wanted = {name: given.get(name, "") for name in ("nik", "passphrase") if name in asks}
        return Handed(**wanted)
