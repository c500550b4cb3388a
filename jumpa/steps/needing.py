"""What the office decides of a request's need otherwise than was asked: how many, who, which."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.intake import catalogue
from jumpa.intake.actions.holding import hold_wants
from jumpa.intake.models import ServiceRequest
from jumpa.intake.needs import unit_key
from jumpa.intake.queries import request_of
from jumpa.scheduling.models import Kind, Resource
from jumpa.scheduling.queries import managed
from jumpa.steps.fields import ManyField
from jumpa.workflow.step_kind import Move, StepForm, Work

_COUNT = "count_"


class OperatorsForm(StepForm):
    """Who stands by; chosen by hand, else the program chooses fairly."""

    operators = ManyField(gettext_lazy("Operator yang ditunjuk"), {})
    operator_reason = forms.CharField(
        label=gettext_lazy("Alasan penunjukan"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "Wajib bila yang ditunjuk di luar jam jaga, cuti, atau belum beristirahat."
        ),
    )

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, work=work, **kwargs)
        self.subject = request_of(work.task.run)
        field = cast(forms.MultipleChoiceField, self.fields["operators"])
        active = Resource.objects.active().filter(kind=Kind.OPERATOR)
        self.people = {one.ref: one for one in active}
        field.choices = [(ref, one.name) for ref, one in self.people.items()]
        chosen = set(self.subject.office_need.get("operators", ()))
        field.initial = [ref for ref, one in self.people.items() if one.pk in chosen]
        self.fields["operator_reason"].initial = self.subject.office_need.get("operator_reason", "")


class NeedForm(OperatorsForm):
    """Other counts, operators and units chosen by hand."""

    field_order = ("operator_count", "operators", "operator_reason")
    operator_count = forms.IntegerField(
        label=gettext_lazy("Jumlah operator"), min_value=0, max_value=20, required=False
    )
    units = ManyField(
        gettext_lazy("Satuan yang ditetapkan"),
        {},
        help_text=gettext_lazy(
            "Dari kelompok yang diminta; jumlah yang baru disimpan lebih dahulu."
        ),
    )

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, work=work, **kwargs)
        office = self.subject.office_need
        asked = int("operator" in self.subject.needs)
        self.fields["operator_count"].initial = office.get("operator_count", asked)
        counts = {**self.subject.equipment, **office.get("counts", {})}
        for key in managed().equipment:
            self.fields[_COUNT + key] = forms.IntegerField(
                label=catalogue.title("equipment", key),
                min_value=0,
                max_value=999,
                required=False,
                initial=counts.get(key, 0),
            )
        self._offer_units(office)

    def clean(self) -> dict[str, Any]:
        """An empty form changes nothing, and says so."""
        super().clean()
        if (
            not self.errors
            and _decided(self.subject, self.cleaned_data) == self.subject.office_need
        ):
            self.add_error(None, _("Belum ada kebutuhan yang diubah."))
        return self.cleaned_data

    def _offer_units(self, office: Mapping[str, Any]) -> None:
        field = cast(forms.MultipleChoiceField, self.fields["units"])
        found = list(_units_for(self.subject))
        field.choices = [
            (str(pool), [(one.ref, one.name) for one in units])
            for pool, units in groupby(found, key=lambda one: one.pool)
        ]
        pinned = {pk for pks in office.get("units", {}).values() for pk in pks}
        field.initial = [one.ref for one in found if one.pk in pinned]


def _units_for(request: ServiceRequest) -> Sequence[Resource]:
    """What could be chosen by hand: of the equipment needed, the accounts, the room's line."""
    building = request.room.building if request.room is not None else ""
    counts = {**request.equipment, **request.office_need.get("counts", {})}
    wanted = Q(kind=Kind.EQUIPMENT, pool__key__in=[key for key, count in counts.items() if count])
    if request.application:
        wanted |= Q(kind=Kind.HOST_ACCOUNT, pool__provider=request.application)
    if building:
        wanted |= Q(kind=Kind.UPLINK, pool__site=building)
    active = Resource.objects.active().filter(wanted, pool__is_active=True)
    return list(active.select_related("pool").order_by("pool__kind", "pool__order", "order", "pk"))


NEED = Move(
    "need",
    gettext_lazy("Atur kebutuhan"),
    NeedForm,
    is_outcome=False,
    tone="secondary",
    intro=gettext_lazy(
        "Yang tidak ditunjuk dipilih sistem: operator bergilir adil, satuan mana saja yang bebas."
    ),
)


def kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """The form's values as the entry keeps them."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def set_need(request: ServiceRequest, values: Mapping[str, Any], actor: Actor) -> None:
    """Write on a locked request what the office decided, and hold its time anew with it.

    Raises:
        Conflict: something of it is taken, or an operator is not on duty and no reason was given;
            nothing has changed.
    """
    decided = _decided(request, values)
    if decided == request.office_need:
        return
    before, request.office_need = request.office_need, decided
    request.version += 1
    request.save()
    hold_wants(request, actor, accepts_clash=request.has_clash)
    record(
        actor,
        "steps.set_need",
        f"request:{request.ref}",
        before=before,
        after=decided,
        owner=request.ref,
    )


def operators_by_hand(values: Mapping[str, Any]) -> dict[str, Any]:
    """Of a form's values the part of ``office_need`` that says who stands by."""
    found = Resource.objects.filter(kind=Kind.OPERATOR, ref__in=values.get("operators") or [])
    chosen = sorted(found.values_list("pk", flat=True))
    if not chosen:
        return {}
    return {"operators": chosen, "operator_reason": values.get("operator_reason", "").strip()}


def _decided(request: ServiceRequest, values: Mapping[str, Any]) -> dict[str, Any]:
    decided = operators_by_hand(values)
    counts = {
        name.removeprefix(_COUNT): count or 0
        for name, count in values.items()
        if name.startswith(_COUNT)
    }
    changed = {key: n for key, n in counts.items() if n != request.equipment.get(key, 0)}
    if changed:
        decided["counts"] = changed
    operators, asked = values.get("operator_count"), int("operator" in request.needs)
    if operators is not None and operators != asked:
        decided["operator_count"] = operators
    units: dict[str, list[int]] = {}
    for one in _units_for(request):
        if one.pool is not None and one.ref in (values.get("units") or []):
            pool = one.pool
            key = unit_key(one.kind, pool.key, pool.provider, pool.site)
            units.setdefault(key, []).append(one.pk)
    if units:
        decided["units"] = units
    return decided
