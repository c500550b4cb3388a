"""When the event is: the dates and times of the letter that belong to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from jumpa.documents.reading.clock import Hours, find_hours
from jumpa.documents.reading.dates import Dates, find_dates
from jumpa.documents.reading.found import Certainty
from jumpa.documents.reading.incoming import IncomingLetter, Part
from jumpa.documents.reading.labels import Pair
from jumpa.documents.reading.tables import Cells, event_tables
from jumpa.documents.reading.text import Passage

_MINUTE = "%Y-%m-%dT%H:%M"
_FAR = timedelta(days=366)
_NEAR_LINES = 5
_WINDOW = 130
_CLOSE = 25
"""So few characters after a date, hours say that it is an event's; no other date has hours."""

DAY_LABEL = re.compile(
    r"(?:(?:hari|tanggal|tgl|waktu|jadwal)(?:[/,&\s-]|dan){0,4}){1,4}"
    r"(?:pukul|jam|pkl)?(?:[/,&\s-]|dan){0,4}"
    r"(?:pelaksanaan|kegiatan|acara|rapat|tempat|penggunaan|peminjaman|\s){0,5}"
)
HOUR_LABEL = re.compile(
    r"(?:waktu|pukul|jam|pkl)(?:/(?:waktu|pukul|jam|pkl))?"
    r"(?: (?:pelaksanaan|kegiatan|acara|rapat))?"
)
_ASIDE = re.compile(r"\([^()]{0,120}\)")
"""``(peserta hadir 06.30 WIB)`` beside the hours of the event."""

