"""The contract of a kind of what can be booked; ``resource_kinds/`` holds its implementations."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.forms import KeptForm
from jumpa.core.ids import new_ref
from jumpa.core.registry import Registry
from jumpa.scheduling.actions.resources import MOST_UNITS
from jumpa.scheduling.models import Kind, Pool, Resource

PHASES = ("setup_minutes", "test_minutes", "teardown_minutes")
PHASE_HELP = {
    "setup_minutes": gettext_lazy("Ikut terpakai selama ini sebelum kegiatan."),
    "test_minutes": gettext_lazy("Ikut terpakai di antara persiapan dan kegiatan."),
    "teardown_minutes": gettext_lazy("Ikut terpakai selama ini sesudah kegiatan."),
}


class AddingForm(forms.Form):
    """Base of the forms that add units to a pool, one or several at once.

    Its hidden ``mark`` is the first unit's ref, so that a double click adds them once.
    """

    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=14)

    def __init__(self, *args: Any, pool: Pool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pool = pool
        self.fields["mark"].initial = new_ref()

    def units(self) -> list[Resource]:
        """The units as typed, unsaved; the form must be valid."""
        made = self.made()
        mark = self.cleaned_data["mark"]
        if made and len(mark) == len(made[0].ref) and mark.isalnum():
            made[0].ref = mark
        return made

    def made(self) -> list[Resource]:
        """The units without their pool, each with its name."""
        raise NotImplementedError


class CountField(forms.IntegerField):
    """How many at once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 1, "max_value": MOST_UNITS, "initial": 1, **kwargs})


class ResourceKind:
    """One kind: ``form`` for a room or a pool, ``unit_form`` and ``adding`` for a pool's units."""

    key: ClassVar[str]
    slug: ClassVar[str]
    icon: ClassVar[str]
    form: ClassVar[type[KeptForm]]
    unit_form: ClassVar[type[KeptForm] | None] = None
    adding: ClassVar[type[AddingForm] | None] = None
    unit_words: ClassVar[str | Promise] = gettext_lazy("satuan")

    def facts(self, record: Any) -> list[str]:
        """What a list says of a room, pool or unit beside its name; empty texts are left out."""
        return []

    @property
    def title(self) -> str:
        """The kind in words."""
        return str(Kind(self.key).label)

    @property
    def has_pools(self) -> bool:
        """Whether its things belong to pools."""
        return self.adding is not None


kinds: Registry[ResourceKind] = Registry("jumpa.scheduling.resource_kinds")
_ORDER = tuple(Kind.values)


def ordered_kinds() -> list[ResourceKind]:
    """All kinds in the order in which the office names them."""
    return sorted(kinds, key=lambda kind: _ORDER.index(kind.key))


def phases_in_words(record: Pool | Resource) -> str:
    """ "30 + 15 menit sebelum, 15 menit sesudah"; empty without any phase."""
    before = [minutes for minutes in (record.setup_minutes, record.test_minutes) if minutes]
    parts = []
    if before:
        minutes = " + ".join(str(one) for one in before)
        parts.append(_("%(minutes)s menit sebelum") % {"minutes": minutes})
    if record.teardown_minutes:
        parts.append(_("%(minutes)s menit sesudah") % {"minutes": record.teardown_minutes})
    return ", ".join(parts)
