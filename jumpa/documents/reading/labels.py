"""Labels and their values: ``Nomor : 005/1``, in columns, over several lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jumpa.documents.reading.text import COLUMN_GAP, LABEL_GAP, Line, Passage, Word

_MOST_LABEL_WORDS = 6
_MOST_LINES = 6
_LINE_STEP = 1.1
"""White between the lines of one value, in heights of a line; a new paragraph has more."""

_LABEL_WORD = re.compile(r"[A-Za-z][A-Za-z./()&'-]{0,30},?|/|&|\(|\)")
_MARK = re.compile(r"(?:\(?(?:[a-z]|\d{1,2}|[ivx]{1,4})[.)]|[-•·*▪●◦✓➢►o])", re.IGNORECASE)
_OPEN = re.compile(r"[-._\s]*")

_SET_GAP = 0.5
"""White before a word that stands exactly where another column begins; a blank has less."""

_AROUND = 3

BARE_LABELS = re.compile(
    r"(?:nomor|sifat|lampiran|hal|perihal|hari|tanggal|hari ?[/,&]? ?(?:dan )?(?:tanggal|tgl)"
    r"|(?:nomor|no|tanggal|tgl) surat"
    r"|waktu|pukul|jam|tempat|lokasi|acara|kegiatan|agenda|nama kegiatan|aplikasi|media|platform"
    r"|meeting id|id meeting|passcode|password|link|tautan)",
    re.IGNORECASE,
)
"""Labels that are believed without a colon when white parts them from their value."""


@dataclass(frozen=True)
class Pair:
    """A label and the value beside it. ``line`` counts from the letter's first line."""

    label: str
    value: Passage
    line: int
    left: float

    @property
    def text(self) -> str:
        """The value; empty when the letter leaves it open (``-``, ``${nomor_naskah}``)."""
        text = self.value.text
        return "" if is_open(text) else text


def is_open(text: str) -> bool:
    """Whether the letter leaves a value open: nothing, a dash, dots, a tag that was not filled."""
    return "${" in text or bool(_OPEN.fullmatch(text[:200]))


def _normal(words: Sequence[Word]) -> str:
    text = Passage(words).text.lower().replace(".", "")
    return re.sub(r"\s?([/&])\s?", r"\1", text).strip(" .()-")


@dataclass(frozen=True)
class _Start:
    """Where a pair begins in its line."""

    label: Sequence[Word]
    value_at: int


def _starts(words: Sequence[Word]) -> Iterator[_Start]:
    """Every label of a line, from left to right."""
    at = 0
    while at < len(words):
        is_edge = at == 0 or words[at].gap >= LABEL_GAP or words[at - 1].text == "|"
        start = _label_at(words, at) if is_edge else None
        if start is None:
            at += 1
        else:
            yield start
            at = start.value_at


def _label_at(words: Sequence[Word], at: int) -> _Start | None:
    begun = at
    while at < len(words) and at - begun < 2 and _MARK.fullmatch(words[at].text):
        at += 1
    first = at
    while at < len(words) and at - first < _MOST_LABEL_WORDS:
        if words[at].text == ":":
            return _Start(words[first:at], at + 1) if at > first else None
        if not _LABEL_WORD.fullmatch(words[at].text):
            break
        at += 1
        is_bare = at < len(words) and words[at].gap >= LABEL_GAP and words[at].text != ":"
        if is_bare and BARE_LABELS.fullmatch(_normal(words[first:at])):
            return None if _is_heading(words, at) else _Start(words[first:at], at)
    return None


def _is_heading(words: Sequence[Word], at: int) -> bool:
    """Whether what stands beside a label is one itself: the headings of a table."""
    is_apart = at + 1 == len(words) or words[at + 1].gap >= LABEL_GAP
    return is_apart and bool(BARE_LABELS.fullmatch(_normal(words[at : at + 1])))


def _first_value(words: Sequence[Word], edges: Sequence[float]) -> list[Word]:
    """The words of the value on its line, up to the next column."""
    value: list[Word] = []
    for word in words:
        is_set = word.gap >= _SET_GAP and any(abs(word.box[0] - edge) < 1 for edge in edges)
        if value and (word.gap >= COLUMN_GAP or is_set):
            break
        value.append(word)
    return value


class Labels:
    """Finds the pairs of a letter's lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._begun = [list(_starts(line.words)) for line in lines]

    def pairs(self) -> Iterator[Pair]:
        """Every pair, in the order of the lines."""
        for index, line in enumerate(self._lines):
            starts = self._begun[index]
            for number, start in enumerate(starts):
                end = len(line.words)
                if number + 1 < len(starts):
                    end = line.words.index(starts[number + 1].label[0])
                yield self._pair(index, start, end)

    def _pair(self, index: int, start: _Start, end: int) -> Pair:
        line = self._lines[index]
        left = start.label[0].box[0]
        value = _first_value(line.words[start.value_at : end], self._edges(index))
        edge = value[0].box[0] if value else line.words[start.value_at - 1].box[2]
        value += self._continued(index, left, edge, is_empty=not value)
        return Pair(_normal(start.label), Passage(value), index, left)

    def _edges(self, index: int) -> list[float]:
        """Where columns begin on the lines around: a value may reach up to one of them."""
        around = self._lines[max(index - _AROUND, 0) : index + _AROUND + 1]
        page = self._lines[index].page
        return [c.place.box[0] for line in around if line.page == page for c in line.columns[1:]]

    def _continued(self, index: int, left: float, edge: float, *, is_empty: bool) -> list[Word]:
        """The value's words on the lines beneath, as far as they are set under its first word."""
        above = self._lines[index]
        room = above.height * 0.8
        far = above.height * (20.0 if is_empty else 1.2)
        words: list[Word] = []
        for at in range(index + 1, min(index + 1 + 3 * _MOST_LINES, len(self._lines))):
            line = self._lines[at]
            if line.page != above.page or line.box[1] - above.box[3] > _LINE_STEP * line.height:
                break
            inside = [word for word in line.words if word.box[0] >= left - room]
            if not inside or inside[0].box[0] > edge + far:
                continue
            is_other = inside[0].text == ":" or self._is_label(at, inside[0])
            if inside[0].box[0] < edge - room or is_other:
                break
            words += _first_value(inside, self._edges(at))
            above = line
        return words

    def _is_label(self, at: int, word: Word) -> bool:
        return any(start.label[0] is word for start in self._begun[at])