_NUMBER_LABEL = re.compile(r"(?:no|nomor)(?: surat)?")
_REHEARSAL = re.compile(
    r"g(?:e)?ladi|uji ?coba|uji (?:koneksi|jaringan)|tes(?:t)? (?:koneksi|jaringan)"
    r"|technical meeting|rehearsal|persiapan|pengecekan",
    re.IGNORECASE,
)
_NOT_THE_EVENT = re.compile(
    r"(?:nomor|no\.|surat|undang-undang|peraturan|keputusan|edaran|konfirmasi|paling lambat"
    r"|selambat-lambatnya|batas|sebelum|pendaftaran|terakhir|tertanggal|g(?:e)?ladi"
    r"|uji ?coba|uji (?:koneksi|jaringan)|tes(?:t)? koneksi|rehearsal)\b[^.;]{0,110}$",
    re.IGNORECASE,
)
_EVENT_WORD = re.compile(
    r"(?:(?:di|me)laksanakan\w{0,3}|(?:di|me)nyelenggarakan|diselenggarakan\w{0,3}|(?:di|meng)adakan\w{0,3}"
    r"|melaksanakan|pada tanggal|berlangsung|dilangsungkan|digelar"
    r"|kegiatan|acara|pelaksanaan|hari|rapat|menggunakan|meminjam)\b[^.;]{0,80}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class EventTime:
    """The event's time with the words that say it. ``end`` is ``None`` when it was left open."""

    start: datetime
    end: datetime | None
    words: Passage
    certainty: Certainty
    notes: tuple[str, ...]

    @property
    def start_value(self) -> str:
        """The start as the field's value."""
        return self.start.strftime(_MINUTE)

    @property
    def end_value(self) -> str:
        """The end as the field's value, or empty."""
        return self.end.strftime(_MINUTE) if self.end else ""


@dataclass(frozen=True)
class _Saying:
    """A date and the hours said with it."""

    dates: Dates
    hours: tuple[Hours, ...]
    words: Passage
    is_plain: bool

    @property
    def start(self) -> datetime:
        return _at(self.dates.first, self.hours[0].since)

    @property
    def end(self) -> datetime | None:
        until = self.hours[-1].until
        if until is None:
            return None
        day = self.dates.first if len(self.dates.days) > 1 else self.dates.last
        return _at(day, until)


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def find_event_time(letter: IncomingLetter, letter_date: date | None) -> EventTime | None:
    """When the event begins and ends; ``None`` when the letter does not say it clearly.

    What is written beside a label counts before tables, tables before sentences, and the letter
    before its attachments.
    """
    sources: tuple[tuple[Part, ...], ...] = (("body", "closing"), ("attachment",))
    for parts in sources:
        for read in (_labelled, _tabled, _running):
            sayings = [saying for part in parts for saying in read(letter, part, letter_date)]
            if sayings:
                notes = ("attachment",) if parts == ("attachment",) else ()
                return _decide(sayings, letter_date, notes)
    return None


def _decide(
    sayings: list[_Saying], letter_date: date | None, notes: tuple[str, ...]
) -> EventTime | None:
    first = sayings[0]
    moments = {(saying.start, saying.end) for saying in sayings}
    if len(moments) > 1:
        if not any(saying.is_plain for saying in sayings):
            return None
        notes = (*notes, "several_dates")
    notes = (*notes, *first.dates.notes)
    notes += tuple(note for hours in first.hours for note in hours.notes)
    if len(first.dates.days) > 1 and "several_dates" not in notes:
        notes = (*notes, "several_dates")
    elif first.dates.last > first.dates.first:
        notes = (*notes, "several_days")
    if letter_date is not None and first.dates.first < letter_date:
        notes = (*notes, "before_letter")
    elif letter_date is not None and first.dates.first > letter_date + _FAR:
        notes = (*notes, "far_from_letter")
    doubts = [note for note in notes if note != "zone_converted"]
    certainty: Certainty = "sure" if first.is_plain and not doubts else "likely"
    return EventTime(first.start, first.end, first.words, certainty, tuple(dict.fromkeys(notes)))


def _hours_in(passage: Passage, letter: IncomingLetter, *, is_cell: bool) -> tuple[Hours, ...]:
    found = find_hours(passage.text, home=letter.zone)
    shown = tuple(hours for hours in found if is_cell or hours.is_shown)
    asides = [match.span() for match in _ASIDE.finditer(passage.text)]
    main = [hours for hours in shown if not any(a <= hours.start < b for a, b in asides)]
    return tuple(main) or shown


def _saying(
    day: Passage, hours: Passage, letter: IncomingLetter, near: date | None
) -> _Saying | None:
    """What a cell with the date and one with the hours say; they may be the same cell."""
    dates = find_dates(day.text, near=near)
    if not dates:
        return None
    times = _hours_in(hours, letter, is_cell=hours is not day)
    if not times:
        return None
    if len(dates) > 1 and len({item.first for item in dates}) > 1:
        merged = tuple(sorted({day for item in dates for day in item.days}))
        dates = (Dates(merged, merged[-1], dates[0].start, dates[-1].end, dates[0].notes),)
    words = day.words if hours is day else day.words + hours.words
    return _Saying(dates[0], times, Passage(words), is_plain=True)


def _labelled(letter: IncomingLetter, part: Part, near: date | None) -> Iterator[_Saying]:
    span = letter.span(part)
    pairs = [pair for pair in letter.pairs if pair.line in span and pair.text]
    for index, pair in enumerate(pairs):
        if not DAY_LABEL.fullmatch(pair.label) or _is_other_event(letter, pairs, index):
            continue
        if not find_dates(pair.text, near=near):
            continue
        day = pair.value
        before = pairs[index - 1] if index else None
        if before and before.label == "hari" and pair.line - before.line <= 2:
            day = Passage(before.value.words + day.words)
        for hours in (day, *_hour_values(pairs, index)):
            saying = _saying(day, hours, letter, near)
            if saying is not None:
                yield saying
                break


def _hour_values(pairs: list[Pair], index: int) -> Iterator[Passage]:
    here = pairs[index]
    for pair in pairs[index + 1 : index + 4]:
        if pair.line - here.line <= _NEAR_LINES and HOUR_LABEL.fullmatch(pair.label):
            yield pair.value


def _is_other_event(letter: IncomingLetter, pairs: list[Pair], index: int) -> bool:
    """Whether the pair belongs to another letter, or to a rehearsal named above its group."""
    pair = pairs[index]
    for before in pairs[max(index - 2, 0) : index]:
        if pair.line - before.line <= 2 and _NUMBER_LABEL.fullmatch(before.label):
            return True
    labelled = {other.line for other in pairs}
    for at in range(pair.line - 1, max(pair.line - 4, -1), -1):
        if at not in labelled:
            return bool(_REHEARSAL.search(letter.lines[at].text[-120:]))
    return False


def _tabled(letter: IncomingLetter, part: Part, near: date | None) -> Iterator[_Saying]:
    for row in event_tables(letter.lines_of(part)):
        if _REHEARSAL.search(row.get("name", Passage(())).text):
            continue
        saying = _of_row(row, letter, near)
        if saying is not None:
            yield saying


def _of_row(row: Cells, letter: IncomingLetter, near: date | None) -> _Saying | None:
    day = row.get("day") or row.get("hours")
    if day is None:
        return None
    hours = row.get("hours") or day
    return _saying(day, hours, letter, near)


def _running(letter: IncomingLetter, part: Part, near: date | None) -> Iterator[_Saying]:
    running = letter.running(part)
    dates = find_dates(running.text, near=near)
    hours = [item for item in find_hours(running.text, home=letter.zone) if item.is_shown]
    for index, item in enumerate(dates):
        before = running.text[max(item.start - 120, 0) : item.start]
        if _NOT_THE_EVENT.search(before):
            continue
        limit = dates[index + 1].start if index + 1 < len(dates) else len(running.text)
        limit = min(limit, item.end + _WINDOW)
        times = tuple(time for time in hours if item.end <= time.start < limit)
        if not times:
            since = max(item.start - 60, dates[index - 1].end if index else 0)
            times = tuple(time for time in hours if since <= time.start and time.end <= item.start)
        is_close = bool(times) and abs(times[0].start - item.end) <= _CLOSE
        if times and (is_close or _EVENT_WORD.search(before)):
            start = min(item.start, times[0].start)
            words = running.between(start, max(item.end, times[0].end))
            yield _Saying(item, times[:1], words, is_plain=False)
