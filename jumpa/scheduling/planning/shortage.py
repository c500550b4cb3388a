"""What a plan could not have, as facts; the words are made in ``wording``."""

from dataclasses import dataclass
from enum import StrEnum


class Short(StrEnum):
    """Why."""

    TAKEN = "taken"
    """Others have it then."""
    CLOSED = "closed"
    """It is closed then: maintenance, a holiday, leave."""
    IDLE = "idle"
    """It has been taken out of use, is broken or lent."""
    UNFIT = "unfit"
    """Nothing of that kind can do it, whoever has it."""
    PINNED = "pinned"
    """There is enough, but a unit that was chosen by hand is in the way."""
    DUTY = "duty"
    """An operator is off shift or without rest, and no reason was given."""


@dataclass(frozen=True)
class Shortage:
    """One thing that is short for one want.

    Args:
        kind: kind of resource. ``name``: of the room, pool or operator; "" where none fits.
        resources: what others have of it stands on these, by primary key.
        during: the reserved time that is not free, epoch seconds.
        wanted, free: how many units; 1 and 0 for a room.
        want: the index of the want.
    """

    kind: str
    why: Short
    during: tuple[int, int]
    name: str = ""
    resources: tuple[int, ...] = ()
    wanted: int = 1
    free: int = 0
    want: int = 0
