"""Opaque ids for addresses: they say nothing of order or number."""

import secrets

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_ref() -> str:
    """Fourteen characters without look-alikes (69 bits), fit for an address and for reading out."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(14))
