"""What the pages of the calendar and of the audit trail show."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jumpa.core.keeping import ABOUT
from jumpa.core.models import AuditEntry, Holiday, WorkingHours
from jumpa.core.trail_words import field_title, verb_title


@dataclass(frozen=True)
class Period:
    """The working hours of one period; ``first`` None for the standing rule."""

    first: date | None
    last: date | None
    hours: tuple[WorkingHours, ...]


def hours_by_period() -> list[Period]:
    """The standing hours first, then each dated exception, newest first."""
    found: dict[tuple[date | None, date | None], list[WorkingHours]] = {}
    for row in WorkingHours.objects.order_by("weekday", "start"):
        found.setdefault((row.valid_from, row.valid_until), []).append(row)
    periods = [Period(first, last, tuple(rows)) for (first, last), rows in found.items()]
    standing = [period for period in periods if period.first is None]
    dated = [period for period in periods if period.first is not None]
    return standing + sorted(dated, key=lambda period: period.first or date.min, reverse=True)


def holidays_of(year: int) -> list[Holiday]:
    """The holidays of ``year`` by date."""
    return list(Holiday.objects.filter(day__year=year))


@dataclass(frozen=True)
class TrailFilter:
    """Which entries of the trail to show; an empty value does not narrow them.

    ``first`` and ``last`` are days of the office's zone, both included; ``who`` is a part of a
    person's name or an office's title.
    """

    first: date | None = None
    last: date | None = None
    who: str = ""
    verb: str = ""
    owner: str = ""


@dataclass(frozen=True)
class TrailRow:
    """One entry as it is read: ``changes`` are (what, before, after) in words.

    ``about`` names the record; empty where only its ``subject`` is known.
    """

    at: datetime
    person: str
    office: str
    verb: str
    subject: str
    about: str
    owner: str
    changes: tuple[tuple[str, str, str], ...]


def trail(wanted: TrailFilter) -> QuerySet[AuditEntry]:
    """The entries that ``wanted`` lets through, newest first."""
    entries = AuditEntry.objects.all()
    if wanted.first:
        entries = entries.filter(at__gte=_midnight(wanted.first))
    if wanted.last:
        entries = entries.filter(at__lt=_midnight(wanted.last + timedelta(days=1)))
    if wanted.who:
        entries = entries.filter(
            Q(person_name__icontains=wanted.who) | Q(office_title__icontains=wanted.who)
        )
    if wanted.verb:
        entries = entries.filter(verb=wanted.verb)
    if wanted.owner:
        entries = entries.filter(Q(owner=wanted.owner) | Q(subject__endswith=f":{wanted.owner}"))
    return entries


def verbs_done() -> list[tuple[str, str]]:
    """Every verb in the trail with its title, by title."""
    verbs = AuditEntry.objects.order_by().values_list("verb", flat=True).distinct()
    return sorted(((verb, verb_title(verb)) for verb in verbs), key=lambda pair: pair[1])


def readable(entries: Iterable[AuditEntry]) -> list[TrailRow]:
    """The entries in words."""
    return [
        TrailRow(
            at=entry.at,
            person=entry.person_name,
            office=entry.office_title,
            verb=verb_title(entry.verb),
            subject=entry.subject,
            about=str((entry.after or {}).get(ABOUT, "")),
            owner=entry.owner,
            changes=_changes(entry.before or {}, entry.after or {}),
        )
        for entry in entries
    ]


def _changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
    names = [name for name in dict.fromkeys([*before, *after]) if name != ABOUT]
    return tuple(
        (
            field_title(name),
            _in_words(before[name]) if name in before else "",
            _in_words(after[name]) if name in after else "",
        )
        for name in names
    )


def _in_words(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return _("(kosong)")
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, list):
        return ", ".join(_in_words(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return _date_in_words(value) if isinstance(value, str) else str(value)


def _date_in_words(text: str) -> str:
    try:
        moment = parse_datetime(text) if "T" in text else None
        day = parse_date(text)
    except ValueError:
        return text
    if moment is not None and timezone.is_aware(moment):
        return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
    return date_format(day, "DATE_FORMAT") if day is not None else text


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
