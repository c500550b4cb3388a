from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.forms import KeptForm
from jumpa.people.models import Person
from jumpa.people.queries import holders_of
from jumpa.scheduling import wording
from jumpa.scheduling.models import Kind, Pool, Resource
from jumpa.scheduling.resource_kind import PHASE_HELP, PHASES, AddingForm, ResourceKind, kinds

OFFICES = ("tim_tcmr", "subkor_ile")
"""Whose holders may be operators."""


class OperatorPoolForm(KeptForm):
    """Operators of which any serves as well as another."""

    lines = ("name",)

    class Meta:
        model = Pool
        fields = ("name", *PHASES, "order")
        help_texts: ClassVar[dict[str, Any]] = PHASE_HELP


class OperatorForm(KeptForm):
    """One operator; who it is stays."""

    lines = ("name",)

    class Meta:
        model = Resource
        fields = ("name", "order")


class AddOperatorsForm(AddingForm):
    """Persons who become operators."""

    persons = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        to_field_name="ref",
        label=gettext_lazy("Orang"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Pemangku Tim TCMR dan Subkor ILE yang belum menjadi operator."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        able = Person.objects.none().union(*(holders_of(office) for office in OFFICES))
        taken = Resource.objects.filter(person__isnull=False).values("person")
        found = Person.objects.filter(pk__in=[one.pk for one in able]).exclude(pk__in=taken)
        field = self.fields["persons"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = found.order_by("name")

    def made(self) -> list[Resource]:
        """One unit per person, told apart where two have one name."""
        made: list[Resource] = []
        for person in self.cleaned_data["persons"]:
            others = {one.name for one in made}
            same = Resource.objects.filter(kind=Kind.OPERATOR, name=person.name)
            is_taken = person.name in others or same.exists()
            name = f"{person.name[:60]} ({person.nip or person.ref})" if is_taken else person.name
            made.append(Resource(name=name[:100], person=person))
        return made


class Operators(ResourceKind):
    key = Kind.OPERATOR.value
    slug = "operator"
    icon = "user-check"
    form = OperatorPoolForm
    unit_form = OperatorForm
    adding = AddOperatorsForm
    unit_words = gettext_lazy("orang")

    def facts(self, record: Any) -> list[str]:
        """Of an operator, when they serve, and whether they still can."""
        if isinstance(record, Pool):
            return []
        gone = record.person is not None and not record.person.is_active
        return [
            _("akun orang ini sudah tidak aktif") if gone else "",
            wording.weekly(record.shifts.all()) or _("diminta kapan saja"),
        ]


kinds.register(Operators())
