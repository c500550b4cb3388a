from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from jumpa.core.actor import Actor
from jumpa.core.events import announce
from jumpa.scheduling import need as needs
from jumpa.scheduling.actions.allocate import exchange
from jumpa.scheduling.actions.allocating import all_or_nothing, drawn_up, event_span, make_room
from jumpa.scheduling.actions.letting_go import expire_own
from jumpa.scheduling.actions.locking import lock
from jumpa.scheduling.actions.trail import bookings, record
from jumpa.scheduling.actions.writing import Terms, insert
from jumpa.scheduling.events import TimeHeld
from jumpa.scheduling.models import Reservation, Resource
from jumpa.scheduling.need import Want
from jumpa.scheduling.queries import allocations_of, need_of_resources, reservations_of


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
    """Keep these very resources for the event, or none of them, beside all that the owner has.

    What the owner already has of this, held or confirmed, stays as it is. Whether the actor may
    act for the owner is decided by the caller.

    Args:
        owner: opaque uid of what the time is kept for, at most 40 characters.
        resources: resources or their primary keys.
        start, end: the event's own time; each resource adds its phases.
        expires_at: when the hold ends by itself; None for never. What joins an allocation that the
            owner has for this event is firm, or ends, with that.

    Raises:
        Conflict: something is taken; says by whom, and what else is free.
        Refused: an impossible time, or a resource that is out of use.
    """
    event, asked = event_span(start, end), primary_keys(resources)
    with all_or_nothing(owner, actor):
        lock(owner, [need_of_resources(asked)])
        expire_own(owner)
        existing = [one for one in reservations_of(owner) if one.span == event]
        missing = asked - {one.resource_id for one in existing}
        if missing:
            want = Want(event, need_of_resources(missing))
            _add(owner, want, Terms(label, expires_at=expires_at), actor)
        kept = [one for one in reservations_of(owner) if one.span == event]
    return [one for one in kept if one.resource_id in asked]


def _add(owner: str, want: Want, terms: Terms, actor: Actor) -> None:
    """The missing ones join the allocation that the owner has for that event, or make one.

    An allocation has one state and one end: they become firm with it, or end when it does.
    """
    standing = next((one for one in allocations_of(owner) if one.span == want.event), None)
    if standing is None:
        exchange(owner, [want], (), terms, actor=actor)
        return
    had = needs.from_json(standing.need)
    phases = replace(want.need, setup=had.setup, test=had.test, teardown=had.teardown)
    _, drawn = drawn_up([Want(want.event, phases)])
    make_room(drawn)
    until = standing.reservations.values_list("expires_at", flat=True).first()
    terms = replace(terms, state=standing.state, expires_at=until)
    made = insert(owner, drawn.claims, terms, joined=standing).reservations
    standing.need = needs.to_json(needs.joined(had, want.need))
    standing.save(update_fields=["need"])
    record(actor, "hold", made)
    announce(TimeHeld(owner, bookings(made)))


def primary_keys(resources: Sequence[Resource | int]) -> set[int]:
    """Each resource once, by primary key."""
    return {one if isinstance(one, int) else one.pk for one in resources}
