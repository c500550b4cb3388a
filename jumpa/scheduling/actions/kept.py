"""How what can be booked is kept: which fields, and which words where two would clash."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core import keeping
from jumpa.core.actor import Actor
from jumpa.core.errors import Conflict
from jumpa.core.keeping import Keeping
from jumpa.scheduling.actions.vacating import vacate
from jumpa.scheduling.models import Pool, Resource
from jumpa.scheduling.queries import holdings_ahead

_PHASES = ("setup_minutes", "test_minutes", "teardown_minutes")
_BUFFERS = gettext_lazy("Persiapan dan uji koneksi bersama paling lama 12 jam.")
_NAME = gettext_lazy("Nama ini sudah dipakai untuk sumber daya sejenis.")

POOL = Keeping(
    "scheduling.pool",
    (
        "name",
        "key",
        "provider",
        "seats",
        "mode",
        "site",
        "capacity_mbps",
        *_PHASES,
        "order",
    ),
    {
        "scheduling_pool_name_key": ("name", _NAME),
        "pool_key_per_kind": (
            "key",
            gettext_lazy("Sudah ada kelompok untuk sebutan ini. Tambahkan satuannya di sana."),
        ),
        "pool_buffers": ("setup_minutes", _BUFFERS),
    },
)
RESOURCE = Keeping(
    "scheduling.resource",
    (
        "name",
        "building",
        "location",
        "capacity",
        "layouts",
        "opens_at",
        "closes_at",
        "has_connection",
        "person",
        "inventory_number",
        "account",
        "condition",
        *_PHASES,
        "order",
    ),
    {
        "resource_name_per_kind": ("name", _NAME),
        "inventory_number_once": (
            "inventory_number",
            gettext_lazy("Nomor inventaris ini sudah dipakai barang lain."),
        ),
        "one_resource_per_operator": (
            "person",
            gettext_lazy("Orang ini sudah menjadi operator."),
        ),
        "resource_hours": ("closes_at", gettext_lazy("Jam tutup harus sesudah jam buka.")),
        "resource_buffers": ("setup_minutes", _BUFFERS),
    },
)
_STANDING = ("is_active",)
Kept = TypeVar("Kept", Pool, Resource)


def add(kept: Keeping, record: Kept, *, actor: Actor) -> Kept:
    """Add a record; the trail tells only what was said of it."""
    said = tuple(name for name in kept.fields if getattr(record, name) not in ("", None, []))
    return keeping.add(replace(kept, fields=said), record, actor=actor)


def edit(
    kept: Keeping, record: Kept, values: Mapping[str, Any], *, seen: Mapping[str, Any], actor: Actor
) -> Kept:
    """Change a record; errors as for ``keeping.edit``, and ``Conflict`` where it is booked."""
    return keeping.edit(kept, record, values, seen=seen, actor=actor, check=_stays_or_is_free)


def switch(kept: Keeping, record: Kept, is_active: bool, *, actor: Actor) -> Kept:
    """Put a record into use or take it out; doing it twice changes nothing.

    Others of its pool take over what they can.

    Raises:
        NotAllowed: the actor is no administrator.
        Conflict: events lie ahead in it; they must be moved first, so that nobody is forgotten.
    """
    return keeping.edit(
        replace(kept, fields=_STANDING),
        record,
        {"is_active": is_active},
        actor=actor,
        check=_stays_or_is_free,
        verb="activate" if is_active else "deactivate",
    )


def _stays_or_is_free(record: Pool | Resource) -> None:
    if isinstance(record, Pool):
        stays, mine = record.is_active, Resource.objects.filter(pool=record)
    else:
        stays, mine = record.is_bookable, Resource.objects.filter(pk=record.pk)
        if not stays:
            vacate(record)
    ahead = [] if stays else holdings_ahead(mine)
    if ahead:
        raise Conflict(
            _("%(name)s masih dipesan. Pindahkan dahulu kegiatan berikut.") % {"name": record.name},
            [holding.describe(show_label=True) for holding in ahead],
        )
