"""Addresses of meetings: put together again where a line broke them, told apart by their host."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jumpa.documents.reading.incoming import IncomingLetter
from jumpa.documents.reading.text import Line, Passage, Word

_HOSTS = (
    ("zoom", re.compile(r"(?:[\w-]{1,40}\.){0,3}zoom\.(?:us|com)$")),
    ("meet", re.compile(r"meet\.google\.com$")),
    ("teams", re.compile(r"teams\.(?:microsoft|live)\.com$")),
    ("webex", re.compile(r"(?:[\w-]{1,40}\.){0,3}webex\.com$")),
    ("jitsi", re.compile(r"(?:[\w-]{1,40}\.){0,3}(?:jit\.si|jitsi\.[\w.]{2,40})$")),
)
_ADDRESS = re.compile(
    r"(?:https?://|(?=(?:[\w-]{1,40}\.){0,3}(?:zoom\.us|meet\.google\.com|webex\.com)/))"
    r"[^\s<>\"']{5,480}",
    re.IGNORECASE,
)
_REST = re.compile(r"[A-Za-z0-9?=&%._/#~+:@-]{1,300}")
_BROKEN = re.compile(r"[/?=&._%-]$")
_MOST_LINES = 4


@dataclass(frozen=True)
class Link:
    """An address and its words. ``application`` is empty when the host tells none."""

    address: str
    application: str
    words: Passage


def find_links(letter: IncomingLetter) -> Iterator[Link]:
    """Every address beneath the kop, from top to bottom."""
    lines = letter.lines[letter.opening_at :]
    for index, line in enumerate(lines):
        for column in line.columns:
            match = _ADDRESS.search(column.text)
            if match is None:
                continue
            address = _closed(match.group())
            words = column.between(match.start(), match.start() + len(address)).words
            if match.start() + len(address) == len(column.text):
                for word in _continued(lines[index + 1 : index + 1 + _MOST_LINES], words, address):
                    words = (*words, word)
                    address += word.text
            address = address.rstrip(".,;)")
            if "://" not in address:
                address = f"https://{address}"
            yield Link(address, application_of(address), Passage(words))


def _closed(address: str) -> str:
    """Up to a bracket that was opened before the address, or the full stop of its sentence."""
    for at, char in enumerate(address):
        if char == ")" and address.count("(", 0, at) < address.count(")", 0, at + 1):
            return address[:at]
    has_path = "/" in address.split("://", 1)[-1].rstrip("/")
    return address.rstrip(".,;") if has_path and address.endswith((".", ",", ";")) else address


def _continued(lines: tuple[Line, ...], words: tuple[Word, ...], address: str) -> Iterator[Word]:
    """The rest of the address: a word alone on the next line of its column."""
    above = words[-1]
    for line in lines:
        near = line.box[1] - above.box[3] < 1.1 * line.height
        if line.page != above.page or not near or not _may_go_on(line, address):
            return
        word = line.words[0]
        is_rest = _BROKEN.search(address) or re.search(r"[\d=&?/_%]", word.text)
        if not _REST.fullmatch(word.text) or not is_rest or "://" in word.text:
            return
        yield word
        address += word.text
        above = word


def _may_go_on(line: Line, address: str) -> bool:
    """A word alone on its line, or the first of a line when the address ends in a sign."""
    return len(line.words) == 1 or bool(_BROKEN.search(address))


def application_of(address: str) -> str:
    """The application by the address's host, a key of the request form, or empty."""
    host = address.split("://", 1)[-1].split("/", 1)[0].split("?", 1)[0].lower()
    return next((key for key, pattern in _HOSTS if pattern.match(host)), "")
