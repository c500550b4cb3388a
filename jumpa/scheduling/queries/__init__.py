"""What is free, what is taken and by whom, and what else would do."""

from jumpa.scheduling.queries.alternatives import Alternative, alternatives, alternatives_to
from jumpa.scheduling.queries.availability import (
    Holding,
    RoomAvailability,
    WantedTime,
    held_of,
    holdings,
    holdings_ahead,
    room_availability,
    room_days,
    rooms,
    wanted_time,
)
from jumpa.scheduling.queries.bookings import (
    allocations_of,
    need_of_resources,
    offers_of,
    open_offers,
    operators_of,
    reservations_of,
)
from jumpa.scheduling.queries.checking import Check, Lack, Loser, check_wants, would_lose
from jumpa.scheduling.queries.managed import Accounts, Managed, managed
from jumpa.scheduling.queries.timetable import Row, Slot, Timetable, Wanted, timetable
from jumpa.scheduling.queries.waiting import Place, place_of, somebody_waits, waits

__all__ = [
    "Accounts",
    "Alternative",
    "Check",
    "Holding",
    "Lack",
    "Loser",
    "Managed",
    "Place",
    "RoomAvailability",
    "Row",
    "Slot",
    "Timetable",
    "Wanted",
    "WantedTime",
    "allocations_of",
    "alternatives",
    "alternatives_to",
    "check_wants",
    "held_of",
    "holdings",
    "holdings_ahead",
    "managed",
    "need_of_resources",
    "offers_of",
    "open_offers",
    "operators_of",
    "place_of",
    "reservations_of",
    "room_availability",
    "room_days",
    "rooms",
    "somebody_waits",
    "timetable",
    "waits",
    "wanted_time",
    "would_lose",
]
