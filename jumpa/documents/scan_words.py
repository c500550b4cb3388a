"""Which paper is on a scan, by the words that could be read of it? Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_HEADING: Final = re.compile(r"\W*(?:nomor|no)\b\W*(.*)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\w[\w.-]*(?:\s*/\s*\w[\w.-]*)+")
_ADDRESS: Final = re.compile(r"periksa\s*/\s*([\w-]{18,26})", re.IGNORECASE)
_LIKE = 0.8
"""Share of letters above which two words may be one that was misread."""


@dataclass(frozen=True)
class Read:
    """What a scan says of itself: the codes of the addresses at its foot, and its own number.

    ``text`` is all of it in one line; ``is_recognised``: single letters may be misread.
    """

    tokens: tuple[str, ...]
    number: str
    text: str
    is_recognised: bool


def read_of(lines: Sequence[str], *, is_recognised: bool) -> Read:
    """What ``lines``, from top to bottom, say."""
    text = _plain(" ".join(lines))
    tokens = tuple(found.casefold() for found in _ADDRESS.findall(" ".join(lines)))
    return Read(tokens, _heading(lines), text, is_recognised)


def _heading(lines: Sequence[str]) -> str:
    """The number on the first line that begins with "Nomor"."""
    for line in lines:
        found = _HEADING.match(line)
        number = _NUMBER.match(found.group(1)) if found else None
        if number:
            return _plain(number.group())
    return ""


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\s*/\s*", "/", text).casefold().split())


def is_paper(read: Read, number: str, token: str) -> bool:
    """Whether the paper with this number and token is what was scanned."""
    if any(_likeness(found, token) >= _LIKE for found in read.tokens):
        return True
    own = _plain(number)
    if not own or (read.tokens and not read.is_recognised):
        return False
    if read.number:
        return read.number == own
    return bool(re.search(rf"(?<![\w./-]){re.escape(own)}(?![\w/-])", read.text))


def is_clearly_another(read: Read, number: str) -> bool:
    """Whether its own number can't be a misread ``number``."""
    if not read.number or not number or read.number == _plain(number):
        return False
    return not read.is_recognised or _likeness(read.number, _plain(number)) < _LIKE


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other.casefold(), autojunk=False).ratio()
