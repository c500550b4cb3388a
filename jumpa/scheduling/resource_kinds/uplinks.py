from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core import wording
from jumpa.core.forms import KeptForm
from jumpa.scheduling.models import Kind, Pool, Resource
from jumpa.scheduling.numbering import next_number, numbered
from jumpa.scheduling.resource_kind import (
    PHASE_HELP,
    PHASES,
    AddingForm,
    CountField,
    ResourceKind,
    kinds,
)


class UplinkForm(KeptForm):
    """A building's line."""

    lines = ("name", "site")

    class Meta:
        model = Pool
        fields = ("name", "site", "capacity_mbps", *PHASES, "order")
        help_texts: ClassVar[dict[str, Any]] = {
            "site": gettext_lazy("Sama dengan gedung ruang yang memakainya."),
            **PHASE_HELP,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("site", "capacity_mbps"):
            self.fields[name].required = True
        self.fields["capacity_mbps"].validators.append(MinValueValidator(1))


class StreamForm(KeptForm):
    """One stream."""

    lines = ("name",)

    class Meta:
        model = Resource
        fields = ("name", "condition", "order")


class AddStreamsForm(AddingForm):
    """So many streams more; each has an equal share of the line."""

    count = CountField(
        label=gettext_lazy("Berapa kanal"),
        help_text=gettext_lazy("Kapasitas gedung dibagi rata ke semua kanalnya."),
    )

    def made(self) -> list[Resource]:
        """Streams in a row."""
        names = self.pool.resources.values_list("name", flat=True)
        first = next_number(names)
        base = _("%(line)s kanal") % {"line": self.pool.name[:85]}
        made = numbered(base, first, self.cleaned_data["count"])
        return [Resource(name=name, order=first + step) for step, name in enumerate(made)]


class Uplinks(ResourceKind):
    key = Kind.UPLINK.value
    slug = "kanal-internet"
    icon = "antenna-bars-5"
    form = UplinkForm
    unit_form = StreamForm
    adding = AddStreamsForm
    unit_words = gettext_lazy("kanal")

    def facts(self, record: Any) -> list[str]:
        """Where it is, how wide, and the share of each stream."""
        if isinstance(record, Resource) or not record.capacity_mbps:
            return []
        whole = _("%(count)s Mbit/s") % {"count": record.capacity_mbps}
        streams = getattr(record, "unit_count", 0)
        share = ""
        if streams:
            each = wording.decimal(record.capacity_mbps / streams, 1)
            share = _("%(each)s Mbit/s per kanal") % {"each": each}
        return [record.site, whole, share]


kinds.register(Uplinks())
