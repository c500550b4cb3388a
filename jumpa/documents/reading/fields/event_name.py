"""Nama kegiatan."""

import re
from collections.abc import Mapping

from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Found
from jumpa.documents.reading.incoming import IncomingLetter, attached_values
from jumpa.documents.reading.tables import event_tables

_LABEL = re.compile(
    r"(?:nama |judul )?(?:acara|kegiatan|agenda|rapat)(?: (?:rapat|kegiatan|acara))?"
    r"|keperluan|dalam rangka"
)
_NOUN = (
    r"(?:rapat|rakor|sosialisasi|bimbingan teknis|bimtek|pelatihan|seminar|webinar|lokakarya"
    r"|workshop|kuliah umum|forum|musrenbang|pembinaan|pembukaan|peluncuran|launching|rilis"
    r"|penilaian|lomba|upacara|apel|sidang|wawancara|uji kompetensi|latihan|konferensi|audiensi"
    r"|evaluasi|asistensi|diseminasi|penandatanganan|pelantikan|peresmian|talkshow|diskusi|ekspose"
    r"|rekonsiliasi|entry|exit|musyawarah|rakernas|rakerda|kick off|simulasi|peringatan|dialog"
    r"|manasik|klinik|pengarahan|pertemuan|ujian|asesmen|pembekalan|orientasi|rakornas|raker|munas"
    r"|muscab|kongres|reses|tabligh|verifikasi|monitoring|pendampingan|seleksi)"
)
_REST = r"(?:[^.;:]|\.(?=\S)){5,220}"
_TITLED = rf"(?P<name>[\"'(]?(?:[A-Z]|(?i:{_NOUN})\s[A-Z]){_REST})"
_LEAD = (
    r"(?:dalam rangka|sehubungan dengan|berkenaan dengan|akan (?:melaksanakan|menyelenggarakan"
    r"|mengadakan|dilaksanakannya|diselenggarakannya|diadakannya|dilaksanakan|diselenggarakan"
    r"|mengikuti|diadakan)|kegiatan|acara|pelaksanaan|penyelenggaraan|dilaksanakannya"
    r"|diselenggarakannya|(?:conference|zoom|zoom meeting|vicon|vidcon|fasilitasi) untuk)"
)
_MORE = r"(?:akan|adanya|mengikuti|kegiatan|acara|pelaksanaan|penyelenggaraan|dilaksanakannya)"
_THEME = r"(?:dengan tema|bertema|bertajuk|berjudul|dengan judul)"
_HOSTING = (
    r"akan (?:melaksanakan|menyelenggarakan|mengadakan|menggelar|mengikuti|menghadiri"
    r"|menyiarkan(?: langsung)?)"
)
"""What the sender will do says more than the occasion by which it begins its letter."""

_WRITTEN = (
    re.compile(rf"\b(?i:{_THEME})\s{{1,2}}[\"'](?P<name>[^\"']{{5,160}})"),
    re.compile(rf"\b(?i:{_HOSTING})\s{{1,2}}(?i:{_MORE}\s{{1,2}}){{0,3}}{_TITLED}"),
    re.compile(rf"\b(?i:{_LEAD})\s{{1,2}}(?i:{_MORE}\s{{1,2}}){{0,3}}{_TITLED}"),
    re.compile(rf"(?<=[a-z,]\s)(?P<name>(?i:{_NOUN})\s[A-Z]{_REST})"),
)
_END = re.compile(
    r"\s(?:yang\b|akan dilaksanakan|secara (?:daring|virtual|online|hybrid|luring)"
    r"|pada(?:\s?(?:hari|tanggal|pukul|senin|selasa|rabu|kamis|jum|sabtu|minggu|:)|\s{0,2}$)"
    r"|(?:tgl|tanggal|hari|pukul)\b|bertempat|di (?:ruang|aula|gedung|hotel|kantor|balai)"
    r"|melalui (?:aplikasi|media|zoom|google|video|vi[cd]|kanal|microsoft|webex|daring)"
    r"|dengan (?:ini|detail|rincian|jadwal|ketentuan|agenda|hormat|waktu)|maka|kami|dimaksud"
    r"|tersebut|bersama ini|menggunakan|via|oleh|guna|dimohon|mohon|sebagai berikut)\b"
    r"|\s\(|\spada\s?:?$|,\s|[\"']\s|[\"']$",
    re.IGNORECASE,
)
_OTHER_LETTER = re.compile(
    r"(?:perihal|hal(?!\s(?:tersebut|ini|itu|dimaksud))|tentang|surat|radiogram)\s[^.;]{0,40}$",
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
        return self._tabled(letter) or self._written(letter) or self._attached(letter)

    def _attached(self, letter: IncomingLetter) -> Found | None:
        """Beside a label in the attachments, where these are no other letter."""
        values = attached_values(letter, _LABEL)
        if len(values) != 1 or len(values[0].text) < 5:
            return None
        return self.found(values[0].text.strip(" .;,\"'"), values[0], "likely", ("attachment",))

    def _tabled(self, letter: IncomingLetter) -> Found | None:
        rows = [row["name"] for row in event_tables(letter.lines_of("body")) if "name" in row]
        if not rows:
            return None
        is_one = len({row.text for row in rows}) == 1
        return self.found(rows[0].text, rows[0], "sure" if is_one else "likely")

    def _written(self, letter: IncomingLetter) -> Found | None:
        text = letter.running("body")
        for pattern in _WRITTEN:
            for match in pattern.finditer(text.text):
                end = _END.search(match["name"])
                name = match["name"][: end.start()] if end else match["name"]
                name = _to_last_capital(name.strip(" ,\"'("))
                before = text.text[max(match.start() - 60, 0) : match.start("name")]
                if is_title(name) and not _OTHER_LETTER.search(before):
                    start = match.start("name")
                    words = text.between(start, start + len(name))
                    return self.found(name, words, "likely")
        return None


def _to_last_capital(name: str) -> str:
    """Without the words in small letters that follow: "Sosialisasi SNBP bagi orang tua"."""
    words = name.split(" ")
    while len(words) > 1 and not (words[-1][:1].isupper() or words[-1][:1].isdigit()):
        words.pop()
    return " ".join(words)


def is_title(name: str) -> bool:
    """Whether the words are written as a title, and of an event rather than a law."""
    words = [word for word in name.split() if not _SMALL.fullmatch(word)]
    capitals = sum(word[0].isupper() or word[0].isdigit() or word[0] in "\"'(-&" for word in words)
    return 2 <= len(words) <= 30 and capitals >= 0.7 * len(words) and not _LAW.match(name)


fields.register(EventName())
