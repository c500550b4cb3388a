"""A confined task of the tests' own: text that did not come from a page, read as if it had."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from jumpa.documents.reading.clock import find_hours
from jumpa.documents.reading.dates import find_dates
from jumpa.documents.reading.incoming import IncomingLetter, without_footers
from jumpa.documents.reading.read import find_all
from jumpa.documents.reading.text import Line, Word, line_of

_TODAY = date(2026, 11, 24)
PIECES = [
    "a", "1", " ", "Nomor", ":", "-", "2 ", "5 s.d. ", "Senin, ", "2-", "1,", "pukul ", "09.00 ",
    "/", "Zoom ", "https://zoom.us/j/", "di Ruang ", "kegiatan ", "A.", "NIP 1", "tanggal ",
    "\u202e", "\x00", "surat ", "hari/", "a.n. ", "(", "WIB / ", "s.d. ", "Lampiran ", "pembina ",
    "Meeting ID ", "Jl. ",
    "Kamis malam ", "8 kurang ", "5-Mar-26 ", "1400-", "(pukul 9.00 hadir) ", ": 5 Maret ",
]  # fmt: skip
"""What a made-up text may go on with for ever."""


def run(content: bytes, options: Mapping[str, Any]) -> int:
    """How many fields were found.

    Args:
        options: ``width``, words on a line; or ``pattern``, one to try instead of the finders.
    """
    text = content.decode()
    if "pattern" in options:
        return len(re.findall(options["pattern"], text))
    find_dates(text, near=_TODAY)
    find_hours(text)
    return len(find_all(IncomingLetter(lines_of(text, width=options["width"]), _TODAY)))


def lines_of(text: str, *, width: int) -> tuple[Line, ...]:
    """The text in words on lines of ``width`` words, as if set on pages."""
    words = text.split(" ")
    lines = []
    for number, start in enumerate(range(0, len(words), width)):
        top = number * 14.0
        row = [
            Word(word, (60.0 + 40 * at, top, 95.0 + 40 * at, top + 12), 1)
            for at, word in enumerate(words[start : start + width])
        ]
        line = line_of(row)
        if line is not None:
            lines.append(line)
    return without_footers(lines)
