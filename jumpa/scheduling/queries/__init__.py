"""What is free, what is taken and by whom, and what else would do."""

from jumpa.scheduling.queries.alternatives import Alternative, alternatives
from jumpa.scheduling.queries.availability import (
    Holding,
    RoomAvailability,
    WantedTime,
    holdings,
    holdings_ahead,
    room_availability,
    room_days,
    rooms,
    wanted_time,
)
from jumpa.scheduling.queries.bookings import offers_of, open_offers, reservations_of
from jumpa.scheduling.queries.managed import Accounts, Managed, managed

__all__ = [
    "Accounts",
    "Alternative",
    "Holding",
    "Managed",
    "RoomAvailability",
    "WantedTime",
    "alternatives",
    "holdings",
    "holdings_ahead",
    "managed",
    "offers_of",
    "open_offers",
    "reservations_of",
    "room_availability",
    "room_days",
    "rooms",
    "wanted_time",
]
