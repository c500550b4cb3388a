from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import Refused, WrongState
from jumpa.core.events import announce
from jumpa.core.wording import span
from jumpa.intake.actions.holding import hold_wants
from jumpa.intake.events import AnotherTimeAsked
from jumpa.intake.locking import lock_request
from jumpa.intake.models import ServiceRequest
from jumpa.intake.permissions import requester_of
from jumpa.intake.series import (
    SeriesDate,
    clashes_with_itself,
    moved_together,
    read_dates,
    rewrite,
)
from jumpa.intake.wishes import disagree, forget_by_hand
from jumpa.people.models import Person
from jumpa.scheduling.models import Resource
from jumpa.workflow.actions import intervene
from jumpa.workflow.models import Run


@transaction.atomic
def ask_another_time(
    ref: str,
    *,
    room: Resource | None,
    start: datetime,
    end: datetime,
    reason: str,
    person: Person,
    date: int | None = None,
    stamp: int | None = None,
) -> ServiceRequest:
    """Ask for another time or room: it is held, and the request goes back to the check (step 6).

    Before step 6 the wish changes in place. The old time is let go only when the new one is held.
    Asking twice for the same changes nothing.

    Args:
        room: None leaves the requester's own place or any room, of a single date the series' room.
        date: number of the one date of a series that is meant; None moves all of them together.

    Raises:
        Conflict: something is taken then; nothing has changed.
        Refused: neither a room nor a place of one's own.
        WrongState: the event has begun, or the request was changed meanwhile.
    """
    request = lock_request(ref)
    actor = requester_of(request, person)
    wish = _wish(request, room, start, end, date)
    if request.agreed_start is None and _stands(request, wish):
        return request
    _check(request, room, wish)
    intervene(_run(request, stamp), "reschedule", note=reason, actor=actor, now=timezone.now())
    before = {"start": request.start, "end": request.end, "room": request.place}
    _write(request, wish, actor)
    after = {"start": start, "end": end, "room": request.place, "reason": reason, "date": date}
    verb, what = "intake.ask_another_time", f"request:{ref}"
    record(actor, verb, what, before=before, after=after, owner=ref)
    announce(AnotherTimeAsked(request.pk))
    return request


@dataclass(frozen=True)
class _Wish:
    """What the request is to want: ``dates`` of a series; ``room`` None leaves what it has."""

    room: Resource | None
    start: datetime
    end: datetime
    dates: tuple[SeriesDate, ...] = ()
    is_one_date: bool = False


def _wish(
    request: ServiceRequest,
    room: Resource | None,
    start: datetime,
    end: datetime,
    number: int | None,
) -> _Wish:
    dates = read_dates(request.occurrences.select_related("room"))
    if not dates or number is None:
        return _Wish(room, start, end, moved_together(dates, start, end) if dates else ())
    if not 1 <= number <= len(dates):
        raise Refused(_("Tanggal ini tidak ada dalam rangkaian."))
    own = None if room == request.room else room
    one = replace(dates[number - 1], start=start, end=end, room=own, is_skipped=False)
    changed = (*dates[: number - 1], one, *dates[number:])
    return _Wish(room, start, end, changed, is_one_date=True)


def _stands(request: ServiceRequest, wish: _Wish) -> bool:
    """Whether the request wants just that already."""
    if wish.dates:
        is_same_room = wish.is_one_date or wish.room in (None, request.room)
        is_same = wish.dates == read_dates(request.occurrences.select_related("room"))
        return is_same_room and is_same
    return (wish.room, wish.start, wish.end) == (request.room, request.start, request.end)


def _check(request: ServiceRequest, room: Resource | None, wish: _Wish) -> None:
    has_place = request.venue_name or request.any_room or wish.is_one_date
    if room is None and not has_place:
        message = _("Pilih ruang: permohonan ini tidak menyebut tempat di luar TCM Room.")
        raise Refused(message, {"room": [message]})
    agreed = (request.agreed_room, request.agreed_start, request.agreed_end)
    is_same = _stands(request, wish) if wish.dates else (room, wish.start, wish.end) == agreed
    if is_same:
        raise Refused(_("Ruang dan waktu ini sama dengan yang sudah dijadwalkan."))
    if clashes_with_itself(wish.dates, room or request.room):
        raise Refused(_("Dua tanggal dalam rangkaian ini saling bersamaan."))


def _write(request: ServiceRequest, wish: _Wish, actor: Actor) -> None:
    if not wish.is_one_date:
        request.room = wish.room
        request.any_room = request.any_room and wish.room is None
    if wish.dates:
        rewrite(request, wish.dates, None if wish.is_one_date else wish.end - wish.start)
    else:
        request.start, request.end = wish.start, wish.end
    disagree(request)
    forget_by_hand(request)
    request.version += 1
    request.save()
    hold_wants(request, actor, accepts_clash=False)


def _run(request: ServiceRequest, stamp: int | None) -> Run:
    if request.run is None:
        raise WrongState(_("Permohonan ini masih draf: ubah waktunya di formulir."))
    if stamp is not None and stamp != request.version:
        raise WrongState(
            _("Permohonan ini sudah berubah setelah Anda membukanya."),
            [_("Jadwal saat ini: %s") % _schedule(request)],
        )
    return request.run


def _schedule(request: ServiceRequest) -> str:
    start, end = request.agreed_start or request.start, request.agreed_end or request.end
    return f"{request.place}, {span(start, end)}" if start and end else request.place
