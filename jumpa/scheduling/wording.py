"""Times and holders in the office's words."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format, number_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jumpa.core import wording
from jumpa.core.wording import day
from jumpa.scheduling.rules import Span

__all__ = ["clock_hours", "day", "distance", "hours", "listed", "occasion", "other_time"]


def hours(span: Span) -> str:
    """ "pukul 09.00–11.00 WIB"; a span over midnight names both days."""
    return wording.hours(span.start, span.end)


def clock_hours(span: Span, on: date) -> str:
    """ "09.00–11.00" beside the day ``on``; an end on another day carries its date."""
    return f"{_clock_on(span.start, on)}–{_clock_on(span.end, on)}"


def _clock_on(moment: datetime, on: date) -> str:
    moment = timezone.localtime(moment)
    clock = time_format(moment, "TIME_FORMAT")
    if moment.date() == on:
        return clock
    if moment.date() == on + timedelta(days=1) and not (moment.hour or moment.minute):
        return "24" + clock[2:]
    return f"{date_format(moment, 'j M')} {clock}"


def occasion(span: Span) -> str:
    """ "Selasa, 24 November 2026, pukul 09.00–11.00 WIB"."""
    return wording.span(span.start, span.end)


def distance(difference: timedelta) -> str:
    """ "30 menit", "1 jam" or "1,5 jam", without a sign."""
    minutes = abs(int(difference / timedelta(minutes=1)))
    if minutes < 60:
        return ngettext("%(count)s menit", "%(count)s menit", minutes) % {"count": minutes}
    count = minutes / 60
    text = number_format(count, decimal_pos=0 if minutes % 60 == 0 else 1)
    return _("%(count)s jam") % {"count": text}


def other_time(difference: timedelta) -> str:
    """ "1 jam lebih lambat", "30 menit lebih awal"."""
    if difference > timedelta(0):
        return _("%(distance)s lebih lambat") % {"distance": distance(difference)}
    return _("%(distance)s lebih awal") % {"distance": distance(difference)}


def listed(names: Iterable[str]) -> str:
    """Names with commas between them."""
    return ", ".join(names)
