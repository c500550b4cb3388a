"""Dates, times, durations and numbers as the office writes them."""

from datetime import date, datetime, time
from decimal import Decimal

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format, number_format, time_format
from django.utils.translation import gettext as _


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


def day(value: date | datetime) -> str:
    """``Selasa, 24 November 2026``."""
    if isinstance(value, datetime):
        value = _local(value)
    return date_format(value, "DATE_FORMAT")


def _clock(value: time | datetime) -> str:
    if isinstance(value, datetime):
        value = _local(value)
    return time_format(value, "TIME_FORMAT")


def moment(value: time | datetime) -> str:
    """``pukul 09.00 WIB``."""
    return _("pukul %(time)s %(zone)s") % {
        "time": _clock(value),
        "zone": settings.TIME_ZONE_LABEL,
    }


def day_and_moment(value: datetime) -> str:
    """``Selasa, 24 November 2026, pukul 09.00 WIB``."""
    return f"{day(value)}, {moment(value)}"


def is_one_day(start: datetime, end: datetime) -> bool:
    """Whether both ends lie on one day of the office's zone."""
    return _local(start).date() == _local(end).date()


def hours(start: datetime, end: datetime) -> str:
    """``pukul 09.00–11.00 WIB``; over midnight both ends carry their day."""
    if not is_one_day(start, end):
        return span(start, end)
    return _("pukul %(start)s–%(end)s %(zone)s") % {
        "start": _clock(start),
        "end": _clock(end),
        "zone": settings.TIME_ZONE_LABEL,
    }


def span(start: datetime, end: datetime) -> str:
    """``Selasa, 24 November 2026, pukul 09.00–11.00 WIB``, or both days where they differ."""
    if is_one_day(start, end):
        return f"{day(start)}, {hours(start, end)}"
    return _("%(start)s s.d. %(end)s") % {
        "start": day_and_moment(start),
        "end": day_and_moment(end),
    }


def duration(minutes: int) -> str:
    """``30 menit``, ``2 jam``, ``2 jam 5 menit``."""
    sign, minutes = ("-" if minutes < 0 else ""), abs(minutes)
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(_("%(count)d jam") % {"count": hours})
    if rest or not hours:
        parts.append(_("%(count)d menit") % {"count": rest})
    return sign + " ".join(parts)


def decimal(value: float | Decimal, places: int = 2) -> str:
    """``88,31``: a decimal comma, and dots between thousands."""
    return number_format(value, places, use_l10n=True, force_grouping=True)


def month(value: date) -> str:
    """``November 2026``."""
    return date_format(value, "YEAR_MONTH_FORMAT")
