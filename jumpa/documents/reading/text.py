"""Words, lines and running text that know where they stand on the page."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from jumpa.documents.reading.found import Box, Place

LONGEST_WORD = 500
UNREADABLE = "\ufffd"
"""A sign that is drawn, but whose font does not say which it is."""

COLUMN_GAP = 2.5
"""White between two columns, in heights of the line; less may be justified text."""

LABEL_GAP = 0.9
"""White that may stand before a label inside a line."""

_BLANK = 0.3
_EVEN = 0.6
"""Points by which the white of a line may differ that was drawn out by a program."""

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\u00ad"
_QUOTES = "\u2018\u2019\u00b4`"
_DOUBLE_QUOTES = "\u201c\u201d\u201e"
_COLONS = "\uff1a\u2236"
_SLASHES = "\u2044\u2215"
_PLAIN = {
    ord(char): as_typed
    for chars, as_typed in (
        (_DASHES, "-"),
        (_QUOTES, "'"),
        (_DOUBLE_QUOTES, '"'),
        (_COLONS, ":"),
        (_SLASHES, "/"),
        ("\u2026", "..."),
    )
    for char in chars
}


def plain(text: str) -> str:
    """The text with one kind of dash and quote, without ligatures and unprintable characters."""
    text = unicodedata.normalize("NFKC", text[:LONGEST_WORD]).translate(_PLAIN)
    return "".join(char for char in text if unicodedata.category(char)[0] not in "CZ")


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all ``boxes``."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters. ``gap`` is the white before it on its line in heights of the line.

    A word with no gap was split off the one before it.
    """

    text: str
    box: Box
    page: int
    gap: float = 0.0


@dataclass(frozen=True)
class Line:
    """The words at one height of a page, from left to right."""

    words: tuple[Word, ...]

    @property
    def page(self) -> int:
        """Number of its page, from 1."""
        return self.words[0].page

    @cached_property
    def box(self) -> Box:
        """Around all its words."""
        return union(word.box for word in self.words)

    @cached_property
    def height(self) -> float:
        """Height of its letters in points."""
        heights = sorted(word.box[3] - word.box[1] for word in self.words)
        return max(heights[len(heights) // 2], 1.0)

    @cached_property
    def text(self) -> str:
        """Its words with single blanks."""
        return Passage(self.words).text

    @cached_property
    def columns(self) -> tuple["Passage", ...]:
        """Its parts between wide white."""
        parts: list[list[Word]] = []
        for word in self.words:
            if not parts or word.gap >= COLUMN_GAP:
                parts.append([])
            parts[-1].append(word)
        return tuple(Passage(part) for part in parts)


_BEGUN = re.compile(r"[^\W\d]*[a-z]{2,}-")
_ENDED = re.compile(r"[a-z]{2,}")


def _is_broken(word: Word, after: Word) -> bool:
    """Whether a word was broken at the end of its line: ``Koor-`` and ``dinasi``."""
    is_beneath = after.page != word.page or after.box[1] > (word.box[1] + word.box[3]) / 2
    return is_beneath and bool(_BEGUN.fullmatch(word.text)) and bool(_ENDED.match(after.text))


class Passage:
    """Words as running text, so that a match in the text has a place on the page."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = tuple(words)
        pieces: list[str] = []
        self._starts: list[int] = []
        length = 0
        broken = False
        for index, word in enumerate(self.words):
            if index and word.gap > 0 and not broken:
                pieces.append(" ")
                length += 1
            self._starts.append(length)
            after = self.words[index + 1] if index + 1 < len(self.words) else None
            broken = after is not None and _is_broken(word, after)
            is_twice = after is not None and after.text.startswith(word.text[:-1])
            pieces.append(word.text[:-1] if broken and not is_twice else word.text)
            length += len(pieces[-1])
        self.text = "".join(pieces)

    def __bool__(self) -> bool:
        return bool(self.words)

    def between(self, start: int, end: int) -> "Passage":
        """The words that the characters from ``start`` to ``end`` touch."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_right(self._starts, max(end - 1, start)), first + 1)
        return Passage(self.words[first:last])

    @property
    def place(self) -> Place:
        """Around its words on the page where it begins."""
        page = self.words[0].page
        return Place(page, union(word.box for word in self.words if word.page == page))


_GLUED_LABEL = re.compile(r"([A-Za-z][A-Za-z/.()-]{0,30})?:(?!//)")


def split_colon(word: Word) -> list[Word]:
    """``Nomor:005`` as label, colon and value; times and addresses stay whole."""
    match = _GLUED_LABEL.match(word.text)
    if match is None or len(word.text) == 1:
        return [word]
    cuts = [0, match.end() - 1, match.end(), len(word.text)]
    left, top, right, bottom = word.box
    step = (right - left) / len(word.text)
    parts = []
    for start, end in pairwise(cuts):
        if start < end:
            box = (left + step * start, top, left + step * end, bottom)
            parts.append(Word(word.text[start:end], box, word.page, 0.0 if start else word.gap))
    return parts


def _stretched(words: Sequence[Word], height: float) -> set[int]:
    """The words before which there is white only because the line was drawn out to its margins.

    A line that was broken by hand in a justified paragraph has even white between its words:
    ``Kepala          Dinas          Perhubungan`` is one text, not three columns.
    """
    whites = [after.box[0] - before.box[2] for before, after in pairwise(words)]
    found: set[int] = set()
    for at, (white, following) in enumerate(pairwise(whites), start=1):
        if min(white, following) >= LABEL_GAP * height and abs(white - following) <= _EVEN:
            found |= {at, at + 1}
    return found


def line_of(words: Iterable[Word], *, is_exact: bool = True) -> Line | None:
    """A line of those words that say anything, gaps measured; ``None`` when none does."""
    cleaned = [(word, plain(word.text)) for word in words]
    kept = [(word, text) for word, text in cleaned if text]
    if not kept:
        return None
    heights = sorted(word.box[3] - word.box[1] for word, _ in kept)
    height = max(heights[len(heights) // 2], 1.0)
    result: list[Word] = []
    right = float("-inf")
    # Where words were recognised, that their white is even says nothing.
    stretched = _stretched([word for word, _ in kept], height) if is_exact else set()
    for at, (word, text) in enumerate(kept):
        gap = min(max((word.box[0] - right) / height, 0.05), _BLANK if at in stretched else 99.0)
        result.extend(split_colon(Word(text, word.box, word.page, gap)))
        right = max(right, word.box[2])
    return Line(tuple(result))
