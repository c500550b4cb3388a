import json
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from jumpa.core.forms import believable
from jumpa.scheduling import queries
from jumpa.scheduling.actions import RoomFacts
from jumpa.scheduling.models import Resource
from jumpa.scheduling.room_field import RoomWishField

if TYPE_CHECKING:
    ResourceForm = forms.ModelForm[Resource]
else:
    ResourceForm = forms.ModelForm


class LayoutsField(forms.CharField):
    """One layout per line."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value: Any) -> Any:
        """A list as lines; what was typed as it was typed."""
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value: Any) -> tuple[str, ...]:
        """The names without blanks around them and each once, in their order."""
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        names = tuple(dict.fromkeys(filter(None, lines)))
        if any(len(name) > 40 for name in names):
            raise forms.ValidationError(_("Nama tata letak paling panjang 40 huruf."))
        return names


class RoomForm(ResourceForm):
    """What an administrator says of a room."""

    layouts = LayoutsField(
        label=_("Tata letak"),
        required=False,
        max_length=1000,
        help_text=_("Satu per baris, misalnya U-shape, teater, kelas, meja konferensi."),
    )
    # The facts as they stood when the page was opened: a form that has gone stale is refused.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Resource
        fields = (
            "name",
            "location",
            "capacity",
            "layouts",
            "has_connection",
            "setup_minutes",
            "teardown_minutes",
            "order",
        )
        help_texts: ClassVar[dict[str, Any]] = {
            "location": _("Gedung, lantai, dan alamat."),
            "has_connection": _(
                "Ruang tanpa koneksi tidak diusulkan sebagai alternatif konferensi video."
            ),
            "setup_minutes": _(
                "Ruang ikut terpakai selama ini sebelum kegiatan. Berlaku untuk pemesanan baru."
            ),
            "teardown_minutes": _(
                "Ruang ikut terpakai selama ini sesudah kegiatan. Berlaku untuk pemesanan baru."
            ),
            "order": _("Ruang dengan angka kecil tampil lebih dahulu."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = _packed(RoomFacts.of(self.instance))

    def facts(self) -> RoomFacts:
        """The facts as typed; the form must be valid."""
        return RoomFacts(**{name: self.cleaned_data[name] for name in self.Meta.fields})

    def seen_facts(self) -> RoomFacts:
        """The facts as they stood on the page; unreadable ones count as another state."""
        try:
            values = json.loads(self.cleaned_data["seen"])
            return RoomFacts(**{**values, "layouts": tuple(values["layouts"])})
        except (ValueError, TypeError, KeyError):
            return RoomFacts(name="")


def _packed(facts: RoomFacts) -> str:
    return json.dumps(vars(facts), ensure_ascii=False)


def _moment(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        validators=[believable],
    )


class AvailabilityForm(forms.Form):
    """When, and in which room if it is known; ``kecuali`` is the request that asks."""

    ruang = RoomWishField(
        Resource.objects.none(),
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
