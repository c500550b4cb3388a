from datetime import time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from jumpa.core.forms import believable
from jumpa.scheduling import queries
from jumpa.scheduling.models import Resource


def _moment(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        validators=[believable],
    )


class AvailabilityForm(forms.Form):
    """When, and in which room if it is known; ``kecuali`` is the request that asks."""

    ruang = forms.ModelChoiceField(
        Resource.objects.none(),
        to_field_name="ref",
        label=_("Ruang"),
        required=False,
        empty_label=_("Semua ruang"),
    )
    mulai = _moment(_("Mulai"))
    selesai = _moment(_("Selesai"))
    peserta = forms.IntegerField(label=_("Peserta di ruang"), required=False, min_value=1)
    kecuali = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        room = self.fields["ruang"]
        if isinstance(room, forms.ModelChoiceField):
            room.queryset = queries.rooms()


class PhotoForm(forms.Form):
    """The photo of a room; the action looks into the file."""

    photo = forms.FileField(
        label=_("Berkas foto"),
        help_text=_("JPG, PNG, atau WebP. Data lokasi dan kamera di dalamnya dibuang."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )


class ShiftForm(forms.Form):
    """The same hours on one or several days of each week."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("Hari"),
        coerce=int,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    start = forms.TimeField(label=_("Mulai"), initial=time(7, 30))
    end = forms.TimeField(
        label=_("Selesai"),
        initial=time(16),
        help_text=_("Jam yang tidak sesudah jam mulai berarti keesokan harinya."),
    )
