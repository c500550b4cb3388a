"""Opaque ids for addresses: they say nothing of order or number."""

import re
import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Letters and digits without look-alikes, so that what is printed can be typed."""


def new_ref() -> str:
    """Fourteen characters without look-alikes (69 bits), fit for an address and for reading out."""
    return "".join(secrets.choice(ALPHABET) for _ in range(14))


def is_ref(text: str) -> bool:
    """Whether ``text`` has the shape of a ref, which one that a browser sends must have."""
    return re.fullmatch("[0-9a-z]{14}", text) is not None


def version_in(text: str) -> int | None:
    """The version number that a form's hidden field carries; None if it is no such number."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else None
