"""When a task is due by the office's calendar."""

from datetime import datetime

from jumpa.core.calendar import office_calendar
from jumpa.core.worktime import NoWorkingTime


def due_after(start: datetime, minutes: int) -> datetime | None:
    """``minutes`` of working time after ``start``; None where the calendar has no hours at all.

    Work goes on while the calendar is being set up: only its deadlines are missing then.
    """
    try:
        return office_calendar().add_minutes(start, minutes)
    except NoWorkingTime:
        return None
