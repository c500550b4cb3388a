"""Tingkat urgensi."""

import re
from collections.abc import Mapping

from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Found
from jumpa.documents.reading.incoming import IncomingLetter

_LABEL = re.compile(r"(?:tingkat |derajat )?(?:urgensi|kesegeraan|kecepatan|derajat)")
_SECURITY = re.compile(r"(?:sifat|klasifikasi)(?: naskah| surat)?")
_URGENCY = re.compile(r"\b(sangat\s{1,3}segera|segera|kilat|biasa)\b", re.IGNORECASE)


class Urgency(Field):
    """Biasa, segera or sangat segera. "Biasa" beside "Sifat" is a nature and no urgency."""

    key = "urgency"

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        for pair in letter.labelled(_LABEL, "opening"):
            words = _URGENCY.findall(pair.text[:80])
            if len(words) == 1:
                return self.found(_value(words[0]), pair.value)
        for pair in letter.labelled(_SECURITY, "opening"):
            words = [word for word in _URGENCY.findall(pair.text[:80]) if word.lower() != "biasa"]
            if len(words) == 1:
                return self.found(_value(words[0]), pair.value)
        return None


def _value(word: str) -> str:
    value = re.sub(r"\s{1,3}", "_", word.lower())
    return "sangat_segera" if value == "kilat" else value


fields.register(Urgency())
