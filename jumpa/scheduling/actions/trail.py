"""How a change is recorded and announced."""

from collections.abc import Iterable
from typing import Any

from jumpa.core import audit
from jumpa.core.actor import Actor
from jumpa.scheduling.events import Booking
from jumpa.scheduling.models import Reservation


def record(
    actor: Actor, verb: str, reservations: Iterable[Reservation], *, gone: bool = False
) -> None:
    """One audit entry per reservation: its facts after the change, or before it was deleted."""
    for reservation in reservations:
        facts = _facts(reservation)
        audit.record(
            actor,
            f"scheduling.{verb}",
            f"resource:{reservation.resource.ref}",
            before=facts if gone else None,
            after=None if gone else facts,
            owner=reservation.owner,
        )


def _facts(reservation: Reservation) -> dict[str, Any]:
    event, busy = reservation.span, reservation.busy
    return {
        "resource": reservation.resource.name,
        "start": event.start,
        "end": event.end,
        "busy_start": busy.start,
        "busy_end": busy.end,
        "state": str(reservation.state),
        "is_offer": reservation.is_offer,
        "expires_at": reservation.expires_at,
    }


def booking(reservation: Reservation) -> Booking:
    """A reservation as events tell it."""
    resource, event = reservation.resource, reservation.span
    return Booking(resource.ref, resource.name, event.start, event.end)


def bookings(reservations: Iterable[Reservation]) -> tuple[Booking, ...]:
    """Reservations as events tell them."""
    return tuple(booking(reservation) for reservation in reservations)
