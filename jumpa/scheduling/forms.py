from collections.abc import Iterable
from datetime import time
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Case, Q, Value, When
from django.utils.datastructures import MultiValueDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jumpa.core.forms import MomentField, plain_line
from jumpa.core.ids import new_ref
from jumpa.scheduling import queries
from jumpa.scheduling.models import Closure, Kind, Resource
from jumpa.scheduling.room_field import RoomWishField

_KINDS_IN_ORDER = Case(
    *(When(kind=kind, then=Value(place)) for place, kind in enumerate(Kind.values))
)


class AvailabilityForm(forms.Form):
    """When, and in which room if it is known; ``kecuali`` is the request that asks."""

    ruang = RoomWishField(
        Resource.objects.none(),
        label=_("Ruang"),
        required=False,
        empty_label=_("Semua ruang"),
    )
    mulai = MomentField(_("Mulai"))
    selesai = MomentField(_("Selesai"))
    peserta = forms.IntegerField(label=_("Peserta di ruang"), required=False, min_value=1)
    kecuali = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        room = self.fields["ruang"]
        if isinstance(room, forms.ModelChoiceField):
            room.queryset = queries.rooms()


class ClosureForm(forms.Form):
    """What to close, from when to when, and why. Its ``mark`` lets a double click close once.

    Rooms and operators can be chosen; units of other pools come with ``given``.
    """

    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=14)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    all_rooms = forms.BooleanField(label=_("Semua ruang yang aktif"), required=False)
    resources = forms.ModelMultipleChoiceField(
        Resource.objects.none(),
        to_field_name="ref",
        label=_("Yang ditutup"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    start = MomentField(_("Mulai"))
    end = MomentField(_("Selesai"))
    reason = forms.ChoiceField(label=_("Sebab"), choices=Closure.Reason.choices)
    note = forms.CharField(
        label=_("Keterangan"),
        required=False,
        max_length=300,
        help_text=_("Dibaca juga oleh pemohon yang terdampak, kecuali untuk operator."),
    )

    def __init__(self, *args: Any, given: Iterable[Resource] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mark"].initial = new_ref()
        chosen = Q(kind__in=(Kind.ROOM, Kind.OPERATOR), is_active=True)
        given = list(given)
        refs = [one.ref for one in given]
        if given and all(one.kind == Kind.OPERATOR for one in given):
            self.fields["reason"].initial = Closure.Reason.LEAVE
        field = self.fields["resources"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            found = Resource.objects.filter(chosen | Q(ref__in=refs))
            field.queryset = found.order_by(_KINDS_IN_ORDER, "order", "name")
            field.initial = refs
            by_kind = groupby(field.queryset, key=lambda one: one.get_kind_display())
            field.choices = [
                (kind, [(one.ref, one.name) for one in members]) for kind, members in by_kind
            ]

    def clean_note(self) -> str:
        """One line of prose."""
        return plain_line(self.cleaned_data["note"])

    def clean(self) -> dict[str, Any] | None:
        """Something is chosen."""
        cleaned = super().clean()
        if "resources" not in self.errors and not self.chosen():
            self.add_error("resources", gettext("Pilih paling sedikit satu yang ditutup."))
        return cleaned

    def remember(self, seen: str) -> None:
        """Carry on what the page shows of the events that are affected."""
        if isinstance(self.data, MultiValueDict):
            data = self.data.copy()
            data["seen"] = seen
            self.data = data

    def chosen(self) -> list[Resource]:
        """What was chosen."""
        found = list(self.cleaned_data.get("resources") or ())
        if self.cleaned_data.get("all_rooms"):
            found += [room for room in queries.rooms() if room not in found]
        return found


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
