"""The forms of persons, agencies, offices and appointments: they check shape, not rules."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jumpa.core.forms import KeptForm, LinesForm
from jumpa.people.duty import duties
from jumpa.people.models import Agency, Appointment, Office, Person
from jumpa.people.rules import NIP_LENGTH, is_nip, is_phone, nip_digits

if TYPE_CHECKING:
    _ModelChoiceField = forms.ModelChoiceField[Person]
else:
    _ModelChoiceField = forms.ModelChoiceField

_PHONE_HELP = _("Misalnya 0812 5700 1001 atau (0562) 631000.")


def _sound_phone(text: str) -> str:
    if text and not is_phone(text):
        raise ValidationError(_("Tulis nomor telepon dengan 8 sampai 15 angka."), "phone")
    return text


class _PhoneForm(LinesForm):
    def clean_phone(self) -> str:
        """Empty, or written as a phone number."""
        return _sound_phone(self.cleaned_data["phone"])


class AgencyForm(_PhoneForm, KeptForm):
    """One agency."""

    lines = ("name", "short_name", "address")

    class Meta:
        model = Agency
        fields = ("name", "short_name", "kind", "address", "phone", "email")
        help_texts: ClassVar[dict[str, Any]] = {
            "short_name": _("Dipakai di tempat yang sempit, misalnya Disdikbud."),
            "phone": _PHONE_HELP,
        }


class AgencyRowForm(_PhoneForm):
    """The same checks for one row of a file."""

    lines = AgencyForm.lines
    kind = forms.CharField(label=_("Jenis"), required=False)

    class Meta:
        model = Agency
        fields = AgencyForm.Meta.fields

    def clean_kind(self) -> str:
        """The key for a kind written as its key or its title; an empty one is an OPD."""
        word = " ".join(self.cleaned_data["kind"].split()).casefold()
        for key, title in Agency.Kind.choices:
            if word in {key, str(title).casefold()} or not word:
                return str(key)
        words = gettext("Jenis tidak dikenal. Tulis salah satu dari: %(kinds)s.")
        raise ValidationError(words % {"kinds": ", ".join(Agency.Kind.values)})

    @property
    def faults(self) -> tuple[str, ...]:
        """All faults, each with its column."""
        return tuple(
            f"{self.fields[name].label or name}: {message}"
            for name, messages in self.errors.items()
            for message in messages
        )


class PersonForm(_PhoneForm, KeptForm):
    """One person, without the password."""

    lines = ("name", "rank")
    nip = forms.CharField(
        label=_("NIP"),
        required=False,
        max_length=40,
        help_text=_("18 angka; kosongkan bila tidak ada."),
    )

    class Meta:
        model = Person
        fields = ("name", "nip", "email", "phone", "rank", "agency")
        help_texts: ClassVar[dict[str, Any]] = {
            "name": _("Dengan gelar, sebagaimana tercetak pada surat."),
            "email": _("Dipakai untuk masuk dan menerima pemberitahuan."),
            "phone": _PHONE_HELP,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choosable = Agency.objects.filter(Q(is_active=True) | Q(pk=self.instance.agency_id))
        choice = self.fields["agency"]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = choosable
            choice.empty_label = gettext("Tanpa instansi")

    def clean_nip(self) -> str | None:
        """Digits only, or nothing."""
        digits = nip_digits(self.cleaned_data["nip"] or "")
        if digits and not is_nip(digits):
            words = gettext("NIP terdiri atas %(wanted)d angka; yang Anda tulis %(found)d.")
            raise ValidationError(words % {"wanted": NIP_LENGTH, "found": len(digits)}, "nip")
        return digits or None

    def clean_email(self) -> str:
        """In lower case, as it is compared when someone logs in."""
        return str(self.cleaned_data["email"]).lower()


class OfficeForm(KeptForm):
    """The title of an office."""

    lines = ("title",)

    class Meta:
        model = Office
        fields = ("title",)
        help_texts: ClassVar[dict[str, Any]] = {
            "title": _("Tercetak pada surat dan layar. Catatan lama tidak berubah."),
        }


class _PersonChoice(_ModelChoiceField):
    def label_from_instance(self, obj: Person) -> str:
        """The name, told apart by NIP and agency."""
        return " · ".join(part for part in (obj.name, obj.nip, str(obj.agency or "")) if part)


class AppointmentForm(KeptForm):
    """Who holds an office, or stands in, from when to when."""

    lines = ("basis_number",)
    days = ("start", "end", "basis_date")
    person = _PersonChoice(
        queryset=Person.objects.none(), label=_("Pejabat"), empty_label=_("Pilih orang")
    )
    scope = forms.MultipleChoiceField(
        label=_("Lingkup tugas"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Hanya untuk Plh. dan Plt. Tanpa pilihan berarti semua tugas jabatan ini."),
    )

    class Meta:
        model = Appointment
        fields = ("person", "standing", "start", "end", "basis_number", "basis_date", "scope")
        help_texts: ClassVar[dict[str, Any]] = {
            "end": _("Kosongkan bila belum ditentukan."),
            "basis_number": _("Wajib untuk Plh. dan Plt."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["person"]
        if isinstance(people, forms.ModelChoiceField):
            people.queryset = Person.objects.filter(
                Q(is_active=True) | Q(pk=self.instance.person_id)
            ).select_related("agency")
        scope = self.fields["scope"]
        if isinstance(scope, forms.MultipleChoiceField):
            scope.choices = [(key, gettext(title)) for key, title in duties().items()]

    def clean(self) -> dict[str, Any] | None:
        """A stand-in names the basis letter with its date."""
        cleaned = super().clean()
        if self.cleaned_data.get("standing") in {"plh", "plt"}:
            for name in ("basis_number", "basis_date"):
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, _("Wajib diisi untuk Plh. dan Plt."))
        return cleaned


class AccountForm(_PhoneForm, KeptForm):
    """What people change of their own account; a new e-mail address asks for the password."""

    password = forms.CharField(
        label=_("Kata sandi sekarang"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text=_("Hanya perlu bila pos-el diganti."),
    )

    class Meta:
        model = Person
        fields = ("phone", "email")
        help_texts: ClassVar[dict[str, Any]] = {"phone": _PHONE_HELP}

    def clean_email(self) -> str:
        """In lower case, as it is compared when someone logs in."""
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any] | None:
        """Whoever changes the address they log in with proves who they are."""
        cleaned = super().clean()
        is_new = self.cleaned_data.get("email") != self.initial.get("email")
        password = self.cleaned_data.get("password") or ""
        if is_new and "email" in self.cleaned_data and not self.instance.check_password(password):
            self.add_error("password", _("Tulis kata sandi Anda sekarang untuk mengganti pos-el."))
        return cleaned


class AgencyFileForm(forms.Form):
    """The CSV file."""

    file = forms.FileField(
        label=_("Berkas CSV"),
        help_text=_("Paling besar 512 KB. Baris pertama memuat judul kolom."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
