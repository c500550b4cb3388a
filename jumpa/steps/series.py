"""A series at steps 6 and 7: each date solved on its own by the office, all agreed on as one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import Conflict, Refused
from jumpa.core.forms import MomentField
from jumpa.core.wording import span
from jumpa.intake.actions.holding import hold_wants
from jumpa.intake.date_check import DateState, check_dates
from jumpa.intake.forms import RoomField
from jumpa.intake.models import ServiceRequest
from jumpa.intake.queries import request_of
from jumpa.intake.rules import time_problems
from jumpa.intake.series import SeriesDate, clashes_with_itself, moved_together, read_dates, rewrite
from jumpa.scheduling.models import Kind, Resource
from jumpa.scheduling.queries import reservations_of
from jumpa.steps.fields import NoteField
from jumpa.workflow.step_kind import Applied, Move, StepForm, Work


class SettleForm(StepForm):
    """One date of the series: another room or time for it, or none at all."""

    date = forms.TypedChoiceField(label=gettext_lazy("Tanggal"), coerce=int)
    room = RoomField(empty_label=gettext_lazy("Ruang seperti tanggal lain"))
    start = MomentField(gettext_lazy("Mulai"), required=False)
    end = MomentField(gettext_lazy("Selesai"), required=False)
    skip = forms.BooleanField(label=gettext_lazy("Lewatkan tanggal ini"), required=False)
    note = NoteField(gettext_lazy("Catatan"), rows=2)

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, work=work, **kwargs)
        field = cast(forms.TypedChoiceField, self.fields["date"])
        rows = request_of(work.task.run).occurrences.all()
        field.choices = [
            (one.number, f"{one.number}. {span(one.start, one.end)}{_mark(one.has_clash)}")
            for one in sorted(rows, key=lambda one: (not one.has_clash, one.number))
        ]

    def clean(self) -> dict[str, Any]:
        """A time is whole, possible, or left as it is."""
        super().clean()
        data = self.cleaned_data
        start, end = data.get("start"), data.get("end")
        if bool(start) != bool(end):
            self.add_error("end", _("Isi mulai dan selesai, atau kosongkan keduanya."))
        for problem in time_problems(start, end, self.work.now):
            self.add_error(problem.field, _("Waktu ini tidak mungkin atau sudah lewat."))
        return data


def _mark(has_clash: bool) -> str:
    return _(" (bentrok)") if has_clash else ""


SETTLE = Move(
    "settle_date",
    gettext_lazy("Atur satu tanggal"),
    SettleForm,
    is_outcome=False,
    tone="secondary",
    intro=gettext_lazy("Ruang atau waktu lain hanya untuk tanggal ini; tanggal lain tetap."),
)
"""The coordinator's move at steps 6 and 7 of a request that repeats."""


def settle_date(
    request: ServiceRequest,
    number: int,
    actor: Actor,
    *,
    room: Resource | None = None,
    start: datetime | None = None,
    end: datetime | None = None,
    skip: bool = False,
) -> None:
    """Give one date of a locked request another room or time, or leave it out; hold the rest anew.

    Args:
        room: None: the series' room. start, end: None leaves them as they are.

    Raises:
        Conflict: something is short for that date then; nothing has changed.
        Refused: there is no such date, or none would be left.
    """
    dates = read_dates(request.occurrences.select_related("room"))
    if not 1 <= number <= len(dates):
        raise Refused(_("Tanggal ini tidak ada dalam rangkaian."))
    old = dates[number - 1]
    one = replace(old, is_skipped=True)
    if not skip:
        own = None if room == request.room else room
        one = replace(old, room=own, start=start or old.start, end=end or old.end, is_skipped=False)
    changed = (*dates[: number - 1], one, *dates[number:])
    _check(request, changed, number - 1)
    rewrite(request, changed)
    request.version += 1
    request.save()
    hold_wants(request, actor, accepts_clash=True)
    after = {"date": number, "skip": skip, "start": one.start, "end": one.end}
    record(actor, "steps.settle_date", f"request:{request.ref}", after=after, owner=request.ref)


def _check(request: ServiceRequest, dates: tuple[SeriesDate, ...], index: int) -> None:
    if all(date.is_skipped for date in dates):
        raise Refused(_("Semua tanggal dilewatkan. Sisakan sedikitnya satu."))
    if clashes_with_itself(dates, request.room):
        raise Refused(_("Dua tanggal dalam rangkaian ini saling bersamaan."))
    (state,) = check_dates(request, dates[index : index + 1])
    if not state.is_free:
        lines = [holding.describe(show_label=True) for holding in state.holdings]
        raise Conflict(" ".join(state.lacks), lines, list(state.alternatives))


def date_states(request: ServiceRequest) -> list[DateState]:
    """Each date of a series as things stand now; empty for an event that is held once."""
    dates = read_dates(request.occurrences.select_related("room"))
    return check_dates(request, dates) if dates else []


def refuse_open_dates(request: ServiceRequest) -> None:
    """Insist that each date of a series is held, can be held by now, or is left out.

    Raises:
        Refused: some clash still; names them.
    """
    clashing = read_dates(request.occurrences.filter(has_clash=True).select_related("room"))
    states = check_dates(request, clashing, limit=0) if clashing else []
    taken = [state.date for state in states if not state.is_free]
    if taken:
        names = "; ".join(span(one.start, one.end) for one in taken)
        raise Refused(_("Tanggal berikut masih bentrok: %s. Atur atau lewatkan dahulu.") % names)


def first_date(request: ServiceRequest) -> tuple[Resource | None, datetime, datetime] | None:
    """Room and time of the first date that is held, or None for an event that is held once."""
    one = request.occurrences.filter(is_skipped=False).order_by("start").first()
    return (one.room or request.room, one.start, one.end) if one is not None else None


def last_end(request: ServiceRequest) -> datetime | None:
    """When the last date of a series is over; of an event held once its own end."""
    last = request.occurrences.filter(is_skipped=False).order_by("end").last()
    return last.end if last is not None else request.agreed_end


def room_had(request: ServiceRequest, start: datetime) -> Resource | None:
    """The room that the request has for its event at that time, whichever it asked for."""
    found = (
        one.resource
        for one in reservations_of(request.ref)
        if one.resource.kind == Kind.ROOM and one.span.start == start
    )
    return next(found, None)


def wish_for(
    request: ServiceRequest, room: Resource | None, start: datetime, end: datetime
) -> None:
    """Let a locked request want this room and time; of a series all dates move together.

    The caller saves it.
    """
    dates = read_dates(request.occurrences.select_related("room"))
    request.room = room
    request.any_room = request.any_room and room is None
    if dates:
        rewrite(request, moved_together(dates, start, end), end - start)
    else:
        request.start, request.end = start, end


def apply_settling(work: Work, request: ServiceRequest, values: Mapping[str, Any]) -> Applied:
    """The move ``SETTLE``: open offers end with it, so that the office is at work again."""
    number: int = values["date"]
    room, start, end = values["room"], values["start"], values["end"]
    settle_date(request, number, work.actor, room=room, start=start, end=end, skip=values["skip"])
    data = {**values, "room": room.ref if room else ""}
    return Applied(data=data, asks=False if work.task.asked_since else None, begins=True)


def fitting(moves: tuple[Move, ...], work: Work) -> tuple[Move, ...]:
    """The moves without those for a series where the event is held once."""
    if request_of(work.task.run).occurrences.exists():
        return moves
    return tuple(move for move in moves if move.key != SETTLE.key)
