"""Sifat naskah."""

import re
from collections.abc import Mapping

from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Found
from jumpa.documents.reading.incoming import IncomingLetter

LABEL = re.compile(r"(?:sifat|klasifikasi|klasifikasi keamanan)(?: naskah| surat)?")
_NATURE = re.compile(r"\b(sangat\s{1,3}rahasia|rahasia|terbatas|biasa)\b", re.IGNORECASE)


class LetterNature(Field):
    """Biasa, terbatas, rahasia or sangat rahasia; "Segera" beside "Sifat" is an urgency."""

    key = "letter_nature"

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        for pair in letter.labelled(LABEL, "opening"):
            natures = _NATURE.findall(pair.text[:80])
            if len(natures) == 1:
                value = re.sub(r"\s{1,3}", "_", natures[0].lower())
                return self.found(value, pair.value)
        return None


fields.register(LetterNature())
