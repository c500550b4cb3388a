"""What can be booked, kept by the administrator: rooms, and pools with their units."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jumpa.core.access import require_administrator
from jumpa.core.actor import Actor
from jumpa.core.errors import Refused
from jumpa.scheduling.actions import kept
from jumpa.scheduling.models import Kind, Pool, Resource

MOST_UNITS = 200


def add_room(room: Resource, *, actor: Actor) -> Resource:
    """Add a room that can be booked at once; see ``keeping.add`` for the errors."""
    room.kind = Kind.ROOM
    return kept.add(kept.RESOURCE, room, actor=actor)


def add_pool(pool: Pool, *, actor: Actor) -> Pool:
    """Add a pool, without units yet; see ``keeping.add`` for the errors."""
    return kept.add(kept.POOL, pool, actor=actor)


def edit_pool(
    pool: Pool, values: Mapping[str, Any], *, seen: Mapping[str, Any], actor: Actor
) -> Pool:
    """Change a pool. New phases count for new reservations; those made keep theirs."""
    return kept.edit(kept.POOL, pool, values, seen=seen, actor=actor)


@transaction.atomic
def add_units(pool: Pool, units: Sequence[Resource], *, actor: Actor) -> list[Resource]:
    """Add units to a pool, all or none; sent twice (the first unit's ref tells) they come once.

    Raises:
        NotAllowed: the actor is no administrator.
        Refused: too many at once, or a name or number is in use; the message says which.
    """
    locked = Pool.objects.select_for_update(no_key=True).get(pk=pool.pk)
    require_administrator(actor)
    if units and Resource.objects.filter(pool=locked, ref=units[0].ref).exists():
        return []
    _check(locked, units)
    for unit in units:
        unit.pool, unit.kind = locked, locked.kind
        kept.add(kept.RESOURCE, unit, actor=actor)
    return list(units)


def _check(pool: Pool, units: Sequence[Resource]) -> None:
    if not 1 <= len(units) <= MOST_UNITS:
        message = _("Tambahkan 1 sampai %(most)d satuan sekaligus.") % {"most": MOST_UNITS}
        raise Refused(message, {"count": [message]})
    namesakes = Resource.objects.filter(kind=pool.kind, name__in=[unit.name for unit in units])
    _refuse_taken("name", namesakes.values_list("name", flat=True))
    numbers = [unit.inventory_number for unit in units if unit.inventory_number]
    found = Resource.objects.filter(inventory_number__in=numbers)
    _refuse_taken("inventory_number", found.values_list("inventory_number", flat=True))


def _refuse_taken(field: str, taken: Iterable[str]) -> None:
    found = sorted(taken)
    if found:
        message = _("Sudah dipakai: %(names)s.") % {"names": ", ".join(found)}
        raise Refused(message, {field: [message]})


@transaction.atomic
def edit_resource(
    resource: Resource, values: Mapping[str, Any], *, seen: Mapping[str, Any], actor: Actor
) -> Resource:
    """Change a room or a unit. New phases count for new reservations; those made keep theirs.

    Raises:
        Conflict: it is said to be broken or lent, but events lie ahead in it.
    """
    _lock_pool(resource)
    return kept.edit(kept.RESOURCE, resource, values, seen=seen, actor=actor)


@transaction.atomic
def switch_resource(resource: Resource, is_active: bool, *, actor: Actor) -> Resource:
    """Put a room or a unit into use or take it out; see ``kept.switch``."""
    _lock_pool(resource)
    return kept.switch(kept.RESOURCE, resource, is_active, actor=actor)


def switch_pool(pool: Pool, is_active: bool, *, actor: Actor) -> Pool:
    """Put a pool with all its units into use or take it out; see ``kept.switch``."""
    return kept.switch(kept.POOL, pool, is_active, actor=actor)


def _lock_pool(resource: Resource) -> None:
    """Whoever books a unit locks its pool."""
    if resource.pool_id is not None:
        Pool.objects.select_for_update(no_key=True).get(pk=resource.pool_id)
