from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from jumpa.core.actor import Actor
from jumpa.core.events import announce
from jumpa.scheduling.actions.claiming import (
    Wish,
    all_or_nothing,
    check_bookable,
    claim,
    event_span,
)
from jumpa.scheduling.actions.hold import primary_keys
from jumpa.scheduling.actions.letting_go import close_offers, give_up
from jumpa.scheduling.actions.locking import lock
from jumpa.scheduling.actions.trail import bookings, record
from jumpa.scheduling.events import TimeMoved
from jumpa.scheduling.models import Reservation, Resource
from jumpa.scheduling.queries import reservations_of


def reschedule(
    owner: str,
    resources: Sequence[Resource | int],
    start: datetime,
    end: datetime,
    *,
    label: str,
    actor: Actor,
    state: Literal["held", "confirmed"] = "held",
    expires_at: datetime | None = None,
) -> list[Reservation]:
    """Exchange all that the owner has for these resources at this time, in one go.

    Open offers are withdrawn, since the owner has another time now. Having had nothing before is
    no obstacle; having exactly this, in this state, changes nothing.

    Raises:
        Conflict: the new time is taken; the owner keeps what it had.
        Refused: an impossible time, or a resource that has been deactivated.
    """
    event = event_span(start, end)
    with all_or_nothing(owner, actor):
        locked = lock(owner, primary_keys(resources))
        before = reservations_of(owner)
        wanted = [locked[pk] for pk in sorted(primary_keys(resources))]
        close_offers(owner, "withdraw", actor)
        if {(one.resource_id, one.span, one.state) for one in before} == {
            (resource.pk, event, state) for resource in wanted
        }:
            return _limited(before, expires_at if state == "held" else None)
        check_bookable(wanted)
        give_up(owner, actor)
        wishes = [Wish.of(resource, event) for resource in wanted]
        until = expires_at if state == "held" else None
        made = claim(owner, wishes, label=label, state=state, expires_at=until)
        record(actor, "reschedule", made)
        announce(TimeMoved(owner, bookings(before), bookings(made)))
    return made


def _limited(kept: list[Reservation], until: datetime | None) -> list[Reservation]:
    """The same reservations; a hold that was limited meanwhile gets the limit asked for now."""
    for reservation in kept:
        reservation.expires_at = until
    Reservation.objects.bulk_update(kept, ["expires_at"])
    return kept
