"""What is free, what is taken and by whom, and what else would do."""

from jumpa.scheduling.queries.alternatives import Alternative, alternatives_for
from jumpa.scheduling.queries.answers import Answer, answer_to, room_want
from jumpa.scheduling.queries.availability import (
    Holding,
    RoomAvailability,
    held_of,
    holdings,
    holdings_ahead,
    room_availability,
    room_days,
    rooms,
)
from jumpa.scheduling.queries.bookings import (
    allocations_of,
    need_of_resources,
    offers_of,
    open_offers,
    operators_of,
    reservations_of,
)
from jumpa.scheduling.queries.checking import Check, Lack, Loser, check_wants, lacks_of, would_lose
from jumpa.scheduling.queries.managed import Accounts, Managed, managed
from jumpa.scheduling.queries.timetable import Row, Slot, Timetable, Wanted, timetable
from jumpa.scheduling.queries.waiting import Place, place_of, somebody_waits, waits

__all__ = [
    "Accounts",
    "Alternative",
    "Answer",
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
    "allocations_of",
    "alternatives_for",
    "answer_to",
    "check_wants",
    "held_of",
    "holdings",
    "holdings_ahead",
    "lacks_of",
    "managed",
    "need_of_resources",
    "offers_of",
    "open_offers",
    "operators_of",
    "place_of",
    "reservations_of",
    "room_availability",
    "room_days",
    "room_want",
    "rooms",
    "somebody_waits",
    "timetable",
    "waits",
    "would_lose",
]
