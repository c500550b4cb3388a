"""Rows whose label and value stand at half of each other's height, as tables of HTML set them.

Tanggal
           : 5 Maret 2026
Pelaksanaan
"""

from collections.abc import Iterator, Sequence

from jumpa.documents.reading.labels import Pair
from jumpa.documents.reading.text import Line, Passage, Word

_MOST_LINES = 4


def middle_pairs(lines: Sequence[Line], span: range) -> Iterator[Pair]:
    """A pair for every line of ``span`` that begins with its colon: the label stands around it."""
    taken = span.start - 1
    for at in span:
        if lines[at].words[0].text != ":":
            continue
        edge = lines[at].words[0].box[0]
        label = _left_of(lines[at - 1], edge) if at - 1 > taken else []
        value = list(lines[at].words[1:])
        beneath = lines[at + 1 : min(at + 1 + _MOST_LINES, span.stop)]
        parts = list(_beneath(beneath, edge))
        for left, right in parts:
            label += left
            value += right
        if parts:
            taken = at + len(parts)
        text = Passage(label).text.lower().replace(".", "")
        if text and value and {word.page for word in label} == {lines[at].page}:
            yield Pair(text, Passage(value), at, label[0].box[0])


def _beneath(lines: Sequence[Line], edge: float) -> Iterator[tuple[list[Word], list[Word]]]:
    """What goes on under the colon's line; two lines of label on end are those of two rows."""
    has_value = True
    for line in lines:
        left, right = _parted(line, edge)
        if not (right or (left and has_value)):
            return
        has_value = bool(right)
        yield left, right


def _left_of(line: Line, edge: float) -> list[Word]:
    left, right = _parted(line, edge)
    return [] if right else left


def _parted(line: Line, edge: float) -> tuple[list[Word], list[Word]]:
    """The words before and behind the edge; none of a line that runs across it or is a row."""
    columns = line.columns
    is_row = any(word.text == ":" for word in line.words)
    if is_row or any(c.place.box[0] < edge - 2 and c.place.box[2] > edge + 2 for c in columns):
        return [], []
    left = [word for column in columns for word in column.words if column.place.box[0] < edge - 2]
    return left, [word for word in line.words if word not in left]
