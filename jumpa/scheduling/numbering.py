"""Names and numbers for several equal things at once. Plain Python."""

import re
from collections.abc import Iterable

_LAST_NUMBER = re.compile(r"(\d+)(?=\D*$)")
_AT_THE_END = re.compile(r"(\d{1,6})$")


def numbered(base: str, first: int, count: int) -> list[str]:
    """ "Mikrofon 3", "Mikrofon 4" …: ``count`` names from number ``first`` on."""
    return [f"{base} {number}" for number in range(first, first + count)]


def next_number(names: Iterable[str]) -> int:
    """The number after the highest with which one of ``names`` ends; 1 if none does."""
    found = (_AT_THE_END.search(name) for name in names)
    return max((int(match[1]) for match in found if match), default=0) + 1


def counted_up(text: str, count: int) -> list[str]:
    """ "KOM/2024/007", "KOM/2024/008" …: the last number in ``text`` counts up, zeros kept.

    Without a number in it there is nothing to count: all are empty but the first.
    """
    match = _LAST_NUMBER.search(text)
    if match is None:
        return [text, *[""] * (count - 1)][:count]
    before, digits, after = text[: match.start()], match[1], text[match.end() :]
    return [f"{before}{int(digits) + step:0{len(digits)}d}{after}" for step in range(count)]
