"""Aplikasi video conference."""

import re
from collections.abc import Mapping

from jumpa.documents.reading.applications import NAME, applications_in
from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Found
from jumpa.documents.reading.incoming import IncomingLetter
from jumpa.documents.reading.links import application_of

_LABEL = re.compile(
    r"(?:nama |jenis )?(?:aplikasi|media|platform|sarana)\b.{0,40}|via|melalui|tempat/media.{0,20}"
    r"|tempat|lokasi|link.{0,20}|tautan.{0,20}"
)
_CLEARLY = re.compile(r"(?:melalui|menggunakan|via|aplikasi|platform|media|link)\b[^.;]{0,40}$")


class Application(Field):
    """A key of the request form: what a label, a link, or all of the letter's words agree on."""

    key = "application"
    after = ("meeting_link",)

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        link = known.get("meeting_link")
        linked = application_of(link.value) if link else ""
        for pair in letter.labelled(_LABEL, "body", "closing", "attachment"):
            keys = applications_in(pair.text)
            if len(keys) == 1:
                if linked and linked != keys[0]:
                    return self.found(keys[0], pair.value, "likely", ("conflict",))
                return self.found(keys[0], pair.value)
            if keys:
                return None
        if link and linked:
            return Found(self.key, linked, link.shown, link.place, "sure")
        return self._mentioned(letter)

    def _mentioned(self, letter: IncomingLetter) -> Found | None:
        text = letter.beneath_kop
        matches = list(NAME.finditer(text.text))
        if not matches or len({match.lastgroup for match in matches}) > 1:
            return None
        match = matches[0]
        before = text.text[max(match.start() - 60, 0) : match.start()].lower()
        is_clear = len(matches) > 1 or _CLEARLY.search(before)
        words = text.between(match.start(), match.end())
        return self.found(match.lastgroup or "", words, "sure" if is_clear else "likely")


fields.register(Application())
