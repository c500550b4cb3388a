from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from jumpa.people.models import Agency
from jumpa.reporting.report import Filters
from jumpa.workflow.sop import Ending


class ActivityFilterForm(forms.Form):
    """What to narrow Data Kegiatan to; sent by GET, so its names stand in the address."""

    bulan = forms.TypedChoiceField(label=_("Bulan"), required=False, coerce=int, empty_value=None)
    tahun = forms.TypedChoiceField(label=_("Tahun"), required=False, coerce=int, empty_value=None)
    instansi = forms.ChoiceField(label=_("Instansi"), required=False)
    akhir = forms.ChoiceField(label=_("Status akhir"), required=False)

    def __init__(
        self,
        *args: Any,
        years: Iterable[int],
        agencies: Sequence[Agency],
        endings: Iterable[Ending],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("bulan", MONTHS.items())
        self._offer("tahun", ((year, str(year)) for year in years))
        if len(agencies) > 1:
            self._offer("instansi", ((agency.ref, agency.name) for agency in agencies))
        else:
            del self.fields["instansi"]
        self._offer("akhir", ((ending.key, ending.title) for ending in endings))

    def _offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = [("", _("Semua")), *choices]

    def filters(self) -> Filters:
        """The checked values; a field with a fault does not narrow."""
        found = getattr(self, "cleaned_data", {})
        return Filters(
            year=found.get("tahun"),
            month=found.get("bulan"),
            agency=found.get("instansi", ""),
            ending=found.get("akhir", ""),
        )
