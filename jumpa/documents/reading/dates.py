"""Indonesian dates in running text, in all forms that letters use.

The text is cut into tokens and the tokens are parsed, so the cost grows with the length only.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

LONGEST_TEXT = 20_000
_HORIZON_DAYS = 180
_MOST_SKIPPED = 6
_MOST_WEEKDAYS = 4
_BETWEEN_DAYS = ("to", "and", "filler", "weekday")

MONTHS = {
    "januari": 1, "jan": 1, "februari": 2, "pebruari": 2, "feb": 2, "peb": 2, "maret": 3, "mar": 3,
    "mrt": 3, "april": 4, "apr": 4, "mei": 5, "juni": 6, "jun": 6, "juli": 7, "jul": 7,
    "agustus": 8, "agt": 8, "agst": 8, "agu": 8, "ags": 8, "aug": 8, "september": 9, "sept": 9,
    "sep": 9, "oktober": 10, "okt": 10, "oct": 10, "november": 11, "nopember": 11, "nov": 11,
    "nop": 11, "desember": 12, "des": 12, "dec": 12,
    "january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8,
    "october": 10, "december": 12,
}  # fmt: skip
WEEKDAYS = {
    "senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "sabtu": 5, "minggu": 6, "ahad": 6,
}  # fmt: skip

TO = r"(?<![a-z])(?:s\s?[./]?\s?d|sampai(?:\s{1,3}dengan)?|hingga)(?![a-z])\.?|-"
MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
"""Alternatives of a pattern, the longest first."""

_MONTH = re.compile(MONTH_NAMES)
_TOKEN = re.compile(
    rf"""
      (?P<iso>(?<![\w/.-])20\d\d-\d\d-\d\d(?![\w-]))
    | (?P<numeric>(?:(?<=\d{{4}}-)|(?<![\w/.-]))
        \d{{1,2}}(?:\s?/\s?\d{{1,2}}\s?/\s?(?:\d{{4}}|\d\d)
                 |\s?-\s?\d{{1,2}}\s?-\s?(?:\d{{4}}|\d\d)
                 |\.\d{{1,2}}\.\d{{4}})
        (?![\w/]|\.\d|-(?!\d{{1,2}}/)))
    | (?P<named>(?<![\w/.])\d{{1,2}}\s?(?P<sign>[-/.])\s?(?:{MONTH_NAMES})\.?\s?(?P=sign)\s?
        (?:20)?\d\d(?![\w/-]|\.\d)|(?<![a-z])(?:{MONTH_NAMES})\s\d{{1,2}},\s20\d\d(?!\w))
    | (?P<year>(?<![\d/.])(?:20|')\d\d(?!\w|\.\d|/(?!\s?\d{{1,2}}(?:\s?[a-z]|[.:]\d\d))))
    | (?P<day>(?<![\w.])(?<!\d/)(?<!ke-)(?<!ke\s)
        \d{{1,2}}(?!\d|\s?/\s?\d|[.:]\d)(?=\W|$|(?:{MONTH_NAMES})))
    | (?P<month>(?<![a-z])(?:{MONTH_NAMES})(?![a-z])\.?)
    | (?P<weekday>(?<![a-z])(?:senin|selasa|rabu|kamis|jum\s?'?\s?at|sabtu|minggu|ahad)(?![a-z]))
    | (?P<to>{TO})
    | (?P<and>(?<![a-z])(?:dan|serta)(?![a-z])|[,&])
    | (?P<filler>(?<![a-z])(?:tanggal|tgl|bulan|bln|tahun|thn|hari
        |pagi|siang|sore|petang|malam|legi|pahing|pon|wage|kliwon)(?![a-z])\.?|[/():])
    | (?P<blank>\s+)
    | (?P<other>[a-z']+|\d+|.)
    """,
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class Dates:
    """One or more days said in one expression, at ``text[start:end]``.

    ``days`` has more than one entry when they were listed ("2, 3 dan 4 Maret"); of a range
    ("2 s.d. 4 Maret") it holds the first and ``last`` the last. ``notes``: ``day_mismatch`` (the
    name of the day is not that of the date), ``year_supplied`` (the year was not written).
    """

    days: tuple[date, ...]
    last: date
    start: int
    end: int
    notes: tuple[str, ...] = ()

    @property
    def first(self) -> date:
        """The earliest day that was named first."""
        return self.days[0]


class Token(NamedTuple):
    """One token of the text."""

    kind: str
    text: str
    start: int
    end: int


@dataclass
class _Part:
    """A day, several days of one month, or a range inside one month, as written."""

    days: list[int] = field(default_factory=list)
    is_range: bool = False
    month: int = 0
    year: int = 0
    has_unread_year: bool = False
    weekdays: list[int] = field(default_factory=list)
    start: int = 0
    end: int = 0


def tokens(pattern: re.Pattern[str], text: str) -> list[Token]:
    """The tokens of ``text`` without blanks; ``pattern`` names each kind."""
    found = []
    for match in pattern.finditer(text[:LONGEST_TEXT]):
        kind = match.lastgroup or "other"
        if kind != "blank":
            found.append(Token(kind, match.group().lower(), match.start(), match.end()))
    return found


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = [*tokens(_TOKEN, text), Token("other", "", len(text), len(text))]
        self._at = 0

    def _kind(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._tokens[at].kind if at < len(self._tokens) else "other"

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _skip(self, *kinds: str) -> None:
        for _ in range(_MOST_SKIPPED):
            if self._kind() not in kinds:
                break
            self._at += 1

    def expressions(self) -> Iterator[list[_Part]]:
        """Each date or range: one part, or the two ends of a range."""
        while self._at < len(self._tokens) - 1:
            part = self._part()
            if part is None:
                self._at += 1
                continue
            back = self._at
            other = None
            if self._kind() == "to":
                self._at += 1
                other = self._part()
            if other is None:
                self._at = back
            yield [part] if other is None else [part, other]

    def _part(self) -> _Part | None:
        begun = self._at
        part = _Part()
        self._skip("filler")
        part.start = self._tokens[self._at].start
        if self._kind() == "weekday":
            self._weekdays(part)
        complete = self._numeric(part) or self._written(part)
        if not complete:
            self._at = begun
            return None
        part.end = self._tokens[self._at - 1].end
        return part

    def _weekdays(self, part: _Part) -> None:
        while self._kind() == "weekday" and len(part.weekdays) < _MOST_WEEKDAYS:
            name = re.sub(r"[\s']", "", self._take().text)
            part.weekdays.append(WEEKDAYS[name])
            self._skip("filler", "and", "to")

    def _numeric(self, part: _Part) -> bool:
        if self._kind() not in ("numeric", "iso", "named"):
            return False
        text = self._take().text
        name = _MONTH.search(text)
        if name:
            text = text.replace(name.group(), f" {MONTHS[name.group()]} ")
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        if numbers[0] > 1000:
            numbers.reverse()
        if name and name.start() == 0:
            numbers[:2] = numbers[1], numbers[0]
        day, part.month, year = numbers
        part.days = [day]
        part.year = year if year > 1000 else 2000 + year
        return True

    def _written(self, part: _Part) -> bool:
        if self._kind() != "day":
            return False
        part.days = [int(self._take().text)]
        while self._next_day(part):
            part.days.append(int(self._take().text))
        self._skip("filler")
        if self._kind() != "month":
            return False
        part.month = MONTHS[self._take().text.rstrip(".")]
        back = self._at
        self._skip("filler")
        if self._kind() == "year":
            part.year = 2000 + int(self._take().text[-2:])
        else:
            self._at = back
            part.has_unread_year = bool(re.fullmatch(r"\d{4,}", self._tokens[back].text))
        return True

    def _next_day(self, part: _Part) -> bool:
        """Move to the next day of a list or range, noting the name of the day before it."""
        back, names = self._at, len(part.weekdays)
        joins: list[str] = []
        while self._kind() in _BETWEEN_DAYS and len(joins) < _MOST_SKIPPED:
            if self._kind() == "weekday":
                self._weekdays(part)
                joins.append("weekday")
            else:
                joins.append(self._take().kind)
        if self._kind() == "day" and self._ends_in_month() and {"to", "and"} & set(joins):
            part.is_range = part.is_range or "to" in joins
            return True
        self._at = back
        del part.weekdays[names:]
        return False

    def _ends_in_month(self) -> bool:
        ahead = 1
        while ahead < 24 and self._kind(ahead) in ("to", "and", "filler", "weekday", "day"):
            ahead += 1
        return self._kind(ahead) == "month"


def _supplied_year(part: _Part, near: date | None) -> int | None:
    """The year that was not written, when only one puts the day soon after ``near``."""
    if near is None:
        return None
    fits = []
    for year in (near.year, near.year + 1):
        day = _day(year, part.month, part.days[0])
        if day is not None and 0 <= (day - near).days <= _HORIZON_DAYS:
            fits.append(day)
    if len(fits) != 1 or (part.weekdays and fits[0].weekday() != part.weekdays[0]):
        return None
    return fits[0].year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _resolve(parts: list[_Part], near: date | None) -> Dates | None:
    """The days of an expression; ``None`` when one of them cannot be, or the year is not known."""
    notes: list[str] = []
    first, last = parts[0], parts[-1]
    if not last.year:
        supplied = None if last.has_unread_year else _supplied_year(first, near)
        if supplied is None:
            return None
        last.year = supplied if last.month >= first.month else supplied + 1
        notes.append("year_supplied")
    if not first.year:
        first.year = last.year if first.month <= last.month else last.year - 1
    days = [_day(first.year, first.month, number) for number in first.days]
    ends = [_day(last.year, last.month, number) for number in last.days]
    if None in days or None in ends:
        return None
    known = [day for day in days if day is not None]
    end = [day for day in ends if day is not None][-1]
    if known != sorted(set(known)) or end < known[0]:
        return None
    is_range = first.is_range or len(parts) == 2
    if _names_differ(parts, known[0], end):
        notes.append("day_mismatch")
    listed = (known[0],) if is_range else tuple(known)
    return Dates(listed, end, first.start, last.end, tuple(notes))


def _names_differ(parts: list[_Part], first: date, last: date) -> bool:
    names = [name for part in parts for name in part.weekdays]
    if not names:
        return False
    if names[0] != first.weekday() and (parts[0].weekdays or len(parts) == 1):
        return True
    return len(names) > 1 and names[-1] != last.weekday()


def find_dates(text: str, *, near: date | None = None) -> tuple[Dates, ...]:
    """Every possible date of ``text`` from left to right.

    Args:
        near: the day of the letter; a date without a year is read only with it, as the one within
            half a year after it.
    """
    resolved = (_resolve(parts, near) for parts in _Parser(text).expressions())
    return tuple(dates for dates in resolved if dates is not None)
