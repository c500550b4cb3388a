"""Tanggal surat."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta

from jumpa.documents.reading.dates import find_dates
from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Found
from jumpa.documents.reading.incoming import IncomingLetter, placed_date
from jumpa.documents.reading.text import Line, Passage

_LABEL = re.compile(r"(?:tanggal|tgl)(?: surat| naskah)?")
_SET_LABEL = re.compile(r"(?:pada )?tanggal")
_BROKEN = re.compile(
    r"[A-Z][A-Za-z.' -]{2,40},(?: (?:tanggal|tgl\.?))?(?: \d{1,2}(?: [A-Za-z]{3,9})?)?"
)
_AHEAD = timedelta(days=14)


class LetterDate(Field):
    """The day of the letter: from the line of place and date, or beside "Tanggal"."""

    key = "letter_date"

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        for passage, others in _with_others(list(_candidates(letter))):
            dates = find_dates(passage.text)
            if len(dates) != 1 or dates[0].last != dates[0].first:
                continue
            day = dates[0].first
            words = passage.between(dates[0].start, dates[0].end)
            notes = dates[0].notes
            if any(item.first != day for other in others for item in find_dates(other.text)):
                notes = (*notes, "conflict")
            if day > letter.today + _AHEAD:
                notes = (*notes, "future")
            return self.found(day.isoformat(), words, "likely" if notes else "sure", notes)
        return None


def _with_others(passages: list[Passage]) -> Iterator[tuple[Passage, list[Passage]]]:
    for index, passage in enumerate(passages):
        yield passage, passages[:index] + passages[index + 1 :]


def _candidates(letter: IncomingLetter) -> Iterator[Passage]:
    yield from _placed(letter, 0, letter.body_at)
    for pair in letter.labelled(_LABEL, "opening"):
        yield pair.value
    yield from _placed(letter, letter.closing_at, letter.attachment_at)
    for pair in letter.labelled(_SET_LABEL, "closing"):
        yield pair.value


def _placed(letter: IncomingLetter, start: int, end: int) -> Iterator[Passage]:
    """Columns that hold nothing but "<place>, <date>"."""
    for at in range(start, end):
        for column in letter.lines[at].columns:
            if placed_date(column) is not None:
                yield column
            elif _BROKEN.fullmatch(column.text) and at + 1 < end:
                yield from _whole(column, letter.lines[at + 1])


def _whole(column: Passage, beneath: Line) -> Iterator[Passage]:
    """A place and date that a narrow column broke, with the rest of it from the next line."""
    left, _, right, bottom = column.place.box
    for rest in beneath.columns:
        box = rest.place.box
        is_under = box[0] < right and box[2] > left and box[1] - bottom < beneath.height
        whole = Passage((*column.words, *rest.words))
        if is_under and beneath.page == column.place.page and placed_date(whole) is not None:
            yield whole


fields.register(LetterDate())
