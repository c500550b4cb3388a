"""The office's calendar as it stands in the database."""

from zoneinfo import ZoneInfo

from django.conf import settings

from jumpa.core.models import Holiday, WorkingHours
from jumpa.core.worktime import Stretch, WeekdayHours, WorkCalendar


def office_calendar() -> WorkCalendar:
    """The calendar of now, in two queries; load it once per page or job, not once per row."""
    hours = tuple(
        WeekdayHours(row.weekday, (Stretch(row.start, row.end),), row.valid_from, row.valid_until)
        for row in WorkingHours.objects.all()
    )
    holidays = frozenset(Holiday.objects.values_list("day", flat=True))
    return WorkCalendar(ZoneInfo(settings.TIME_ZONE), hours, holidays)
