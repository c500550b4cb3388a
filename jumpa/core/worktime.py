"""The office's clock: minutes that count only while the office is open. Plain Python."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_IDLE_DAYS = 1000
"""After so many days on end without an open minute the search gives up."""


class NoWorkingTime(ValueError):
    """The calendar has no open minute ahead, so no deadline can be told."""


@dataclass(frozen=True, order=True)
class Stretch:
    """Open hours on one day, local time, from ``start`` up to ``end``."""

    start: time
    end: time


@dataclass(frozen=True)
class WeekdayHours:
    """The stretches of one weekday (0 = Monday), always or from ``first`` to ``last`` inclusive.

    Both dates are set (a dated exception, such as Ramadan) or both are None (the standing rule).
    """

    weekday: int
    stretches: tuple[Stretch, ...]
    first: date | None = None
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Whether this is a dated exception that holds on ``day``."""
        return (
            self.first is not None
            and self.last is not None
            and day.weekday() == self.weekday
            and self.first <= day <= self.last
        )


def _merged(stretches: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """In order and without overlap, so that no minute counts twice."""
    merged: list[Stretch] = []
    for stretch in sorted(stretches):
        if merged and stretch.start <= merged[-1].end:
            merged[-1] = Stretch(merged[-1].start, max(merged[-1].end, stretch.end))
        else:
            merged.append(stretch)
    return tuple(merged)


@dataclass(frozen=True)
class WorkCalendar:
    """When the office is open, in its own time zone.

    All moments go in aware, in any zone, and come out aware in ``zone``. A holiday closes the whole
    day. On a day inside a dated exception for its weekday, the exception replaces the standing
    hours; of two such exceptions the one that begins later counts.
    """

    zone: ZoneInfo
    hours: tuple[WeekdayHours, ...] = ()
    holidays: frozenset[date] = frozenset()

    def stretches_on(self, day: date) -> tuple[Stretch, ...]:
        """The open hours of ``day``, in order; empty when the office is closed."""
        if day in self.holidays:
            return ()
        dated = [hours for hours in self.hours if hours.covers(day)]
        if dated:
            latest = max(hours.first for hours in dated if hours.first is not None)
            chosen = [hours for hours in dated if hours.first == latest]
        else:
            chosen = [h for h in self.hours if h.first is None and h.weekday == day.weekday()]
        return _merged([stretch for hours in chosen for stretch in hours.stretches])

    def is_working_day(self, day: date) -> bool:
        """Whether the office opens at all on ``day``."""
        return bool(self.stretches_on(day))

    def add_minutes(self, start: datetime, minutes: int) -> datetime:
        """The moment at which ``minutes`` open minutes have passed since ``start``.

        No minutes give ``start`` itself, also outside the hours; the last minute of a stretch ends
        at its closing time, not at the next opening.

        Raises:
            NoWorkingTime: the calendar runs out of open minutes first.
            ValueError: ``minutes`` is negative or ``start`` is naive.
        """
        if minutes < 0:
            raise ValueError("Working minutes can't be negative.")
        moment = _utc(start)
        if minutes == 0:
            return moment.astimezone(self.zone)
        left = timedelta(minutes=minutes)
        for opening, closing in self._open_from(moment):
            if left <= closing - opening:
                return (opening + left).astimezone(self.zone)
            left -= closing - opening
        raise NoWorkingTime("The calendar has no working time ahead.")

    def minutes_between(self, start: datetime, end: datetime) -> int:
        """Whole open minutes from ``start`` to ``end``; 0 when ``end`` is not after ``start``.

        Raises:
            ValueError: a moment is naive.
        """
        first, last = _utc(start), _utc(end)
        open_time = timedelta()
        day = first.astimezone(self.zone).date()
        last_day = last.astimezone(self.zone).date()
        while day <= last_day:
            for opening, closing in self._open_on(day):
                open_time += max(timedelta(), min(closing, last) - max(opening, first))
            if day == date.max:
                break
            day += timedelta(days=1)
        return open_time // timedelta(minutes=1)

    def _open_on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        for stretch in self.stretches_on(day):
            opening = _utc(datetime.combine(day, stretch.start, self.zone))
            closing = _utc(datetime.combine(day, stretch.end, self.zone))
            if opening < closing:
                yield opening, closing

    def _open_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Open stretches from ``moment`` on, cut at it; ends after too many idle days."""
        day = moment.astimezone(self.zone).date()
        idle = 0
        while idle < _IDLE_DAYS and day < date.max:
            idle += 1
            for opening, closing in self._open_on(day):
                if closing > moment:
                    idle = 0
                    yield max(opening, moment), closing
            day += timedelta(days=1)


def _utc(moment: datetime) -> datetime:
    """In UTC, where differences are real time even across a change of the zone's offset."""
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(UTC)
