"""The days that a timetable shows: one, a week from Monday, or a calendar month. No Django."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

from jumpa.scheduling.rules import Span

View = Literal["hari", "minggu", "bulan"]
VIEWS: tuple[View, ...] = ("hari", "minggu", "bulan")


@dataclass(frozen=True)
class Period:
    """The days around ``day`` that a view shows; ``first`` to ``last``, both included."""

    view: View
    day: date

    @property
    def first(self) -> date:
        """The first day shown."""
        if self.view == "minggu":
            return self.day - timedelta(days=self.day.weekday())
        return self.day.replace(day=1) if self.view == "bulan" else self.day

    @property
    def last(self) -> date:
        """The last day shown."""
        return self._after - timedelta(days=1)

    @property
    def days(self) -> list[date]:
        """Every day shown."""
        count = (self._after - self.first).days
        return [self.first + timedelta(days=number) for number in range(count)]

    @property
    def previous(self) -> date:
        """A day of the period before."""
        return self.first - timedelta(days=1)

    @property
    def following(self) -> date:
        """A day of the period after."""
        return self._after

    def span(self, zone: tzinfo) -> Span:
        """From the first midnight to the last, in the office's zone."""
        first, after = (datetime.combine(day, time(), zone) for day in (self.first, self._after))
        return Span(first, after)

    @property
    def _after(self) -> date:
        if self.view == "bulan":
            return (self.first + timedelta(days=31)).replace(day=1)
        return self.first + timedelta(days=7 if self.view == "minggu" else 1)
