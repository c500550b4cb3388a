"""What scheduling announces. ``owner`` is always the opaque uid that was given with the hold."""

from dataclasses import dataclass
from datetime import datetime

from jumpa.core.actor import Actor
from jumpa.core.events import Event


@dataclass(frozen=True)
class Booking:
    """One resource for one event: the event's own time, aware datetimes."""

    resource_ref: str
    resource_name: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class TimeHeld(Event):
    """New reservations, held."""

    owner: str
    bookings: tuple[Booking, ...]


@dataclass(frozen=True)
class TimeConfirmed(Event):
    """Held reservations became firm."""

    owner: str
    bookings: tuple[Booking, ...]


@dataclass(frozen=True)
class TimeReleased(Event):
    """Reservations were given up and their time is free."""

    owner: str
    bookings: tuple[Booking, ...]


@dataclass(frozen=True)
class TimeMoved(Event):
    """Reservations were exchanged for others, in one go."""

    owner: str
    before: tuple[Booking, ...]
    after: tuple[Booking, ...]


@dataclass(frozen=True)
class HoldExpired(Event):
    """A hold ran out; its time is free."""

    owner: str
    bookings: tuple[Booking, ...]


@dataclass(frozen=True)
class OffersMade(Event):
    """Alternatives wait for an answer until ``expires_at``."""

    owner: str
    offer_refs: tuple[str, ...]
    expires_at: datetime


@dataclass(frozen=True)
class OfferTaken(Event):
    """The owner chose an alternative, which is now confirmed."""

    owner: str
    offer_ref: str
    bookings: tuple[Booking, ...]


@dataclass(frozen=True)
class OffersWithdrawn(Event):
    """Open offers no longer stand."""

    owner: str
    offer_refs: tuple[str, ...]


@dataclass(frozen=True)
class OfferExpired(Event):
    """Nobody answered in time; the offers' time is free."""

    owner: str
    offer_refs: tuple[str, ...]


@dataclass(frozen=True)
class ResourceClosed(Event):
    """What an owner has was closed for a time; it stays reserved until it is moved.

    ``bookings`` are the owner's that fall into the closure ``batch``; ``reason`` says why, in
    words; ``by`` is who closed.
    """

    owner: str
    bookings: tuple[Booking, ...]
    batch: str
    reason: str
    by: Actor


@dataclass(frozen=True)
class ClosureLifted(Event):
    """What was closed can be booked again; ``by`` is who lifted it."""

    batch: str
    by: Actor


@dataclass(frozen=True)
class TimeDisplaced(Event):
    """Another event came first, and what the owner had for these bookings is gone.

    ``by`` is the owner that came first, ``actor`` who decided it.
    """

    owner: str
    bookings: tuple[Booking, ...]
    by: str
    reason: str
    basis: str
    actor: Actor


@dataclass(frozen=True)
class WaitingGranted(Event):
    """What the owner waited for is free, and is kept as an offer until ``expires_at``."""

    owner: str
    offer_ref: str
    expires_at: datetime
