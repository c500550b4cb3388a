"""Times and holders in the office's words."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Protocol

from django.utils import timezone
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format, number_format, time_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from jumpa.core import wording
from jumpa.core.wording import day
from jumpa.scheduling.planning import Short, Shortage
from jumpa.scheduling.rules import Span

__all__ = [
    "clock_hours",
    "day",
    "distance",
    "hours",
    "listed",
    "occasion",
    "other_time",
    "shortage",
    "weekday",
    "weekly",
]


class WeeklyShift(Protocol):
    """A stretch of one weekday."""

    weekday: int
    start: time
    end: time


def weekday(number: int) -> str:
    """ "Senin" for 0."""
    return str(WEEKDAYS[number])


def weekly(shifts: Iterable[WeeklyShift]) -> str:
    """ "Sen, Sel, Rab 07.30–16.00; Sab 08.00–12.00": equal hours together, days in order."""
    days: dict[str, list[str]] = {}
    for one in sorted(shifts, key=lambda shift: (shift.weekday, shift.start)):
        clock = f"{time_format(one.start, 'H.i')}–{time_format(one.end, 'H.i')}"
        days.setdefault(clock, []).append(str(WEEKDAYS_ABBR[one.weekday]))
    return "; ".join(f"{', '.join(names)} {clock}" for clock, names in days.items())


def hours(span: Span) -> str:
    """ "pukul 09.00–11.00 WIB"; a span over midnight names both days."""
    return wording.hours(span.start, span.end)


def clock_hours(span: Span, on: date) -> str:
    """ "09.00–11.00" beside the day ``on``; an end on another day carries its date."""
    return f"{_clock_on(span.start, on)}–{_clock_on(span.end, on)}"


@lru_cache(maxsize=4096)
def _clock(_language: str, hour: int, minute: int) -> str:
    """A time of day; a timetable writes the same few again and again."""
    return time_format(time(hour, minute), "TIME_FORMAT")


def _clock_on(moment: datetime, on: date) -> str:
    moment = timezone.localtime(moment)
    clock = _clock(get_language() or "", moment.hour, moment.minute)
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


def shortage(one: Shortage, event: Span) -> str:
    """What is short for an event, as a sentence."""
    facts = {
        "name": one.name or _kind(one.kind),
        "time": occasion(event),
        "wanted": one.wanted,
        "free": one.free,
    }
    return _sentence(one) % facts


def _sentence(one: Shortage) -> str:
    if one.why == Short.TAKEN and one.kind not in ("room", "operator") and one.wanted > 0:
        return _("%(name)s: diminta %(wanted)s, yang bebas %(free)s pada %(time)s.")
    if one.why == Short.TAKEN and not one.name:
        return _("Tidak ada %(name)s yang bebas pada %(time)s.")
    sentences = {
        Short.TAKEN: _("%(name)s sudah terpakai pada %(time)s."),
        Short.CLOSED: _("%(name)s ditutup pada %(time)s."),
        Short.IDLE: _("%(name)s tidak lagi dapat dipesan."),
        Short.UNFIT: _("Tidak ada %(name)s yang memenuhi kebutuhan ini."),
        Short.PINNED: _(
            "%(name)s sebenarnya cukup pada %(time)s, tetapi satuan yang ditetapkan dengan tangan "
            "menghalangi."
        ),
        Short.DUTY: _("%(name)s tidak bertugas, cuti, atau belum beristirahat pada %(time)s."),
    }
    return sentences[one.why]


def _kind(key: str) -> str:
    names = {
        "room": _("ruang"),
        "operator": _("operator"),
        "equipment": _("perlengkapan"),
        "host_account": _("akun host"),
        "uplink": _("kanal internet"),
    }
    return names[key]
