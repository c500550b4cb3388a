from collections.abc import Sequence
from datetime import datetime

from jumpa.core.actor import Actor
from jumpa.core.events import announce
from jumpa.scheduling.actions.claiming import (
    Wish,
    all_or_nothing,
    check_bookable,
    claim,
    event_span,
)
from jumpa.scheduling.actions.locking import lock
from jumpa.scheduling.actions.trail import bookings, record
from jumpa.scheduling.events import TimeHeld
from jumpa.scheduling.models import Reservation, Resource
from jumpa.scheduling.queries import reservations_of


def hold(
    owner: str,
    resources: Sequence[Resource | int],
    start: datetime,
    end: datetime,
    *,
    label: str,
    actor: Actor,
    expires_at: datetime | None = None,
) -> list[Reservation]:
    """Keep all the resources for the event from ``start`` to ``end``, or none of them.

    What the owner already has of this, held or confirmed, stays as it is. Whether the actor may
    act for the owner is decided by the caller.

    Args:
        owner: opaque uid of what the time is kept for, at most 40 characters.
        resources: resources or their primary keys.
        start, end: the event's own time; each resource adds its set-up and teardown.
        expires_at: when the hold ends by itself; None for never.

    Raises:
        Conflict: something is taken; says by whom, and what else is free.
        Refused: an impossible time, or a resource that has been deactivated.
    """
    event, asked = event_span(start, end), primary_keys(resources)
    with all_or_nothing(owner, actor):
        locked = lock(owner, asked)
        existing = [one for one in reservations_of(owner) if one.span == event]
        missing = asked - {one.resource_id for one in existing}
        wanted = [locked[pk] for pk in sorted(missing)]
        check_bookable(wanted)
        wishes = [Wish.of(resource, event) for resource in wanted]
        made = claim(owner, wishes, label=label, expires_at=expires_at)
        record(actor, "hold", made)
        if made:
            announce(TimeHeld(owner, bookings(made)))
    return [one for one in (*existing, *made) if one.resource_id in asked]


def primary_keys(resources: Sequence[Resource | int]) -> set[int]:
    """Each resource once, by primary key."""
    return {one if isinstance(one, int) else one.pk for one in resources}
