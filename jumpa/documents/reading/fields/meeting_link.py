"""Tautan rapat."""

import re
from collections.abc import Mapping

from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Found
from jumpa.documents.reading.incoming import IncomingLetter
from jumpa.documents.reading.links import find_links

_LABEL = re.compile(r".{0,30}\b(?:link|tautan|url|join)\b.{0,30}")


class MeetingLink(Field):
    """The address to join by; of an unknown host only beside a label such as "Tautan"."""

    key = "meeting_link"

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        links = list(find_links(letter))
        meetings = [link for link in links if link.application]
        if not meetings:
            labelled = letter.labelled(_LABEL, "opening", "body", "closing", "attachment")
            words = {word for pair in labelled for word in pair.value.words}
            meetings = [link for link in links if words & set(link.words.words)]
        if not meetings:
            return None
        first = meetings[0]
        if len({link.address for link in meetings}) > 1:
            return self.found(first.address, first.words, "likely", ("conflict",))
        return self.found(first.address, first.words, "sure" if first.application else "likely")


fields.register(MeetingLink())
