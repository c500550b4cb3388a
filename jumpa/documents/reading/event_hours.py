"""Which hours of a text are the event's own, when it also says when to register or to rest."""

import re
from collections.abc import Sequence
from dataclasses import replace

from jumpa.documents.reading.clock import Hours

REHEARSAL = (
    r"g(?:e)?ladi|uji ?coba|uji (?:koneksi|jaringan)|tes(?:t|ting)? (?:koneksi|jaringan|sinyal)"
    r"|technical meeting|rehearsal|persiapan|pengecekan"
)
_ASIDE = re.compile(
    rf"\b(?:{REHEARSAL}|re-?gistrasi|pendaftaran|daftar ulang|absensi|presensi|check[- ]?in|tes|cek"
    r"|istirahat|ish?oma|isoma|rehat|break|makan|s[hy]?[ao]lat|sholat|buka puasa|(?<!di)hadir"
    r"|kehadiran|berkumpul|kumpul|bergabung|join|gabung|stand ?by|siap|log ?in|konfirmasi"
    r"|paling lambat|selambat-lambatnya|sebelum|batas|semula|sebelumnya|open gate|pintu dibuka)\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]{0,120}\)")
_CUT = re.compile(r"[,;)]|(?<!\d)\.(?=\s)|\bdan\b")
_LETTERS = re.compile(r"[a-z]{4}")
_NAMED = re.compile(
    r"\s?[:=-]?\s(?!(?:dan|serta|kemudian|lalu|dilanjutkan|lanjut|atau|sampai|hingga|untuk)\b)"
    r"[a-z]{4}[^,;(]{0,60}$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\W{0,4}(?P<words>[a-z-]{3,20}(?: [a-z-]{2,20})?)(?![\w :])", re.IGNORECASE)
"""One or two words in brackets or behind a colon: "07.30 WIB (registrasi)"."""


def own_hours(text: str, hours: Sequence[Hours]) -> tuple[Hours, ...]:
    """Those of ``hours`` that stand in no brackets and by no word of something aside; or all."""
    brackets = [match.span() for match in _BRACKETS.finditer(text)]
    own = [
        item
        for index, item in enumerate(hours)
        if not _is_aside(text, hours, index)
        and not any(first <= item.start < last for first, last in brackets)
    ]
    return tuple(own or hours)


def _is_aside(text: str, hours: Sequence[Hours], index: int) -> bool:
    since = hours[index - 1].end if index else 0
    until = hours[index + 1].start if index + 1 < len(hours) else len(text)
    after = text[hours[index].end : until]
    if _names_follow(text, hours):
        return bool(_ASIDE.search(_CUT.split(after)[0]))
    before = _CUT.split(text[max(since, hours[index].start - 60) : hours[index].start])[-1]
    if _LETTERS.search(before.lower().replace("pukul", "")):
        return bool(_ASIDE.search(before))
    named = _AFTER.match(after)
    return bool(named and _ASIDE.search(named["words"]))


def _names_follow(text: str, hours: Sequence[Hours]) -> bool:
    """Whether each time has its name behind it: "08.00 Registrasi 08.30 Pembukaan"."""
    if len(hours) < 2 or _LETTERS.search(text[: hours[0].start].lower().replace("pukul", "")):
        return False
    return bool(_NAMED.match(text[hours[0].end : hours[1].start]))


def event_hours(text: str, hours: Sequence[Hours]) -> Hours | None:
    """The event's hours in a text about nothing else; from the first to the last of several.

    ``notes`` get ``several_times`` when the text names several that could be the event's, or
    something aside before them.
    """
    own = own_hours(text, hours)
    if not own:
        return None
    first, last = own[0], own[-1]
    if len({(item.since, item.until, item.is_open) for item in own}) == 1:
        return _doubted(first) if _is_aside(text, hours, 0) else first
    until = last.until if last.since >= first.since else None
    return _doubted(replace(first, until=until, end=last.end, is_open=last.is_open))


def _doubted(hours: Hours) -> Hours:
    return replace(hours, notes=(*hours.notes, "several_times"))
