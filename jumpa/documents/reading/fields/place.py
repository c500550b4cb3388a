"""Tempat kegiatan."""

import re
from collections.abc import Mapping

from jumpa.documents.reading.applications import NAME, ONLINE_ONLY
from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Found
from jumpa.documents.reading.incoming import IncomingLetter, attached_values
from jumpa.documents.reading.tables import event_tables

_LABEL = re.compile(
    r"(?:tempat|lokasi|bertempat|ruang|ruangan|venue)"
    r"(?:[/ ](?:pelaksanaan|kegiatan|acara|rapat|media|ruang|ruangan|lokasi|tempat))?"
)
_SHORT = r"(?<=\bdr)\.|(?<=\b[Jj]l)\.|(?<=\bNo)\.|(?<=\b[Ll]t)\.|(?<=\bSt)\.|(?<=\b[A-Z])\."
_ROOM = (
    r"(?:(?:[Rr]uang|[Aa]ula|[Gg]edung|[Ll]aboratorium|[Pp]endopo)(?=\s[A-Z])|Hotel|Balai|Studio"
    r"|Command Center)"
)
_WRITTEN = re.compile(
    rf"\b(?:bertempat|tempat|berlokasi)\s{{1,2}}di\s{{1,2}}"
    rf"(?P<place>[A-Z](?:[^.;:]|{_SHORT}){{4,140}})"
    rf"|\bdi\s{{1,2}}(?P<room>{_ROOM}\b(?:[^.;:]|{_SHORT}){{3,140}}"
    rf"|[A-Z]\w{{1,20}} Room\b(?:[^.;:]|{_SHORT}){{0,140}})"
)
_TURN = re.compile(
    r"(?:[^\w)]|\b(?:via|melalui|dan|serta|atau|secara|daring|luring|online|virtual|hybrid|media"
    r"|aplikasi|dengan|menggunakan|link|kanal))+$",
    re.IGNORECASE,
)
"""What stands between a room and the application."""

_JOINED = re.compile(r"\([^()]{0,200}\)")
_BUILT = re.compile(
    r"(?:ruang|aula|gedung|kantor|balai|hotel|studio|command center|tcm|lab|pendopo|rumah)\b",
    re.IGNORECASE,
)
_JOINING = re.compile(
    r"\bhttps?://\S{1,200}"
    r"|\b(?:meeting |rapat )?id(?: rapat| meeting)?\s{0,2}:?\s{0,2}\d[\d -]{5,16}\d"
    r"|\b(?:kode sandi|kata sandi|passcode|password|sandi)\s{0,2}:?\s{0,2}[^\s,;)]{1,40}",
    re.IGNORECASE,
)
"""What a meeting is joined by: no part of a place."""

_END = re.compile(
    r",?\s(?:pada (?:hari|tanggal|pukul)|dan (?:di|me|ber|ke)[a-z]{3,}"
    r"|pukul|dengan|melalui|secara|yang|untuk|guna|mulai|serta"
    r"|hari|tanggal|maka|kami|bersama|dalam rangka|menggunakan|via|agar|sebagai|sekaligus)\b",
    re.IGNORECASE,
)


class EventPlace(Field):
    """The room or building; "daring" and the like are no place."""

    key = "place"

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        for pair in letter.labelled(_LABEL, "body", "closing"):
            place = _on_site(pair.text)
            if _is_place(place):
                start = max(pair.value.text.find(place), 0)
                words = pair.value.between(start, start + len(place))
                return self.found(place.strip(" .;,"), words)
        return self._tabled(letter) or self._written(letter) or self._attached(letter)

    def _attached(self, letter: IncomingLetter) -> Found | None:
        """Beside a label in the attachments, where these are no other letter."""
        values = attached_values(letter, _LABEL)
        if len(values) != 1 or not _is_place(values[0].text):
            return None
        return self.found(values[0].text.strip(" .;,"), values[0], "likely", ("attachment",))

    def _tabled(self, letter: IncomingLetter) -> Found | None:
        rows = list(event_tables(letter.lines_of("body")))
        places = [row["place"] for row in rows if "place" in row and _is_place(row["place"].text)]
        if not places:
            return None
        is_one = len({place.text for place in places}) == 1
        notes = () if is_one else ("several_dates",)
        return self.found(places[0].text, places[0], "sure" if is_one else "likely", notes)

    def _written(self, letter: IncomingLetter) -> Found | None:
        text = letter.running("body")
        for match in _WRITTEN.finditer(text.text):
            group = "place" if match["place"] else "room"
            end = _END.search(match[group])
            place = (match[group][: end.start()] if end else match[group]).strip(" ,")
            if _is_place(place) and place.count(",") <= 2:
                start = match.start(group)
                return self.found(place, text.between(start, start + len(place)), "likely")
        return None


def _on_site(text: str) -> str:
    """Of ``Ruang Rapat / Zoom Meeting (ID 998 …)`` the room; all of it where that is not clear."""
    match = NAME.search(text)
    if match is None:
        return text
    before = _TURN.sub("", text[: match.start()])
    if _is_place(before):
        return before
    after = _JOINED.sub("", text[match.end() :]).strip(" .;,/&-")
    return after if _BUILT.match(after) else ""


def _is_place(text: str) -> bool:
    place = _JOINING.sub(" ", text[:300])
    return len(text) >= 3 and not ONLINE_ONLY.fullmatch(place[:120])


fields.register(EventPlace())
