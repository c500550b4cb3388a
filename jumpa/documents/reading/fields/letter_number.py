"""Nomor surat."""

import re
from collections.abc import Mapping
from itertools import pairwise

from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Found
from jumpa.documents.reading.incoming import IncomingLetter
from jumpa.documents.reading.text import Line, Passage

_LABEL = re.compile(r"(?:no|nomor|nomer)(?: (?:surat|naskah))?")
_UNDER_TITLE = re.compile(r"(?:nomor|no)\s?[.:]?\s?", re.IGNORECASE)
_STOP = re.compile(r"\s(?:tanggal|tgl|perihal|hal|lampiran|sifat)\b|\s[A-Z][a-z]{2,30},", re.ASCII)
_NUMBER = re.compile(r"[A-Za-z0-9(][A-Za-z0-9./()&_-]{2,80}")
_HOLE = 1.5
_GOES_ON = re.compile(r"[/.-]\w?")
_SPLIT = re.compile(r"[/.-]")


class LetterNumber(Field):
    """The letter's own number, without blanks; never one that it refers to."""

    key = "letter_number"

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        for pair in letter.labelled(_LABEL, "opening"):
            number, words = clean_number(pair.text), _words_of(pair.value)
            if not number or _has_hole(letter.lines[pair.line], words):
                return None
            return self.found(number, words, "likely" if _is_parted(words) else "sure")
        return self._under_a_title(letter)

    def _under_a_title(self, letter: IncomingLetter) -> Found | None:
        """``SURAT UNDANGAN`` with ``Nomor 005/1`` in the line beneath, without a colon."""
        for line in letter.lines_of("opening"):
            match = _UNDER_TITLE.match(line.text)
            number = clean_number(line.text[match.end() :]) if match else ""
            if match and number:
                return self.found(number, line.columns[0], "likely")
        return None


def _has_hole(line: Line, words: Passage) -> bool:
    """Whether white was left for a part that is to be written by hand, or stands in a note."""
    first = words.words[0]
    at = next((at for at, word in enumerate(line.words) if word is first), None)
    if at is None:
        return False
    rest = line.words[at + 1 :]
    inside = set(words.words)
    return any(word.gap >= _HOLE and (word in inside or _GOES_ON.match(word.text)) for word in rest)


def _is_parted(words: Passage) -> bool:
    """Whether a line ends with a hyphen: the number's own, or one that a program put there."""
    return any(
        before.text.endswith("-") and after.box[1] > (before.box[1] + before.box[3]) / 2
        for before, after in pairwise(words.words)
    )


def _words_of(value: Passage) -> Passage:
    stop = _STOP.search(value.text)
    return value.between(0, stop.start()) if stop else value


def clean_number(text: str) -> str:
    """The number without blanks; empty when it is no complete number."""
    stop = _STOP.search(text)
    number = re.sub(r"\s", "", text[: stop.start()] if stop else text).strip(".,;:")
    is_whole = _NUMBER.fullmatch(number) and any(char.isdigit() for char in number)
    if not is_whole or not _SPLIT.search(number):
        return ""
    is_open = "//" in number or number.startswith("/") or number.endswith(("/", "-"))
    return "" if is_open or "..." in number else number


fields.register(LetterNumber())
