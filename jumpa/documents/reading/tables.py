"""Tables of events: a row of headings, and beneath it one row for each event.

Only positions are used, so a table needs no ruled lines.
"""

import re
from collections.abc import Iterator, Sequence

from jumpa.documents.reading.text import Line, Passage, Word

Cells = dict[str, Passage]
"""A row: the text under ``day``, ``hours``, ``name``, ``place``, as far as there are such."""

_HEADINGS = {
    "day": re.compile(r"(?:hari|tanggal|tgl)(?:\W{0,3}(?:dan )?(?:hari|tanggal|tgl|waktu|jam))*"),
    "hours": re.compile(r"(?:waktu|pukul|jam)(?:\W{0,3}(?:pelaksanaan|wib|\(wib\)))?"),
    "name": re.compile(r"(?:nama )?(?:kegiatan|acara|agenda|uraian(?: kegiatan)?)"),
    "place": re.compile(r"(?:tempat|lokasi)(?: (?:pelaksanaan|kegiatan))?"),
}
_ORDINAL = re.compile(r"(?:no\.?|nomor)")
_MOST_LINES = 40
_ROW_GAP = 0.9
_END_GAP = 3.0


def event_tables(lines: Sequence[Line]) -> Iterator[Cells]:
    """The rows of every table whose headings speak of days or hours, from top to bottom."""
    at = 0
    while at < len(lines):
        columns = _headings(lines[at])
        at += 1
        if columns:
            rows = _rows(lines[at : at + _MOST_LINES], columns)
            yield from rows


def _segments(line: Line) -> list[Passage]:
    parts: list[list[Word]] = []
    for word in line.words:
        if not parts or word.gap >= 0.7:
            parts.append([])
        parts[-1].append(word)
    return [Passage(part) for part in parts]


def _headings(line: Line) -> list[tuple[str, float, float]]:
    """The columns under a line of headings: key, left, right; empty when it is none."""
    columns = []
    keys = set()
    for segment in _segments(line):
        text = segment.text.lower().strip(" .:|")
        key = "ordinal" if _ORDINAL.fullmatch(text) else "other"
        for name, pattern in _HEADINGS.items():
            if pattern.fullmatch(text):
                key = name
        keys.add(key)
        left, _, right, _ = segment.place.box
        columns.append((key, left, right))
    has_colon = any(word.text == ":" for word in line.words)
    is_table = bool(keys & {"day", "hours"}) and len(keys - {"other"}) >= 2 and not has_colon
    return columns if is_table else []


def _column_of(word_box: tuple[float, float], columns: list[tuple[str, float, float]]) -> str:
    left, right = word_box

    def distance(column: tuple[str, float, float]) -> float:
        return max(column[1] - right, left - column[2], 0.0)

    return min(columns, key=distance)[0]


def _rows(lines: Sequence[Line], columns: list[tuple[str, float, float]]) -> Iterator[Cells]:
    has_ordinal = any(key == "ordinal" for key, _, _ in columns)
    row: dict[str, list[Word]] = {}
    above: Line | None = None
    for line in lines:
        gap = (line.box[1] - above.box[3]) / line.height if above else 0.0
        if gap > _END_GAP or gap < -5:
            break
        cells = _cells(line, columns)
        is_new = "ordinal" in cells if has_ordinal else gap > _ROW_GAP
        if row and is_new:
            yield _finished(row)
            row = {}
        for key, words in cells.items():
            row.setdefault(key, []).extend(words)
        above = line
    if row:
        yield _finished(row)


def _cells(line: Line, columns: list[tuple[str, float, float]]) -> dict[str, list[Word]]:
    cells: dict[str, list[Word]] = {}
    for segment in _segments(line):
        left, _, right, _ = segment.place.box
        cells.setdefault(_column_of((left, right), columns), []).extend(segment.words)
    return cells


def _finished(row: dict[str, list[Word]]) -> Cells:
    return {key: Passage(words) for key, words in row.items() if key in _HEADINGS}
