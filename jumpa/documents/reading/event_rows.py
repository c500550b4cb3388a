"""Sayings about the event beside labels and in tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from jumpa.documents.reading.dates import find_dates
from jumpa.documents.reading.event_hours import REHEARSAL
from jumpa.documents.reading.incoming import IncomingLetter, Part
from jumpa.documents.reading.labels import Pair
from jumpa.documents.reading.middle_rows import middle_pairs
from jumpa.documents.reading.saying import Saying, cell_hours, moment, say
from jumpa.documents.reading.tables import Cells, event_tables
from jumpa.documents.reading.text import Passage

_NEAR_LINES = 5
_BETWEEN = r"(?:[/,&\s-]|dan){0,4}"
_OF_THE_EVENT = r"(?: ?(?:pelaksanaan|kegiatan|acara|rapat|vicon|zoom))?"

DAY_LABEL = re.compile(
    rf"(?:(?:hari|tanggal|tgl|waktu|jadwal|day|date){_BETWEEN}){{1,4}}(?:pukul|jam|pkl)?{_BETWEEN}"
    r"(?:pelaksanaan|kegiatan|acara|rapat|tempat|penggunaan|peminjaman|\s){0,5}"
)
HOUR_LABEL = re.compile(
    rf"(?:waktu|pukul|jam|pkl|time)(?:{_BETWEEN}(?:waktu|pukul|jam|pkl))?{_OF_THE_EVENT}"
)
BEGIN_LABEL = re.compile(
    rf"(?:(?:hari|tanggal|tgl|waktu|jam|pukul){_BETWEEN}){{0,3}}(?:mulai|dimulai|awal){_OF_THE_EVENT}"
)
FINISH_LABEL = re.compile(
    rf"(?:(?:hari|tanggal|tgl|waktu|jam|pukul){_BETWEEN}){{0,3}}"
    rf"(?:selesai|berakhir|akhir|sampai(?: dengan)?|s/?d){_OF_THE_EVENT}"
)
_OTHER_DAY = re.compile(r".{0,30}\b(?:hari|tanggal|tgl)\b.{0,40}")
_NUMBER_LABEL = re.compile(r"(?:no|nomor)(?: surat)?")
_REHEARSAL = re.compile(REHEARSAL, re.IGNORECASE)


def labelled(letter: IncomingLetter, part: Part, near: date | None) -> Iterator[Saying]:
    """What is written beside labels such as "Hari/Tanggal"."""
    span = letter.span(part)
    pairs = [pair for pair in letter.pairs if pair.line in span and pair.text]
    pairs = sorted([*pairs, *middle_pairs(letter.lines, span)], key=lambda pair: pair.line)
    for index, pair in enumerate(pairs):
        if not (DAY_LABEL.fullmatch(pair.label) or BEGIN_LABEL.fullmatch(pair.label)):
            continue
        if not find_dates(pair.text, near=near) or _is_other_event(letter, pairs, index):
            continue
        saying = _of_group(letter, pairs, index, near)
        if saying is not None:
            yield saying


def _of_group(
    letter: IncomingLetter, pairs: Sequence[Pair], index: int, near: date | None
) -> Saying | None:
    """The date at ``index`` with the hours and the end that are written beneath it."""
    day = pairs[index].value
    before = pairs[index - 1] if index else None
    if before and before.label == "hari" and pairs[index].line - before.line <= 2:
        day = Passage(before.value.words + day.words)
    group = list(_beneath(pairs, index))
    hours = [p.value for p in group if _matches(p, HOUR_LABEL, BEGIN_LABEL)]
    sayings = (say(day, cell, zone=letter.zone, near=near) for cell in (day, *hours))
    saying = next((one for one in sayings if one is not None), None)
    finish = next((pair.value for pair in group if _matches(pair, FINISH_LABEL)), None)
    return _ended(saying, finish, letter, near) if saying and finish else saying


def _beneath(pairs: Sequence[Pair], index: int) -> Iterator[Pair]:
    """The pairs that can belong to the date above them, up to the next date."""
    here = pairs[index]
    for pair in pairs[index + 1 : index + 5]:
        is_end = FINISH_LABEL.fullmatch(pair.label)
        if pair.line - here.line > _NEAR_LINES or (_OTHER_DAY.fullmatch(pair.label) and not is_end):
            return
        yield pair


def _matches(pair: Pair, *patterns: re.Pattern[str]) -> bool:
    return any(pattern.fullmatch(pair.label) for pattern in patterns)


def _ended(saying: Saying, finish: Passage, letter: IncomingLetter, near: date | None) -> Saying:
    dates = find_dates(finish.text, near=near)
    hours = cell_hours(finish, letter.zone, is_cued=not dates)
    if not hours and dates:
        return replace(
            saying, dates=replace(saying.dates, last=max(saying.dates.last, dates[0].last))
        )
    if not hours:
        return saying
    last = saying.dates.first if len(saying.dates.days) > 1 else saying.dates.last
    day = dates[0].first if dates else last
    return saying.ended(moment(day, hours[0].since), finish)


def _is_other_event(letter: IncomingLetter, pairs: Sequence[Pair], index: int) -> bool:
    """Whether the pair belongs to another letter, or to a rehearsal named above its group."""
    pair = pairs[index]
    for before in pairs[max(index - 2, 0) : index]:
        if pair.line - before.line <= 2 and _NUMBER_LABEL.fullmatch(before.label):
            return True
    labels = {other.line for other in pairs}
    for at in range(pair.line - 1, max(pair.line - 4, -1), -1):
        if at not in labels:
            return bool(_REHEARSAL.search(letter.lines[at].text[-120:]))
    return False


def tabled(letter: IncomingLetter, part: Part, near: date | None) -> Iterator[Saying]:
    """What tables of events say, row by row."""
    for row in event_tables(letter.lines_of(part)):
        if _REHEARSAL.search(row.get("name", Passage(())).text):
            continue
        saying = _of_row(row, letter, near)
        if saying is not None:
            yield saying


def _of_row(row: Cells, letter: IncomingLetter, near: date | None) -> Saying | None:
    day = row.get("day") or row.get("hours")
    if day is None:
        return None
    return say(day, row.get("hours") or day, zone=letter.zone, near=near)
