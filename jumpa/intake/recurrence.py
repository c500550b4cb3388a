"""The dates of an event that repeats: RFC 5545 text, and the starts that it stands for. No Django.

Two kinds of text, each one line: ``RRULE:FREQ=WEEKLY;COUNT=6`` or ``RDATE:20261208T090000,…``
(floating times, read in the zone of the first start). Both stand beside a first start, which is
always the first of the dates. Dates repeat by the clock on the wall: 09.00 stays 09.00.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from dateutil.rrule import rrulestr

from jumpa.scheduling.rules import Span

MOST_DATES = 60
LONGEST_SERIES = timedelta(days=366)
"""From the first start to the last."""

FREQUENCIES = {"weekly": ("WEEKLY", 1), "fortnightly": ("WEEKLY", 2), "monthly": ("MONTHLY", 1)}
"""What the form offers: its key, to frequency and interval."""

_PARTS = {
    "FREQ": r"DAILY|WEEKLY|MONTHLY|YEARLY",
    "INTERVAL": r"[1-9]\d{0,2}",
    "COUNT": r"[1-9]\d{0,3}",
    "UNTIL": r"\d{8}(T\d{6}Z?)?",
    "BYDAY": r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)(,([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU))*",
    "BYMONTHDAY": r"-?\d{1,2}(,-?\d{1,2})*",
    "BYMONTH": r"\d{1,2}(,\d{1,2})*",
    "BYSETPOS": r"-?\d{1,3}(,-?\d{1,3})*",
    "WKST": r"MO|TU|WE|TH|FR|SA|SU",
}
"""What a rule may say here. Hours and less are left out: a date has one event."""

_MOMENT = "%Y%m%dT%H%M%S"


class RecurrenceError(ValueError):
    """A series that can't be: ``code`` says why.

    "rule": no rule that we read. "endless": neither an end nor a number. "first": the first start
    is not a date of the rule. "many", "long": more than ``MOST_DATES``, more than
    ``LONGEST_SERIES``. "few": one date is no series.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def rule_text(
    frequency: str, start: datetime, *, until: date | None = None, count: int | None = None
) -> str:
    """The rule of a choice of the form; the day ``until`` is the last that may have an event."""
    freq, interval = FREQUENCIES[frequency]
    parts = [f"FREQ={freq}"]
    if interval > 1:
        parts.append(f"INTERVAL={interval}")
    if count is not None:
        parts.append(f"COUNT={count}")
    elif until is not None:
        # RFC 5545: where the start has a zone, the end is told in UTC.
        last = datetime.combine(until, time(23, 59, 59), start.tzinfo)
        parts.append(f"UNTIL={last.astimezone(UTC):{_MOMENT}}Z")
    return "RRULE:" + ";".join(parts)


def dates_text(days: Iterable[date], start: datetime) -> str:
    """The text of a list of days, each at the first start's time of day."""
    others = sorted({day for day in days if day != start.date()})
    clock = start.time().replace(tzinfo=None)
    return "RDATE:" + ",".join(f"{datetime.combine(day, clock):{_MOMENT}}" for day in others)


def starts(text: str, start: datetime) -> tuple[datetime, ...]:
    """All starts, the first among them, in order and each once.

    Args:
        text: one line of RFC 5545; empty for an event that does not repeat.
        start: the first, aware, in the zone in which it repeats.

    Raises:
        RecurrenceError: see there.
    """
    if not text:
        return (start,)
    naive = start.replace(tzinfo=None)
    name, _colon, value = text.partition(":")
    found = _listed(value, naive) if name == "RDATE" else _ruled(name, value, start)
    if found[0] != naive:
        raise RecurrenceError("first")
    if len(found) < 2:
        raise RecurrenceError("few")
    if len(found) > MOST_DATES:
        raise RecurrenceError("many")
    if found[-1] - found[0] > LONGEST_SERIES:
        raise RecurrenceError("long")
    return tuple(one.replace(tzinfo=start.tzinfo) for one in found)


