"""ID rapat."""

import re
from collections.abc import Mapping

from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Found
from jumpa.documents.reading.incoming import IncomingLetter
from jumpa.documents.reading.text import Passage

_NUMBER = re.compile(
    r"\b(?:meeting\s?(?:id|number)|webinar\s?id|zoom\s?id|id\s?(?:meeting|rapat|zoom|webinar|pertemuan"
    r"|room)|(?:nomor|kode)\s?rapat|mid|id)\b(?:\s?[:=.]|\s?adalah)?\s{0,3}"
    r"(\d(?:[ -]?\d){8,12})(?![\d/-])",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\b(?:kode\s?(?:rapat|meeting)|meeting\s?code|id\s?rapat)\b\s?[:=]?\s?"
    r"([a-z]{3}-[a-z]{4}-[a-z]{3})\b"
)
_IN_ADDRESS = re.compile(r"zoom\.us/(?:j|w|s|wc/join)/(\d{9,11})(?!\d)")


class MeetingId(Field):
    """The number of the meeting, without blanks; the link must not say another."""

    key = "meeting_id"
    after = ("meeting_link",)

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        text = letter.beneath_kop
        written = self._written(text)
        link = known.get("meeting_link")
        match = _IN_ADDRESS.search(link.value) if link else None
        if written is None:
            if link is None or match is None:
                return None
            return Found(self.key, match[1], link.shown, link.place, "likely")
        number, words, is_alone = written
        agrees = match is None or match[1] == number
        if agrees and is_alone:
            return self.found(number, words)
        return self.found(number, words, "likely", ("conflict",))

    def _written(self, text: Passage) -> tuple[str, Passage, bool] | None:
        """The first number, its words, and whether the letter says no other."""
        matches = list(_NUMBER.finditer(text.text)) or list(_CODE.finditer(text.text))
        if not matches:
            return None
        numbers = [re.sub(r"[ -]", "", match[1]) for match in matches]
        if not numbers[0].isdigit():
            numbers = [match[1] for match in matches]
        words = text.between(matches[0].start(1), matches[0].end(1))
        return numbers[0], words, len(set(numbers)) == 1


fields.register(MeetingId())
