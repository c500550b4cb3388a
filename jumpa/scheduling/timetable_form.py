"""What a timetable's address asks for."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jumpa.core.ids import is_ref
from jumpa.scheduling.models import Kind, Pool
from jumpa.scheduling.period import VIEWS, Period, View
from jumpa.scheduling.queries import Wanted
from jumpa.scheduling.queries.filters import buildings

VIEW_TITLES: dict[View, Any] = {"hari": _("Hari"), "minggu": _("Minggu"), "bulan": _("Bulan")}


class TimetableForm(forms.Form):
    """View, day and filters. Nothing here is a mistake: what makes no sense counts as not said."""

    tampilan = forms.ChoiceField(choices=[(key, key) for key in VIEWS], widget=forms.HiddenInput)
    tanggal = forms.DateField(
        label=_("Tanggal"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    jenis = forms.ChoiceField(label=_("Jenis"), required=False)
    gedung = forms.ChoiceField(label=_("Gedung"), required=False)
    kelompok = forms.ChoiceField(label=_("Kelompok"), required=False)
    sumber = forms.CharField(widget=forms.HiddenInput, required=False, max_length=14)
    halaman = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10_000)

    def __init__(self, *args: Any, is_official: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_official = is_official
        kinds = [one for one in Kind if is_official or one != Kind.OPERATOR]
        pools = Pool.objects.filter(is_active=True, kind__in=kinds).order_by("kind", "order")
        self._offer("jenis", _("Semua jenis"), [(one.value, one.label) for one in kinds])
        self._offer("gedung", _("Semua gedung"), [(name, name) for name in buildings()])
        self._offer("kelompok", _("Semua kelompok"), list(pools.values_list("ref", "name")))

    def _offer(self, name: str, empty: Any, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", empty), *choices]

    def wanted(self) -> Wanted:
        """What is asked for: this week, if no other time is."""
        self.is_valid()
        said = self.cleaned_data
        resource = said.get("sumber") or ""
        return Wanted(
            period=Period(said.get("tampilan") or "minggu", _believable(said.get("tanggal"))),
            is_official=self.is_official,
            kind=said.get("jenis") or "",
            building=said.get("gedung") or "",
            pool=said.get("kelompok") or "",
            resource=resource if is_ref(resource) else "",
            page=said.get("halaman") or 1,
        )


def _believable(day: date | None) -> date:
    # The first and last years leave no period beside them to link to.
    return day if day is not None and 2000 <= day.year <= 2999 else timezone.localdate()