def _listed(value: str, first: datetime) -> list[datetime]:
    moments = value.split(",")
    if not all(re.fullmatch(r"\d{8}T\d{6}", one) for one in moments):
        raise RecurrenceError("rule")
    return sorted({first, *(_moment(one) for one in moments)})


def _ruled(name: str, value: str, start: datetime) -> list[datetime]:
    parts = _read(value) if name == "RRULE" else {}
    if not parts or {"COUNT", "UNTIL"} <= parts.keys():
        raise RecurrenceError("rule")
    first = start.replace(tzinfo=None)
    horizon = datetime.combine(first + LONGEST_SERIES, time(23, 59, 59))
    if "UNTIL" in parts:
        until = _until(parts.pop("UNTIL"), start.tzinfo)
        if until > horizon:
            raise RecurrenceError("long")
        return _within(parts, first, until)[: MOST_DATES + 1]
    if "COUNT" not in parts:
        raise RecurrenceError("endless")
    count = int(parts.pop("COUNT"))
    if count > MOST_DATES:
        raise RecurrenceError("many")
    found = _within(parts, first, horizon)[:count]
    if len(found) < count:
        raise RecurrenceError("long")
    return found


def _within(parts: Mapping[str, str], first: datetime, last: datetime) -> list[datetime]:
    """The rule's dates up to ``last``.

    Every rule gets an end, also one that has a number: a day that never comes would otherwise be
    searched for until the year 9999.
    """
    text = ";".join(f"{key}={value}" for key, value in parts.items())
    try:
        found = list(rrulestr(f"{text};UNTIL={last:{_MOMENT}}", dtstart=first))
    except ValueError as error:
        raise RecurrenceError("rule") from error
    if not found:
        raise RecurrenceError("first")
    return found


def _read(value: str) -> dict[str, str]:
    """The parts of a rule; empty if one is unknown, said twice or written wrongly."""
    pairs = [part.partition("=")[::2] for part in value.split(";")]
    parts = dict(pairs)
    is_right = len(parts) == len(pairs) and "FREQ" in parts
    if is_right and all(re.fullmatch(_PARTS.get(key, "(?!)"), one) for key, one in pairs):
        return parts
    return {}


def _until(text: str, zone: tzinfo | None) -> datetime:
    """The last moment of the rule by the clock on the wall."""
    if "T" not in text:
        return _moment(f"{text}T235959")
    moment = _moment(text.rstrip("Z"))
    if not text.endswith("Z"):
        return moment
    try:
        return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    except OverflowError as error:
        raise RecurrenceError("rule") from error


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise RecurrenceError("rule") from error


def first_self_clash(events: Sequence[Span]) -> Span | None:
    """The first of the spans that begins before the one before it is over; or None."""
    for one, following in pairwise(sorted(events)):
        if one.overlaps(following):
            return following
    return None


@dataclass(frozen=True)
class Repeating:
    """A recurrence as the form asks for it.

    ``kind``: "" (once), a key of ``FREQUENCIES``, "dates" (a list of ``days``), or "rule": one that
    the form has no words for and leaves as it is.
    """

    kind: str = ""
    until: date | None = None
    count: int | None = None
    days: tuple[date, ...] = ()


def read_repeating(text: str, zone: tzinfo) -> Repeating:
    """The choices by which the form would have written that text."""
    name, _colon, value = text.partition(":")
    if not text:
        return Repeating()
    if name == "RDATE":
        moments = re.findall(r"(\d{8})T\d{6}", value)
        return Repeating("dates", days=tuple(_moment(one).date() for one in moments))
    parts = _read(value)
    rhythm = parts.get("FREQ"), int(parts.get("INTERVAL", "1"))
    kind = next((key for key, known in FREQUENCIES.items() if known == rhythm), "rule")
    if kind == "rule" or parts.keys() - {"FREQ", "INTERVAL", "COUNT", "UNTIL"}:
        return Repeating("rule")
    until = _until(parts["UNTIL"], zone).date() if "UNTIL" in parts else None
    return Repeating(kind, until, int(parts["COUNT"]) if "COUNT" in parts else None)
