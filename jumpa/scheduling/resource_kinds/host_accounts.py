from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.forms import KeptForm, plain_line
from jumpa.scheduling import catalogue
from jumpa.scheduling.models import Kind, Pool, Resource
from jumpa.scheduling.numbering import next_number
from jumpa.scheduling.resource_kind import (
    PHASE_HELP,
    PHASES,
    AddingForm,
    CountField,
    ResourceKind,
    kinds,
)


class AccountPoolForm(KeptForm):
    """Accounts of which any serves as well as another."""

    lines = ("name",)
    provider = forms.ChoiceField(label=gettext_lazy("Penyedia"))

    class Meta:
        model = Pool
        fields = ("name", "provider", "seats", "mode", *PHASES, "order")
        help_texts: ClassVar[dict[str, Any]] = {
            "seats": gettext_lazy("Sebanyak lisensinya; kosong berarti tanpa batas."),
            **PHASE_HELP,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mode"].required = True
        own = {self.instance.provider: self.instance.provider} if self.instance.provider else {}
        field = self.fields["provider"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list({**own, **catalogue.titles("application")}.items())


class AccountForm(KeptForm):
    """One of the meetings that an account may run at once."""

    lines = ("name", "account")

    class Meta:
        model = Resource
        fields = ("name", "account", "condition", "order")


class AddAccountForm(AddingForm):
    """An account, with as many units as it may run meetings at once."""

    account = forms.CharField(
        label=gettext_lazy("Nama masuk akun"),
        max_length=90,
        help_text=gettext_lazy("Tanpa kata sandi; kata sandi akun tidak disimpan di sini."),
    )
    count = CountField(
        label=gettext_lazy("Rapat serentak menurut lisensi"),
        help_text=gettext_lazy(
            "Akun yang sudah ada dapat ditambah rapatnya dengan cara yang sama."
        ),
    )

    def clean_account(self) -> str:
        """One line of prose."""
        return plain_line(self.cleaned_data["account"])

    def made(self) -> list[Resource]:
        """One unit per meeting."""
        account, count = self.cleaned_data["account"], self.cleaned_data["count"]
        there = Resource.objects.filter(kind=Kind.HOST_ACCOUNT, account=account)
        first = next_number(there.values_list("name", flat=True))
        return [
            Resource(name=f"{account} rapat {number}", account=account, order=number)
            for number in range(first, first + count)
        ]


class HostAccounts(ResourceKind):
    key = Kind.HOST_ACCOUNT.value
    slug = "akun-host"
    icon = "video"
    form = AccountPoolForm
    unit_form = AccountForm
    adding = AddAccountForm
    unit_words = gettext_lazy("rapat serentak")

    def facts(self, record: Any) -> list[str]:
        """Whose they are, for how many, and for what."""
        if isinstance(record, Resource):
            return [record.account]
        seats = _("%(count)s peserta") % {"count": record.seats} if record.seats else ""
        provider = catalogue.title("application", record.provider)
        return [provider, seats, str(record.get_mode_display())]


kinds.register(HostAccounts())
