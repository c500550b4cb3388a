"""Sayings about the event in running sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from jumpa.documents.reading.clock import Hours, find_hours
from jumpa.documents.reading.dates import Dates, find_dates
from jumpa.documents.reading.event_hours import REHEARSAL, own_hours
from jumpa.documents.reading.incoming import IncomingLetter, Part
from jumpa.documents.reading.saying import Saying, find_spanning
from jumpa.documents.reading.text import Passage

_WINDOW = 130
_CLOSE = 25
"""So few characters after a date, hours say that it is an event's; no other date has hours."""

_NOT_THE_EVENT = re.compile(
    r"(?:nomor|no\.|surat|undang-undang|peraturan|keputusan|edaran|konfirmasi|paling lambat"
    r"|selambat-lambatnya|batas|sebelum|pendaftaran|terakhir|tertanggal"
    rf"|{REHEARSAL})\b[^.;]{{0,110}}$",
    re.IGNORECASE,
)
_EVENT_WORD = re.compile(
    r"(?:(?:di|me)laksanakan\w{0,3}|(?:di|me)nyelenggarakan|diselenggarakan\w{0,3}"
    r"|(?:di|meng)adakan\w{0,3}|melaksanakan|pada tanggal|berlangsung|dilangsungkan|digelar"
    r"|kegiatan|acara|pelaksanaan|hari|rapat|menggunakan|meminjam)\b[^.;]{0,80}$",
    re.IGNORECASE,
)


def running(letter: IncomingLetter, part: Part, near: date | None) -> Iterator[Saying]:
    """Dates in sentences with the hours close to them; never those of deadlines and papers."""
    text = letter.running(part)
    dates = find_dates(text.text, near=near)
    hours = [item for item in find_hours(text.text, home=letter.zone) if item.is_shown]
    hours = list(own_hours(text.text, hours))
    passed = 0
    for index, item in enumerate(dates):
        before = text.text[max(item.start - 120, 0) : item.start]
        if item.start < passed or _NOT_THE_EVENT.search(before):
            continue
        spanning = find_spanning(text, dates[index : index + 2], hours)
        if spanning is not None and spanning.ends is not None:
            passed = dates[index + 1].end
            yield replace(spanning, is_plain=False)
            continue
        times = _times_by(dates, index, hours, len(text.text))
        is_close = bool(times) and abs(times[0].start - item.end) <= _CLOSE
        if times and (is_close or _EVENT_WORD.search(before)):
            yield Saying(item, times[0], _words(text, item, times[0]), is_plain=False)


def _times_by(
    dates: Sequence[Dates], index: int, hours: Sequence[Hours], length: int
) -> tuple[Hours, ...]:
    """The hours behind a date, up to the next; else those right before it."""
    item = dates[index]
    limit = dates[index + 1].start if index + 1 < len(dates) else length
    limit = min(limit, item.end + _WINDOW)
    times = tuple(time for time in hours if item.end <= time.start < limit)
    if times:
        return times
    since = max(item.start - 60, dates[index - 1].end if index else 0)
    return tuple(time for time in hours if since <= time.start and time.end <= item.start)


def _words(text: Passage, dates: Dates, hours: Hours) -> Passage:
    return text.between(min(dates.start, hours.start), max(dates.end, hours.end))
