"""How a change is recorded and announced."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from jumpa.core import audit
from jumpa.core.actor import Actor
from jumpa.scheduling.events import Booking
from jumpa.scheduling.models import Reservation
from jumpa.scheduling.wording import listed


def record(
    actor: Actor, verb: str, reservations: Iterable[Reservation], *, gone: bool = False
) -> None:
    """One audit entry per allocation: its facts after the change, or before it was released."""

    def key(one: Reservation) -> tuple[str, int]:
        return one.owner, one.allocation_id or -one.pk

    for _, group in groupby(sorted(reservations, key=key), key=key):
        members = list(group)
        facts = _facts(members)
        allocation = members[0].allocation
        audit.record(
            actor,
            f"scheduling.{verb}",
            f"allocation:{allocation.ref}"
            if allocation is not None
            else f"resource:{members[0].resource.ref}",
            before=facts if gone else None,
            after=None if gone else facts,
            owner=members[0].owner,
        )


def _facts(members: Sequence[Reservation]) -> dict[str, Any]:
    first = members[0]
    event = first.span
    return {
        "resource": listed(one.resource.name for one in members),
        "start": event.start,
        "end": event.end,
        "busy_start": min(one.busy.start for one in members),
        "busy_end": max(one.busy.end for one in members),
        "state": str(first.state),
        "is_offer": first.is_offer,
        "expires_at": first.expires_at,
    }


def booking(reservation: Reservation) -> Booking:
    """A reservation as events tell it."""
    resource, event = reservation.resource, reservation.span
    return Booking(resource.ref, resource.name, event.start, event.end)


def bookings(reservations: Iterable[Reservation]) -> tuple[Booking, ...]:
    """Reservations as events tell them."""
    return tuple(booking(reservation) for reservation in reservations)
