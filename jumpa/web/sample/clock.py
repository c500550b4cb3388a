"""The sample's past: what it tells happened on other days than the one on which it is made."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from unittest.mock import patch

from django.utils import timezone

from jumpa.core.worktime import WorkCalendar

Moment = int | list[int | str]
"""Minutes ago, or working days from today (negative: ago) with a time: ``[-3, "09.10"]``."""


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Let all actions in the block take ``moment`` for now. The audit trail keeps the true time."""
    with patch.object(timezone, "now", return_value=moment):
        yield


def moment_of(said: Moment, now: datetime, calendar: WorkCalendar) -> datetime:
    """The moment that the sample's data name, seen from ``now``."""
    if isinstance(said, int):
        return now - timedelta(minutes=said)
    days, clock = said
    day = working_day(int(days), timezone.localdate(now), calendar)
    return datetime.combine(day, time.fromisoformat(str(clock).replace(".", ":")), calendar.zone)


def working_day(count: int, today: date, calendar: WorkCalendar) -> date:
    """The ``count``-th working day after ``today``, or before it where negative."""
    step = timedelta(days=1 if count > 0 else -1)
    day = today
    for _each in range(abs(count)):
        day += step
        while not calendar.is_working_day(day):
            day += step
    return day
