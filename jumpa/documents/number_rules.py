"""What may become of an outgoing number, and which patterns could give the same one twice. Pure."""

import re

NUMBERERS = ("tu", "kepala_dinas", "administrator")
"""The offices that reserve, use and cancel outgoing numbers and withdraw papers."""

TRANSITIONS: dict[tuple[str, str], str] = {
    ("reserved", "use"): "issued",
    ("reserved", "cancel"): "cancelled",
    ("issued", "cancel"): "cancelled",
}
MOST_RESERVED = 50
"""At one time, so that a slip of the finger does not tear a hole into the book."""


def may_number(office_key: str) -> bool:
    """Whether the office keeps the book of outgoing numbers."""
    return office_key in NUMBERERS


def may_cancel(office_key: str, state: str) -> bool:
    """Whether that office may cancel a number in that state."""
    return may_number(office_key) and (state, "cancel") in TRANSITIONS


def may_meet(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two numberings, each what stands before and after the running number, could meet.

    "1{urut}" and "{urut}" meet at 11: digits beside the running number count as its digits.
    """
    return _overlap(one[0], other[0]) and _overlap(one[1][::-1], other[1][::-1])


def _overlap(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and re.fullmatch(r"[0-9]*", long[len(short) :]) is not None
