from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jumpa.documents.models import OfficeProfile

if TYPE_CHECKING:
    _ProfileForm = forms.ModelForm[OfficeProfile]
else:
    _ProfileForm = forms.ModelForm


class OfficeProfileForm(_ProfileForm):
    """The kop and the logo; the picture itself is checked by the action."""

    new_logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG atau JPG. Kosongkan bila logo tidak diganti."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    remove_logo = forms.BooleanField(label=_("Hapus logo"), required=False)

    class Meta:
        model = OfficeProfile
        fields = (
            "government",
            "agency",
            "address",
            "city",
            "postal_code",
            "phone",
            "website",
            "email",
            "paper_size",
        )

    @property
    def seen(self) -> str:
        """The stamp of the kop that the posted form was filled from."""
        return str(self.data.get("cap", ""))

    def facts(self) -> dict[str, Any]:
        """The entries without the logo."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}
