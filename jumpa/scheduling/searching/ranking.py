"""What may differ from the wish, and what that costs.

One scale, in minutes of being moved: another room weighs less than the smallest move in time, so
that the time is kept where it can be; another day weighs more than any move within the day; what
does not quite serve comes after all that does.
"""

from dataclasses import dataclass
from enum import StrEnum

from jumpa.scheduling.need import RoomNeed
from jumpa.scheduling.planning import RoomFacts

OTHER_ROOM = 15
OTHER_DAY = 24 * 60
EACH_DAY = 2 * 60
"""A day further away weighs as much as two hours later on the day before."""
LESSER = 100_000
"""Without the layout; a seat that is missing adds ``EACH_SEAT``."""
EACH_SEAT = 100
LEAST_SHARE = 0.5
"""A room that seats less than this share of the people is not proposed."""


class Kind(StrEnum):
    """In what an option differs."""

    ROOM = "room"
    """Another room, the wanted time."""
    TIME = "time"
    """The wanted room (or any, or none) at another time of that day."""
    ROOM_TIME = "room_time"
    """Another room at another time of that day."""
    DAY = "day"
    """The wanted room on another day."""
    ROOM_DAY = "room_day"
    """Another room on another day."""
    LAYOUT = "layout"
    """The wanted time, another room without the wanted layout."""
    SMALLER = "smaller"
    """The wanted time, another room with fewer seats than people."""


@dataclass(frozen=True)
class Option:
    """A free room and time of the event, epoch seconds.

    Args:
        room: by primary key; None for a need without one.
        moved: by how many seconds the hour of the day is moved.
        days: by how many days the day is moved.
        cost: see the weights above; the less the better.
    """

    kind: Kind
    room: int | None
    start: int
    end: int
    cost: int
    moved: int = 0
    days: int = 0


def closeness(room: RoomFacts, need: RoomNeed, wanted: RoomFacts | None) -> tuple[int, bool, int]:
    """The nearest in size first, then the same building, then the office's order.

    Nearest to the people who come where their number is known, else to the wanted room; a room of
    unknown capacity comes last.
    """
    seats = need.people or (wanted.capacity if wanted else None) or 0
    difference = abs(room.capacity - seats) if room.capacity else 1_000_000
    elsewhere = wanted is not None and room.building != wanted.building
    return difference, elsewhere, room.order


def lesser_cost(room: RoomFacts, need: RoomNeed) -> tuple[Kind, int] | None:
    """What a room costs that lacks the layout or some seats, or None where it lacks too much."""
    if not room.is_bookable or (need.needs_connection and not room.has_connection):
        return None
    has_layout = not need.layout or not room.layouts or need.layout in room.layouts
    missing = max((need.people or 0) - (room.capacity or 1_000_000), 0)
    if has_layout and not missing:
        return None
    if missing > (1 - LEAST_SHARE) * (need.people or 0):
        return None
    cost = LESSER * (1 - has_layout) + EACH_SEAT * missing
    return Kind.SMALLER if missing else Kind.LAYOUT, LESSER + cost
