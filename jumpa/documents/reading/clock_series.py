"""Runs of times that belong together in running text, as they are written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jumpa.documents.reading.dates import MONTH_NAMES, TO, WEEKDAYS, Token, tokens
from jumpa.documents.reading.day_parts import Point

_NOT_OF_TIME = (
    rf"(?:{MONTH_NAMES}|jam|menit|hari|orang|peserta|minggu|bulan|tahun|kali|unit|lantai|titik)"
)
_TOKEN = re.compile(
    rf"""
      (?P<clock>(?<!\d)(?<!\d[.,:])(?:(?<=20\d\d/)|(?<!\d/))(?:[01]?\d|2[0-4])
        (?:(?:\s?[.:]\s?|')[0-5]\d(?::00)?|[,\s;][0-5]\d(?=\s?wi))(?!\d|\s?[.:/]\d|%))
    | (?P<block>(?<![\w.,:/])(?<!\D-)(?:[01]\d|2[0-4])[0-5]\d(?![\d/]|[.,:]\s?\d))
    | (?P<hour>(?<![\w/,])(?<!\d[.:])(?<!\D-)(?:[01]?\d|2[0-4])
        (?![\d/]|[.,:;'\s]\s?\d|-\s?[3-9]\d|\s{{0,2}}{_NOT_OF_TIME}(?![a-z])))
    | (?P<zone>(?<![a-z])(?:wib|wita|wit|waktu\s{{1,3}}indonesia\s{{1,3}}
        (?:bagian\s{{1,3}})?(?:barat|tengah|timur))(?![a-z])\.?|(?:gmt|utc)\s?\+\s?0?[789])
    | (?P<foreign>(?<![a-z])(?:(?:gmt|utc|sgt|myt|jst|kst|est|pst)(?![a-z])
        |waktu\s{{1,3}}(?!indonesia)[a-z]{{4,20}}))
    | (?P<part>(?<![a-z])(?:tengah\s{{1,3}}(?:hari|malam)|dini\s{{1,3}}hari
        |(?:pagi|siang|sore|petang|malam|mlm|subuh)(?:\s{{1,3}}hari)?)(?![a-z]))
    | (?P<meridiem>(?<![a-z])[ap]\.?\s?m(?![a-z])\.?)
    | (?P<about>(?<![a-z])(?:kurang\s{{1,3}}lebih|lebih\s{{1,3}}kurang|sekitar|sekira|kira-kira)
        (?![a-z])|±)
    | (?P<past>(?<![a-z])(?:lewat|liwat|lebih|kurang)(?![a-z]))
    | (?P<half>(?<![a-z])setengah(?![a-z]))
    | (?P<to>{TO}|(?<![a-z])(?:dan\s{{1,3}})?(?:berakhir|selesai)\s{{1,3}}
        (?:pada\s{{1,3}})?(?=pukul|pkl|jam)|~)
    | (?P<open_end>(?<![a-z])(?:selesai|selesainya|tuntas|usai|akhir\s{{1,3}}acara)(?![a-z]))
    | (?P<cue>(?<![a-z])(?:pukul|pkl|pk|(?<![\s(]\d\s)(?<![\s(]\d\d\s)jam)(?![a-z])\.?)
    | (?P<alternative>[/,(=]|(?<![a-z])atau(?![a-z]))
    | (?P<filler>[):])
    | (?P<blank>\s+)
    | (?P<other>[a-z']+|\d+|.)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_WORDED_ZONES = {
    "barat": "wib", "tengah": "wita", "timur": "wit", "7": "wib", "8": "wita", "9": "wit",
}  # fmt: skip
_NUMBERS = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "seperempat": 15,
}  # fmt: skip
_YEAR = re.compile(r"20[23]\d")
_LOOSE_REACH = 90
_OF_NO_TIME = frozenset({"makan", "selamat", "shalat", "salat", "sholat", "apel"})
"""What stands before a part of the day that is a meal, a greeting or a prayer."""


@dataclass
class Series:
    """Times joined by "s.d.", "/", "(" at ``text[start:end]``; ``part``: said before them."""

    points: list[Point] = field(default_factory=list)
    start: int = 0
    end: int = 0
    has_cue: bool = False
    is_doubtful: bool = False
    part: str = ""


def find_series(text: str, *, is_cued: bool) -> list[Series]:
    """All runs of times, from left to right.

    Args:
        is_cued: whether a label before the text says that a time follows.
    """
    return list(_Reader(text, is_cued=is_cued).series())


def _minute(token: Token) -> int:
    if token.kind == "block":
        return int(token.text[:2]) * 60 + int(token.text[2:])
    hour, minute = re.split(r"\s?[.,:;'\s]\s?", f"{token.text}:0")[:2]
    return int(hour) * 60 + int(minute)


def _zone(text: str) -> str:
    text = text.rstrip(".")
    return _WORDED_ZONES.get(text.split()[-1], _WORDED_ZONES.get(text[-1], text))


def part_of(words: str) -> str:
    """The key of a part of the day: ``malam`` of "malam hari" and of "tengah malam"."""
    words = words.lower()
    if words.startswith("tengah"):
        return "malam" if words.endswith("malam") else "siang"
    return "malam" if words == "mlm" else words.split()[0]


def loose_part(text: str) -> str:
    """The part of the day that is said by the name of a day, without an hour; or empty."""
    found = [*tokens(_TOKEN, text), Token("other", "", len(text), len(text))]
    parts = (part_of(found[at].text) for at in range(len(found)) if _is_loose_part(found, at))
    return next(parts, "")


def _is_loose_part(found: Sequence[Token], at: int) -> bool:
    """Whether "malam" stands by a day or before "pukul", not in "makan malam"."""
    token = found[at]
    if token.kind != "part":
        return False
    before = found[at - 1].text.replace("'", "") if at else ""
    after = found[at + 1]
    is_by_day = before in WEEKDAYS or after.text.replace("'", "") in WEEKDAYS
    leads = after.kind in ("cue", "clock", "hour") or (at == 0 and after.kind == "alternative")
    return is_by_day or token.text.endswith("hari") or (leads and before not in _OF_NO_TIME)


class _Reader:
    def __init__(self, text: str, *, is_cued: bool) -> None:
        self._tokens = [*tokens(_TOKEN, text), Token("other", "", len(text), len(text))]
        self._at = 0
        self._joined_by = ""
        self._is_cued = is_cued

    def series(self) -> Iterator[Series]:
        part, until = "", 0
        while self._at < len(self._tokens) - 1:
            begun = self._at
            if _is_loose_part(self._tokens, begun):
                token = self._tokens[begun]
                part, until = part_of(token.text), token.end + _LOOSE_REACH
            series = self._series()
            if series.points:
                series.part = part if series.start < until else ""
                part = ""
                yield series
            self._at = max(self._at, begun + 1)
            self._is_cued = False

    def _ahead(self, steps: int) -> Token:
        return self._tokens[min(self._at + steps, len(self._tokens) - 1)]

    def _series(self) -> Series:
        series = Series(start=self._tokens[self._at].start)
        self._joined_by = ""
        while self._at < len(self._tokens) - 1 and self._takes(series):
            token = self._tokens[self._at]
            stays = token.kind in ("filler", "about")
            self._is_cued = token.kind == "cue" or (self._is_cued and stays)
            self._at += 1
        return series

    def _takes(self, series: Series) -> bool:
        """Add the token to the series; ``False`` when it ends there."""
        token = self._tokens[self._at]
        if self._is_time(token, series):
            if series.points and not self._joined_by:
                return False
            self._add(series, token)
            return True
        if series.points and token.kind in ("zone", "part", "meridiem", "past"):
            return self._qualify(series, token)
        if series.points and token.kind in ("to", "alternative"):
            self._joined_by = self._joined_by if self._joined_by == "to" else token.kind
            return True
        if token.kind == "foreign":
            series.is_doubtful = True
            return False
        if token.kind in ("cue", "about"):
            series.has_cue |= token.kind == "cue"
            series.is_doubtful |= token.kind == "about" and not series.points
            return token.kind == "cue" or not series.points
        return token.kind == "filler" and bool(series.points or series.has_cue)

    def _is_time(self, token: Token, series: Series) -> bool:
        if token.kind == "open_end":
            return self._joined_by == "to"
        if token.kind == "half" or token.text in _NUMBERS:
            return self._is_cued and (token.kind != "half" or self._hour_of(self._ahead(1)) > 0)
        if token.kind == "block":
            return self._is_block_time(token, series)
        if token.kind == "hour":
            is_zoned = self._ahead(1).kind in ("zone", "part", "meridiem")
            follows = bool(series.points) and (is_zoned or self._joined_by == "to")
            return self._is_cued or follows or self._ahead(1).kind == "meridiem"
        return token.kind == "clock"

    def _is_block_time(self, token: Token, series: Series) -> bool:
        """``0900 WIB``; years look alike."""
        if self._is_cued or (self._joined_by == "to" and series.points[-1].is_full):
            return True
        ends = self._ahead(3).kind == "zone" and self._ahead(2).kind == "block"
        is_range = self._ahead(1).kind == "to" and ends
        return not _YEAR.fullmatch(token.text) and (self._ahead(1).kind == "zone" or is_range)

    def _hour_of(self, token: Token) -> int:
        if token.kind == "hour":
            return int(token.text)
        return _NUMBERS.get(token.text, 0)

    def _add(self, series: Series, token: Token) -> None:
        point = Point(0, joined_by=self._joined_by, is_open_end=token.kind == "open_end")
        if token.kind == "half":
            self._at += 1
            token = self._tokens[self._at]
            point.minute, point.is_doubtful = self._hour_of(token) * 60 - 30, True
        elif token.text in _NUMBERS:
            point.minute, point.is_doubtful, point.is_bare = _NUMBERS[token.text] * 60, True, True
        elif not point.is_open_end:
            point.minute = _minute(token)
            point.is_full = token.text[0] in "012" and token.text[1:2].isdigit()
            point.is_bare = token.kind == "hour"
        series.points.append(point)
        series.end = token.end
        self._joined_by = ""

    def _qualify(self, series: Series, token: Token) -> bool:
        point = series.points[-1]
        if token.kind == "past" and not self._move(point, token):
            return False
        if token.kind == "zone":
            if point.zone not in ("", _zone(token.text)):
                return False
            point.zone = _zone(token.text)
        elif token.kind != "past":
            is_meridiem = token.kind == "meridiem"
            point.part = f"{token.text[0]}m" if is_meridiem else part_of(token.text)
        series.end = self._tokens[self._at].end
        return True

    def _move(self, point: Point, token: Token) -> bool:
        """``8 lewat 30 menit``, ``8 kurang seperempat``."""
        number = self._ahead(1).text
        minutes = int(number) if number.isdigit() else _NUMBERS.get(number, 0)
        if not point.is_bare or not 0 < minutes < 60:
            return False
        point.minute += -minutes if token.text == "kurang" else minutes
        point.is_doubtful, point.is_bare = True, False
        self._at += 2 if self._ahead(2).text == "menit" else 1
        return True
