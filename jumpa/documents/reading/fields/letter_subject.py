"""Hal surat."""

import re
from collections.abc import Mapping

from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Found
from jumpa.documents.reading.incoming import IncomingLetter

_LABEL = re.compile(r"(?:hal|perihal|h a l|tentang)(?: surat)?")
_LONGEST = 300


class LetterSubject(Field):
    """What stands beside "Hal" or "Perihal", over all its lines."""

    key = "letter_subject"

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        for pair in letter.labelled(_LABEL, "opening"):
            subject = pair.text.strip(" .;:\"'")
            if 3 <= len(subject) <= _LONGEST and "${" not in subject:
                return self.found(subject, pair.value)
        return None


fields.register(LetterSubject())
