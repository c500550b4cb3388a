"""When the office moved a request's event, as its own page tells it: read from the audit trail."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from jumpa.core.models import AuditEntry
from jumpa.core.wording import span
from jumpa.workflow.presentation import TimelineEntry

SCHEDULE_MOVED = "intake.schedule_moved"
"""The verb under which a move is recorded: before and after are ``start``, ``end``, ``place``."""


def with_schedule_moves(owner: str, entries: Sequence[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """A request's way so far with its moves between, each after what came before it; one query."""
    found = list(entries)
    for move in AuditEntry.objects.filter(owner=owner, verb=SCHEDULE_MOVED).order_by("id"):
        place = [at for at, entry in enumerate(found) if entry.at and entry.at <= move.at]
        found.insert(place[-1] + 1 if place else 0, _entry(move))
    return tuple(found)


def _entry(move: AuditEntry) -> TimelineEntry:
    before, after = move.before or {}, move.after or {}
    note = _("Dari %(before)s ke %(after)s.") % {
        "before": _schedule(before),
        "after": _schedule(after),
    }
    if after.get("reason"):
        note += "\n" + _("Alasan: %s") % after["reason"]
    return TimelineEntry(
        title=_("Jadwal dipindahkan"),
        office_title=move.office_title,
        state="done",
        person_name=move.person_name,
        at=move.at,
        note=note,
    )


def _schedule(facts: Mapping[str, Any]) -> str:
    start, end = (parse_datetime(facts.get(key) or "") for key in ("start", "end"))
    when = span(start, end) if start and end else ""
    return ", ".join(filter(None, (facts.get("place", ""), when)))
