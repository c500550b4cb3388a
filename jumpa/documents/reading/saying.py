"""One saying of a letter about when something is: a date with its hours."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from jumpa.documents.reading.clock import Hours, find_hours
from jumpa.documents.reading.clock_series import loose_part
from jumpa.documents.reading.dates import TO, Dates, find_dates
from jumpa.documents.reading.event_hours import event_hours
from jumpa.documents.reading.text import Passage

_UNTIL = re.compile(
    rf"\W{{0,3}}(?:{TO})\W{{0,3}}(?:(?:dengan|hari|tanggal|tgl)\W{{0,3}}){{0,3}}", re.IGNORECASE
)

_TENTATIVE = re.compile(
    r"tentati[fv]|menyesuaikan|disesuaikan|sementara|dapat berubah|menunggu|menyusul"
    r"|dikonfirmasi|direncanakan|rencana\b",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:paling lambat|paling lama|selambat-lambatnya|batas (?:akhir|waktu)|sebelum)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(r"\b(?:semula|sebelumnya|pengganti(?: dari)?)\b[^,;()]{0,20}$", re.IGNORECASE)
_SERIES = re.compile(r"\b(?:setiap|tiap|rutin)\b", re.IGNORECASE)
_ADJOINING = 3
"""So few characters behind a date, a bare ``9.00`` is its hour."""


@dataclass(frozen=True)
class Saying:
    """A date and the hours said with it.

    ``is_plain``: beside a label or in a table, not in a sentence. ``ends``: the moment of the end
    where it is said with a date or a label of its own.
    """

    dates: Dates
    hours: Hours
    words: Passage
    is_plain: bool
    ends: datetime | None = None

    @property
    def start(self) -> datetime:
        """When it begins."""
        return moment(self.dates.first, self.hours.since)

    @property
    def end(self) -> datetime | None:
        """When it ends; ``None`` when that is left open."""
        if self.ends is not None or self.hours.until is None:
            return self.ends
        day = self.dates.first if len(self.dates.days) > 1 else self.dates.last
        return moment(day, self.hours.until)

    def ended(self, ends: datetime, words: Passage) -> "Saying":
        """With the end that ``words`` say; unchanged when it is not after the start."""
        if ends <= self.start:
            return self
        return replace(
            self,
            ends=ends,
            dates=replace(self.dates, last=max(ends.date(), self.dates.last)),
            words=Passage((*self.words.words, *words.words)),
        )


def moment(day: date, minute: int) -> datetime:
    """The moment at so many minutes from the midnight that begins ``day``."""
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def say(day: Passage, hours: Passage, *, zone: str, near: date | None) -> Saying | None:
    """What a cell with the date and one with the hours say; they may be the same cell."""
    dates = _valid(day.text, find_dates(day.text, near=near))
    if not dates or _DEADLINE.search(day.text[: dates[0].start + 1]):
        return None
    is_apart = hours is not day
    part = loose_part(day.text) if is_apart else ""
    times = find_hours(hours.text, home=zone, is_cued=is_apart, part=part)
    if not is_apart:
        times = tuple(time for time in times if time.is_shown or _adjoins(dates, time))
        spanning = find_spanning(day, dates, times)
        if spanning is not None:
            return spanning
        times = _of_the_first(dates, times)
    chosen = event_hours(hours.text, times)
    if chosen is None:
        return None
    words = Passage(day.words + hours.words) if is_apart else day
    if _TENTATIVE.search(words.text):
        chosen = replace(chosen, notes=(*chosen.notes, "tentative"))
    merged = _merged(dates)
    if _SERIES.search(day.text):
        merged = replace(merged, notes=(*merged.notes, "several_dates"))
    return Saying(merged, chosen, words, is_plain=True)


def _valid(text: str, dates: Sequence[Dates]) -> tuple[Dates, ...]:
    """Without the day that an event was moved from: "5 Maret 2026 (semula 3 Maret 2026)"."""
    own = [item for item in dates if not _FORMER.search(text[max(item.start - 40, 0) : item.start])]
    return tuple(own or dates)


def _adjoins(dates: Sequence[Dates], hours: Hours) -> bool:
    return any(0 <= hours.start - item.end <= _ADJOINING for item in dates)


def _of_the_first(dates: Sequence[Dates], hours: Sequence[Hours]) -> tuple[Hours, ...]:
    """Of "Kamis … pukul 8 dan Jumat … pukul 13" the hours that stand by the first date."""
    limit = dates[1].start if len(dates) > 1 else math.inf
    own = tuple(item for item in hours if dates[0].end <= item.start < limit)
    return own or tuple(hours)


def _merged(dates: Sequence[Dates]) -> Dates:
    """One list of the days of several expressions."""
    if len({item.first for item in dates}) == 1:
        return dates[0]
    days = tuple(sorted({day for item in dates for day in item.days}))
    return Dates(days, days[-1], dates[0].start, dates[-1].end, dates[0].notes)


def cell_hours(cell: Passage, zone: str, *, is_cued: bool, part: str = "") -> tuple[Hours, ...]:
    """The hours in a cell; without a label of their own only those that show that they are."""
    found = find_hours(cell.text, home=zone, is_cued=is_cued, part=part if is_cued else "")
    return tuple(hours for hours in found if is_cued or hours.is_shown)


def find_spanning(text: Passage, dates: Sequence[Dates], hours: Sequence[Hours]) -> Saying | None:
    """As "Senin, 2 Maret 2026 pukul 19.30 s.d. Selasa, 3 Maret 2026 pukul 02.00"."""
    for first, second in pairwise(dates):
        begins = [h for h in hours if first.end <= h.start and h.end <= second.start]
        ends = [h for h in hours if h.start >= second.end]
        if not (begins and ends):
            continue
        if not _UNTIL.fullmatch(text.text[begins[-1].end : second.start]):
            continue
        dates_of = replace(first, last=second.first, notes=(*first.notes, *second.notes))
        words = text.between(first.start, ends[0].end)
        saying = Saying(dates_of, replace(begins[-1], until=None), words, is_plain=True)
        return saying.ended(moment(second.first, ends[0].since), Passage(()))
    return None
