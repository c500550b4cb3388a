"""Offers for a series at step 7: an offer is the whole list of dates, one answer settles all."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jumpa.core.errors import Refused
from jumpa.core.wording import day, span
from jumpa.intake.date_check import DateState, check_dates
from jumpa.intake.models import ServiceRequest
from jumpa.intake.needs import wants_for
from jumpa.intake.series import SeriesDate, matched, moved_together, read_dates
from jumpa.scheduling.actions import Choice
from jumpa.scheduling.models import Offer, Resource
from jumpa.scheduling.need import Want, want_from_json
from jumpa.scheduling.queries import rooms

_PREFIX = "rangkaian"
_MOST = 6


def series_suggestions(request: ServiceRequest) -> list[tuple[str, str]]:
    """What the system would offer for a series, best first, as choices of a form.

    The dates as they are where none clashes any more; else the clashing dates in one other room,
    each at its own nearest alternative, or left out.
    """
    states = _states(request)
    if all(state.is_free for state in states):
        return [(f"{_PREFIX}|tetap", _("Rangkaian seperti yang sudah diatur"))]
    found = [
        (f"{_PREFIX}|{room.ref}", _("Tanggal yang bentrok di %s") % room.name)
        for room in rooms()
        if room != request.room and _is_free(request, _in_room(states, room))
    ]
    if all(state.is_free or state.alternatives for state in states):
        found.append((f"{_PREFIX}|terdekat", _("Tiap tanggal yang bentrok: alternatif terdekat")))
    if any(state.is_free and not state.date.is_skipped for state in states):
        found.append((f"{_PREFIX}|lewati", _("Tanggal yang bentrok dilewatkan")))
    choices = [
        (value, f"{title}: {said(request, _dates(states, value))}") for value, title in found
    ]
    return choices[:_MOST]


def is_series_choice(value: str) -> bool:
    """Whether a form's value is one of ``series_suggestions``."""
    return value.startswith(f"{_PREFIX}|")


def series_choice(request: ServiceRequest, value: str) -> Choice:
    """The offer that a form's value stands for.

    Raises:
        Refused: it can't be had any more.
    """
    return offer_of(request, _dates(_states(request), value))


def moved_choice(request: ServiceRequest, choice: Choice) -> Choice:
    """An alternative of one's own: all dates moved together, in that room."""
    dates = moved_together(_rows(request), choice.start, choice.end)
    return offer_of(request, [replace(date, room=choice.resource) for date in dates])


def offer_of(request: ServiceRequest, dates: Sequence[SeriesDate]) -> Choice:
    """All these dates as one offer, named after the first that differs from what is wanted."""
    pairs = zip(_rows(request), dates, strict=True)
    changed = [new for old, new in pairs if new != old and not new.is_skipped]
    held = [date for date in dates if not date.is_skipped]
    first = (changed or held)[0]
    wants = tuple(wants_for(request, dates))
    return Choice(first.room or request.room, first.start, first.end, wants)


def _rows(request: ServiceRequest) -> tuple[SeriesDate, ...]:
    return read_dates(request.occurrences.select_related("room"))


def _states(request: ServiceRequest) -> list[DateState]:
    return check_dates(request, _rows(request), limit=1)


def _dates(states: Sequence[DateState], value: str) -> list[SeriesDate]:
    """The dates of the series as that choice has them."""
    name = value.partition("|")[2]
    room = Resource.objects.filter(ref=name).first()
    solve: dict[str, Callable[[DateState], SeriesDate]] = {
        "tetap": lambda state: state.date,
        "terdekat": _nearest,
        "lewati": lambda state: replace(state.date, is_skipped=True),
    }
    if room is not None:
        return _in_room(states, room)
    if name not in solve:
        raise Refused(_("Alternatif ini tidak dikenal. Muat ulang halaman ini."))
    return [state.date if state.is_free else solve[name](state) for state in states]


def _in_room(states: Sequence[DateState], room: Resource) -> list[SeriesDate]:
    return [state.date if state.is_free else replace(state.date, room=room) for state in states]


def _nearest(state: DateState) -> SeriesDate:
    if not state.alternatives:
        raise Refused(_("Alternatif ini tidak lagi tersedia. Muat ulang halaman ini."))
    best = state.alternatives[0]
    return replace(state.date, start=best.start, end=best.end, room=best.resource)


def _is_free(request: ServiceRequest, dates: Sequence[SeriesDate]) -> bool:
    return all(state.is_free for state in check_dates(request, dates, limit=0))


def series_offer_text(request: ServiceRequest, offer: Offer) -> str:
    """An offer of all dates in words: how many, and which differ from what is wanted."""
    wants = [want_from_json(one) for one in offer.wants]
    rows = _rows(request)
    found = matched(rows, [want.event for want in wants])
    names = {want.event: _room_name(want) for want in wants}
    dates = [
        replace(row, start=found[index].start, end=found[index].end)
        if index in found
        else replace(row, is_skipped=True)
        for index, row in enumerate(rows)
    ]
    lines = [
        _date_text(new, names.get(new.event, ""))
        for old, new in zip(rows, dates, strict=True)
        if new != old or (not new.is_skipped and names.get(new.event) != _own_room(request, old))
    ]
    count = ngettext("%(count)s tanggal", "%(count)s tanggal", len(wants)) % {"count": len(wants)}
    return f"{count}: {'; '.join(lines)}" if lines else count


def said(request: ServiceRequest, dates: Sequence[SeriesDate]) -> str:
    """In what dates differ from what is wanted."""
    pairs = zip(_rows(request), dates, strict=True)
    lines = [_date_text(new, new.room.name if new.room else "") for old, new in pairs if new != old]
    return "; ".join(lines)


def _date_text(date: SeriesDate, room: str) -> str:
    if date.is_skipped:
        return _("%(day)s dilewatkan") % {"day": day(date.planned)}
    return ", ".join(filter(None, (span(date.start, date.end), room)))


def _own_room(request: ServiceRequest, date: SeriesDate) -> str:
    room = date.room or request.room
    return room.name if room is not None else ""


def _room_name(want: Want) -> str:
    if want.need.room is None or want.need.room.room is None:
        return ""
    room = Resource.objects.filter(pk=want.need.room.room).first()
    return room.name if room is not None else ""
