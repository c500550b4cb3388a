from typing import Any, ClassVar

from django import forms
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.forms import KeptForm
from jumpa.scheduling import catalogue
from jumpa.scheduling.models import Kind, Resource
from jumpa.scheduling.resource_kind import PHASE_HELP, PHASES, ResourceKind, kinds


class RoomForm(KeptForm):
    """What an administrator says of a room."""

    lines = ("name", "building", "location")
    layouts = forms.MultipleChoiceField(
        label=gettext_lazy("Tata letak"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Tata letak yang dapat disiapkan di ruang ini."),
    )

    class Meta:
        model = Resource
        fields = (
            "name",
            "building",
            "location",
            "capacity",
            "layouts",
            "opens_at",
            "closes_at",
            "has_connection",
            *PHASES,
            "order",
        )
        help_texts: ClassVar[dict[str, Any]] = {
            "building": gettext_lazy("Menentukan kanal internet mana yang dipakai."),
            "location": gettext_lazy("Lantai, sayap, atau alamat."),
            "opens_at": gettext_lazy("Kosongkan keduanya bila ruang dapat dipakai kapan saja."),
            "has_connection": gettext_lazy(
                "Ruang tanpa koneksi tidak diusulkan sebagai alternatif video conference."
            ),
            "order": gettext_lazy("Ruang dengan angka kecil tampil lebih dahulu."),
            **PHASE_HELP,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = catalogue.titles("layout")
        kept = {key: key for key in self.instance.layouts if key not in known}
        field = self.fields["layouts"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = list({**known, **kept}.items())

    def clean(self) -> dict[str, Any] | None:
        """Both hours or none, and the room closes after it opens."""
        cleaned = super().clean()
        opens, closes = self.cleaned_data.get("opens_at"), self.cleaned_data.get("closes_at")
        if "opens_at" in self.errors or "closes_at" in self.errors:
            return cleaned
        if (opens is None) != (closes is None):
            missing = "opens_at" if opens is None else "closes_at"
            self.add_error(missing, _("Isi kedua jam, atau kosongkan keduanya."))
        elif opens is not None and closes is not None and closes <= opens:
            self.add_error("closes_at", _("Jam tutup harus sesudah jam buka."))
        return cleaned


class Rooms(ResourceKind):
    key = Kind.ROOM.value
    slug = "ruang"
    icon = "door"
    form = RoomForm

    def facts(self, record: Any) -> list[str]:
        """Where it is, for how many, when, and whether it has a line."""
        people = _("%(count)s orang") % {"count": record.capacity} if record.capacity else ""
        hours = ""
        if record.opens_at and record.closes_at:
            opens, closes = (time_format(one, "H.i") for one in (record.opens_at, record.closes_at))
            hours = _("buka %(opens)s–%(closes)s") % {"opens": opens, "closes": closes}
        line = "" if record.has_connection else _("tanpa koneksi")
        return [record.building, record.location, people, hours, line]


kinds.register(Rooms())
