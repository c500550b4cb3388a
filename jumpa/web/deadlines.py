"""A deadline in words: colour alone never says that something is late."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON = timedelta(minutes=60)


@dataclass(frozen=True)
class Deadline:
    """``word`` is the judgement, ``tone`` its colour, ``icon`` its sign; ``due`` the moment."""

    due: datetime
    word: str
    tone: str
    icon: str


def judge(due: datetime, now: datetime | None = None) -> Deadline:
    """What ``due`` means at ``now``: late, within the hour, today, or later."""
    now = now or timezone.now()
    if due < now:
        return Deadline(due, _("Terlambat"), "bad", "alert-triangle")
    left = due - now
    if left <= SOON:
        minutes = max(1, round(left.total_seconds() / 60))
        word = ngettext("Sisa %(count)d menit", "Sisa %(count)d menit", minutes)
        return Deadline(due, word % {"count": minutes}, "warning", "hourglass")
    if timezone.localdate(due) == timezone.localdate(now):
        return Deadline(due, _("Hari ini"), "info", "clock")
    return Deadline(due, _("Batas waktu"), "neutral", "calendar-event")
