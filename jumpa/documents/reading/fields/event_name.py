"""Nama kegiatan."""

import re
from collections.abc import Mapping

from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Found
from jumpa.documents.reading.incoming import IncomingLetter
from jumpa.documents.reading.tables import event_tables

_LABEL = re.compile(
    r"(?:nama |judul )?(?:acara|kegiatan|agenda|rapat)(?: (?:rapat|kegiatan|acara))?"
    r"|keperluan|dalam rangka"
)
_WRITTEN = re.compile(
    r"\b(?:dalam rangka|akan (?:melaksanakan|menyelenggarakan|mengadakan|dilaksanakannya"
    r"|diselenggarakannya|diadakannya|dilaksanakan|diselenggarakan|mengikuti)|kegiatan|acara"
    r"|pelaksanaan|penyelenggaraan|dilaksanakannya|diselenggarakannya)\s{1,2}"
    r"(?:(?:kegiatan|acara|pelaksanaan|penyelenggaraan)\s{1,2}){0,2}(?P<name>[\"'(]?[A-Z][^.;:]{5,220})"
)
_END = re.compile(
    r"\s(?:yang (?:akan|dilaksanakan|diselenggarakan|diadakan|dijadwalkan)|akan dilaksanakan"
    r"|pada (?:hari|tanggal|pukul)|secara (?:daring|virtual|online|hybrid|luring)|melalui"
    r"|bertempat|dengan ini|maka|kami|dimaksud|tersebut|bersama ini|di Ruang|menggunakan|via|yang"
    r"|oleh|guna|dimohon|mohon)\b|,\s|[\"']\s|[\"']$",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"(?:undang-undang|peraturan|keputusan|instruksi|surat|pasal|tugas)\b", re.IGNORECASE
)
_OPEN = re.compile(r"(?:sebagaimana )?terlampir|jadwal terlampir", re.IGNORECASE)
_SMALL = re.compile(r"(?:dan|di|ke|dari|untuk|dengan|pada|dalam|bagi|se|serta|tentang|atas|the|of)")


class EventName(Field):
    """What the event is called: beside a label, in a table, or in a sentence by its capitals."""

    key = "event_name"

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        for pair in letter.labelled(_LABEL, "body", "closing"):
            name = pair.text.strip(" .;,\"'")
            if len(name) >= 5 and not _OPEN.match(name):
                return self.found(name, pair.value)
        return self._tabled(letter) or self._written(letter)

    def _tabled(self, letter: IncomingLetter) -> Found | None:
        rows = [row["name"] for row in event_tables(letter.lines_of("body")) if "name" in row]
        if not rows:
            return None
        is_one = len({row.text for row in rows}) == 1
        return self.found(rows[0].text, rows[0], "sure" if is_one else "likely")

    def _written(self, letter: IncomingLetter) -> Found | None:
        text = letter.running("body")
        for match in _WRITTEN.finditer(text.text):
            end = _END.search(match["name"])
            name = match["name"][: end.start()] if end else match["name"]
            name = name.strip(" ,\"'(")
            if is_title(name):
                start = match.start("name")
                words = text.between(start, start + len(name))
                return self.found(name, words, "likely")
        return None


def is_title(name: str) -> bool:
    """Whether the words are written as a title, and of an event rather than a law."""
    words = [word for word in name.split() if not _SMALL.fullmatch(word)]
    capitals = sum(word[0].isupper() or word[0].isdigit() or word[0] in "\"'(-&" for word in words)
    return 2 <= len(words) <= 30 and capitals >= 0.7 * len(words) and not _LAW.match(name)


fields.register(EventName())
