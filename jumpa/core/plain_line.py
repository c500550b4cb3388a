"""What a name or a title may be written with. Plain Python."""

import unicodedata

_BREAKING = "<>"
# Marks that turn the reading direction around and so can make a name read as another.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def has_markup(text: str) -> bool:
    """Whether ``text`` has signs of a web page's code."""
    return any(sign in text for sign in _BREAKING)


def has_hidden(text: str) -> bool:
    """Whether ``text`` has control characters or marks that turn the reading direction.

    Letters of scripts that run from right to left are no fault.
    """
    return any(c in _TURNING or unicodedata.category(c) in {"Cc", "Cs", "Co"} for c in text)


def tidy(text: str) -> str:
    """Without blanks at the ends, and with single blanks inside."""
    return " ".join(text.split())
