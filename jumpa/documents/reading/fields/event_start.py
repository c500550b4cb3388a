"""Mulai kegiatan."""

from collections.abc import Mapping
from datetime import date

from jumpa.documents.reading.event_time import find_event_time
from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Found
from jumpa.documents.reading.incoming import IncomingLetter


class EventStart(Field):
    """When the event begins, in the zone of the office."""

    key = "event_start"
    after = ("letter_date",)

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        day = date.fromisoformat(known["letter_date"].value) if "letter_date" in known else None
        moment = find_event_time(letter, day)
        if moment is None or not moment.start_value:
            return None
        return self.found(moment.start_value, moment.words, moment.certainty, moment.notes)


fields.register(EventStart())
