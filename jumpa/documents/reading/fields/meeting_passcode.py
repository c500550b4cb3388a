"""Kode sandi rapat."""

import re
from collections.abc import Mapping

from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Found
from jumpa.documents.reading.incoming import IncomingLetter
from jumpa.documents.reading.labels import is_open
from jumpa.documents.reading.text import Passage

_LABEL = (
    r"(?:(?:meeting\s|zoom\s)?pass\s?(?:code|word)|kata\s?sandi|kode\s?(?:akses|sandi|masuk)|sandi"
    r"|pwd?)"
)
_WRITTEN = re.compile(
    rf"(?<![\w?&]){_LABEL}(?:\s(?:rapat|zoom|meeting))?\s?(?:[:=]|adalah)\s?(\S{{3,30}})",
    re.IGNORECASE,
)
_IN_SENTENCE = re.compile(rf"(?<![\w?&])(?i:{_LABEL})\s(?=\S{{0,20}}[\d#@!$%&*])(\S{{4,24}})")
_PAIR = re.compile(rf"{_LABEL}(?: (?:rapat|zoom|meeting))?")


class MeetingPasscode(Field):
    """The passcode as it is written, capitals and all. That in a link is not one to type."""

    key = "meeting_passcode"

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        text = letter.beneath_kop
        found: dict[str, Passage] = {}
        matches = list(_WRITTEN.finditer(text.text)) or list(_IN_SENTENCE.finditer(text.text))
        for match in matches:
            code = match[1].strip("\"'").rstrip(".,;)")
            if len(code) >= 3 and not is_open(code) and "://" not in code:
                found.setdefault(code, text.between(match.start(1), match.end(1)))
        for pair in letter.labelled(_PAIR, "body", "closing", "attachment"):
            code = pair.text.rstrip(".,;")
            if not found and 3 <= len(code) <= 30 and " " not in code:
                found[code] = pair.value
        if not found:
            return None
        code, words = next(iter(found.items()))
        if len(found) > 1:
            return self.found(code, words, "likely", ("conflict",))
        return self.found(code, words)


fields.register(MeetingPasscode())
