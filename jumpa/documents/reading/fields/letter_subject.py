"""Hal surat."""

import re
from collections.abc import Mapping

from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Found
from jumpa.documents.reading.incoming import IncomingLetter
from jumpa.documents.reading.labels import Pair
from jumpa.documents.reading.text import Passage, Word

_LABEL = re.compile(r"(?:hal|perihal|h a l|tentang)(?: surat)?")
_ADDRESS = re.compile(
    r"(?:kepada|kpd|yth|yang terhormat|ditujukan|bapak|ibu|sdr|saudara|di\b|u\.?p\b|tembusan)",
    re.IGNORECASE,
)
_LONGEST = 300


class LetterSubject(Field):
    """What stands beside "Hal" or "Perihal", over all its lines."""

    key = "letter_subject"

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        for pair in letter.labelled(_LABEL, "opening"):
            rest = _under_the_label(letter, pair)
            words = Passage((*pair.value.words, *rest))
            subject = words.text.strip(" .;:\"'")
            if 3 <= len(subject) <= _LONGEST and "${" not in subject:
                return self.found(subject, words, "likely" if rest else "sure")
        return None


def _under_the_label(letter: IncomingLetter, pair: Pair) -> tuple[Word, ...]:
    """What a narrow column broke and set under the label instead of under the value.

    Only where another column stands beside it: elsewhere the line under "Hal" is the address.
    """
    last = pair.value.words[-1]
    at = next((at for at, line in enumerate(letter.lines) if last in line.words), pair.line)
    if at + 1 >= letter.body_at or len(letter.lines[at].columns) < 2:
        return ()
    above, line = letter.lines[at], letter.lines[at + 1]
    column = line.columns[0]
    is_under = abs(line.box[0] - pair.left) < line.height and line.page == above.page
    is_next = line.box[1] - above.box[3] < line.height
    edge = pair.value.words[0].box[0]
    has_value = any(abs(one.place.box[0] - edge) < line.height for one in line.columns[1:])
    is_label = has_value or any(other.line == at + 1 for other in letter.pairs)
    is_other = is_label or _ADDRESS.match(column.text)
    return column.words if is_under and is_next and not is_other else ()


fields.register(LetterSubject())
