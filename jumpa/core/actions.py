"""What changes the calendar. Only the administrator, or the program itself, may."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

import holidays as holiday_tables
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core import keeping
from jumpa.core.access import require_administrator
from jumpa.core.actor import SYSTEM, Actor
from jumpa.core.audit import record
from jumpa.core.errors import Refused
from jumpa.core.models import Holiday, WorkingHours

HOURS = keeping.Keeping(
    "core.hours", ("weekday", "start", "end", "valid_from", "valid_until", "label")
)
HOLIDAY = keeping.Keeping(
    "core.holiday",
    ("day", "name", "is_estimate"),
    {"core_holiday_day_key": ("day", gettext_lazy("Tanggal ini sudah tercatat."))},
    identity="day",
)

# 37.5 hours a week, by the rule of domain.md section 8; the office's own hours are edited after.
_DEFAULT_HOURS = (
    *((day, time(7, 30), time(12)) for day in range(4)),
    *((day, time(13), time(16)) for day in range(4)),
    (4, time(7, 30), time(11, 30)),
    (4, time(13), time(16, 30)),
)
_ESTIMATE = "perkiraan"


def _fits(hours: WorkingHours) -> None:
    """Refuse a stretch that overlaps another, and a period that cuts across another."""
    others = WorkingHours.objects.filter(weekday=hours.weekday).exclude(pk=hours.pk)
    crossing = others.none()
    same_period = Q(valid_from__isnull=True)
    if hours.valid_from is not None:
        same_period = Q(valid_from=hours.valid_from, valid_until=hours.valid_until)
        crossing = others.exclude(same_period).filter(
            valid_from__lte=hours.valid_until, valid_until__gte=hours.valid_from
        )
    if others.filter(same_period, start__lt=hours.end, end__gt=hours.start).exists():
        message = _("Jam ini bertumpuk dengan jam kerja lain pada hari yang sama.")
        raise Refused(message, {"start": [message]})
    if crossing.exists():
        message = _("Masa berlaku ini bersinggungan dengan jam kerja khusus lain untuk hari itu.")
        raise Refused(message, {"valid_from": [message]})


def add_hours(hours: WorkingHours, *, actor: Actor) -> WorkingHours:
    """Add one stretch of working hours.

    Raises:
        NotAllowed, Refused: not an administrator; it overlaps another stretch or period.
    """
    return keeping.add(HOURS, hours, actor=actor, check=_fits)


def edit_hours(
    hours: WorkingHours, values: Mapping[str, Any], *, seen: Mapping[str, Any], actor: Actor
) -> WorkingHours:
    """Change one stretch of working hours; see ``keeping.edit`` for the errors."""
    return keeping.edit(HOURS, hours, values, seen=seen, actor=actor, check=_fits)


def remove_hours(hours: WorkingHours, *, actor: Actor) -> None:
    """Remove one stretch of working hours."""
    keeping.remove(HOURS, hours, actor=actor)


def add_holiday(holiday: Holiday, *, actor: Actor) -> Holiday:
    """Add a day on which the office is closed; ``Refused`` if the day is there already."""
    return keeping.add(HOLIDAY, holiday, actor=actor)


def remove_holiday(holiday: Holiday, *, actor: Actor) -> None:
    """Remove a holiday."""
    keeping.remove(HOLIDAY, holiday, actor=actor)


@transaction.atomic
def seed_calendar(years: Iterable[int], *, actor: Actor = SYSTEM) -> int:
    """Fill in the usual working hours, if there are none, and the holidays of ``years``.

    Holidays come from the ``holidays`` package, public and government ones; a day that is there
    already is left as it is. Returns how many holidays were added.
    """
    require_administrator(actor)
    if not WorkingHours.objects.filter(valid_from__isnull=True).exists():
        for weekday, start, end in _DEFAULT_HOURS:
            add_hours(WorkingHours(weekday=weekday, start=start, end=end), actor=actor)
    known = set(Holiday.objects.values_list("day", flat=True))
    new = [
        Holiday(day=day, name=_name(name), is_estimate=_ESTIMATE in name.lower())
        for day, name in _published(years)
        if day not in known
    ]
    Holiday.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        told = {"years": sorted({holiday.day.year for holiday in new}), "count": len(new)}
        record(actor, "core.holiday.seed", "holiday:seed", after=told)
    return len(new)


def _published(years: Iterable[int]) -> list[tuple[date, str]]:
    wanted = list(years)
    if not wanted:
        return []
    table = holiday_tables.country_holidays(
        "ID", language="id", categories=("government", "public"), years=wanted
    )
    return sorted(table.items())


def _name(published: str) -> str:
    return published.replace(f"({_ESTIMATE})", "").strip()[:200]
