"""When the event is: the dates and times of the letter that belong to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jumpa.documents.reading.event_rows import labelled, tabled
from jumpa.documents.reading.event_sentences import running
from jumpa.documents.reading.found import Certainty
from jumpa.documents.reading.incoming import IncomingLetter, Part
from jumpa.documents.reading.saying import Saying
from jumpa.documents.reading.text import Passage

_MINUTE = "%Y-%m-%dT%H:%M"
_FAR = timedelta(days=366)
_SOURCES: tuple[Callable[[IncomingLetter, Part, date | None], Iterator[Saying]], ...] = (
    labelled,
    tabled,
    running,
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


def find_event_time(letter: IncomingLetter, letter_date: date | None) -> EventTime | None:
    """When the event begins and ends; ``None`` when the letter does not say it clearly.

    What is written beside a label counts before tables, tables before sentences, and the letter
    before its attachments.
    """
    sources: tuple[tuple[Part, ...], ...] = (("body", "closing"), ("attachment",))
    for parts in sources:
        for read in _SOURCES:
            sayings = [saying for part in parts for saying in read(letter, part, letter_date)]
            if sayings:
                notes = ("attachment",) if parts == ("attachment",) else ()
                return _decide(sayings, letter_date, notes)
    return None


def _decide(
    sayings: list[Saying], letter_date: date | None, notes: tuple[str, ...]
) -> EventTime | None:
    first = sayings[0]
    moments = {(saying.start, saying.end) for saying in sayings}
    if len(moments) > 1:
        if not any(saying.is_plain for saying in sayings):
            return None
        notes = (*notes, "several_dates")
    notes = (*notes, *first.dates.notes)
    notes += first.hours.notes
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
