"""A series in the words of the pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jumpa.core.wording import day, span
from jumpa.intake.models import Occurrence, ServiceRequest
from jumpa.intake.recurrence import RecurrenceError, read_repeating
from jumpa.intake.series import SeriesDate, dates_from


@dataclass(frozen=True)
class DateRow:
    """One date as a page lists it; ``state`` in words, with its tone."""

    number: int
    start: datetime
    end: datetime
    place: str
    state: str
    tone: str
    is_own_place: bool = False


def date_rows(request: ServiceRequest) -> list[DateRow]:
    """All dates of a submitted series and how each stands; none for an event held once."""
    return [_row(request, one) for one in request.occurrences.select_related("room")]


def _row(request: ServiceRequest, one: Occurrence) -> DateRow:
    if one.is_skipped:
        state, tone = _("Dilewatkan"), "neutral"
    elif one.has_clash:
        state, tone = _("Bentrok"), "bad"
    elif request.agreed_start is not None:
        state, tone = _("Pasti"), "good"
    else:
        state, tone = _("Ditahan"), "info"
    place = one.room.name if one.room else request.place
    return DateRow(one.number, one.start, one.end, place, state, tone, one.room is not None)


def count_text(count: int) -> str:
    """ "6 tanggal"."""
    return ngettext("%(count)s tanggal", "%(count)s tanggal", count) % {"count": count}


def repeats_text(recurrence: str) -> str:
    """How it repeats: "Setiap minggu, sampai Selasa, 5 Januari 2027"."""
    found = read_repeating(recurrence, get_current_timezone())
    kinds = {
        "": _("Tidak berulang"),
        "weekly": _("Setiap minggu"),
        "fortnightly": _("Setiap dua minggu"),
        "monthly": _("Setiap bulan"),
        "dates": _("Pada tanggal tertentu"),
        "rule": _("Menurut aturan sendiri"),
    }
    parts = [kinds[found.kind], *(day(one) for one in found.days)]
    if found.until is not None:
        parts.append(_("sampai %(day)s") % {"day": day(found.until)})
    if found.count is not None:
        parts.append(count_text(found.count))
    return "; ".join(parts)


def changes_text(changes: Mapping[str, Any]) -> str:
    """Which dates are otherwise than the rest."""
    return "; ".join(day(date.fromisoformat(key)) for key in sorted(changes))


def filled_rows(request: ServiceRequest) -> list[tuple[str, Any]]:
    """The series as the form was filled in: how it repeats, and each date."""
    if not request.recurrence or not request.start or not request.end:
        return []
    text = repeats_text(request.recurrence)
    try:
        changes = request.date_changes
        dates = dates_from(request.recurrence, changes, request.start, request.end)
    except RecurrenceError:
        return [(_("Berulang"), text)]
    lines = [f"{number}. {_said(one)}" for number, one in enumerate(dates, start=1)]
    return [(_("Berulang"), text), (_("Tanggal"), "\n".join(lines))]


def _said(one: SeriesDate) -> str:
    """One date with what is its own."""
    more = [one.room.name] if one.room else []
    if one.is_skipped:
        more.append(_("dilewatkan"))
    return ", ".join([span(one.start, one.end), *more])
