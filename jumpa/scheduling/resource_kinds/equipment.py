from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.forms import KeptForm, plain_line
from jumpa.scheduling import catalogue
from jumpa.scheduling.models import Kind, Pool, Resource
from jumpa.scheduling.numbering import counted_up, next_number, numbered
from jumpa.scheduling.resource_kind import (
    PHASE_HELP,
    PHASES,
    AddingForm,
    CountField,
    ResourceKind,
    kinds,
)


class EquipmentPoolForm(KeptForm):
    """Equals of which a request takes a number."""

    lines = ("name",)
    key = forms.ChoiceField(
        label=gettext_lazy("Sebutan di formulir permohonan"),
        required=False,
        help_text=gettext_lazy("Permohonan yang menyebut ini memakai kelompok ini."),
    )

    class Meta:
        model = Pool
        fields = ("name", "key", *PHASES, "order")
        help_texts: ClassVar[dict[str, Any]] = PHASE_HELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = catalogue.titles("equipment")
        own = {self.instance.key: self.instance.key} if self.instance.key else {}
        field = self.fields["key"]
        if isinstance(field, forms.ChoiceField):
            none = _("Tidak disebut di formulir")
            field.choices = [("", none), *{**own, **known}.items()]


class EquipmentForm(KeptForm):
    """One unit."""

    lines = ("name", "inventory_number")

    class Meta:
        model = Resource
        fields = ("name", "inventory_number", "condition", "order")
        help_texts: ClassVar[dict[str, Any]] = {
            "condition": gettext_lazy("Yang rusak atau dipinjamkan tidak dapat dipesan."),
        }


class AddEquipmentForm(AddingForm):
    """One unit or several, named and numbered in a row."""

    name = forms.CharField(label=gettext_lazy("Nama"), max_length=90)
    count = CountField(label=gettext_lazy("Berapa satuan"))
    first = forms.IntegerField(
        label=gettext_lazy("Mulai dari nomor"),
        min_value=1,
        max_value=99_999,
        help_text=gettext_lazy("Misalnya Mikrofon 1, Mikrofon 2, dan seterusnya."),
    )
    inventory_number = forms.CharField(
        label=gettext_lazy("Nomor inventaris pertama"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Angka terakhirnya dihitung naik untuk satuan berikutnya."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = self.pool.name
        names = self.pool.resources.values_list("name", flat=True)
        self.fields["first"].initial = next_number(names)

    def clean_name(self) -> str:
        """One line of prose."""
        return plain_line(self.cleaned_data["name"])

    def clean_inventory_number(self) -> str:
        """One line of prose."""
        return plain_line(self.cleaned_data["inventory_number"])

    def made(self) -> list[Resource]:
        """The units in a row."""
        asked = self.cleaned_data
        count, first = asked["count"], asked["first"]
        names = numbered(asked["name"], first, count)
        numbers = counted_up(asked["inventory_number"], count)
        return [
            Resource(name=name, inventory_number=number, order=min(first + step, 32_000))
            for step, (name, number) in enumerate(zip(names, numbers, strict=True))
        ]


class Equipment(ResourceKind):
    key = Kind.EQUIPMENT.value
    slug = "perlengkapan"
    icon = "microphone"
    form = EquipmentPoolForm
    unit_form = EquipmentForm
    adding = AddEquipmentForm

    def facts(self, record: Any) -> list[str]:
        """What the form calls it, if otherwise; of a unit its inventory number."""
        if isinstance(record, Resource):
            return [record.inventory_number]
        if not record.key:
            return [_("tidak disebut di formulir")]
        word = catalogue.title("equipment", record.key)
        return [] if word == record.name else [_("di formulir: %(word)s") % {"word": word}]


kinds.register(Equipment())
