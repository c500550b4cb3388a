"""Holding what a request wants: all of it, or where a clash is accepted what is free."""

from collections.abc import Sequence

from django.db import transaction

from jumpa.core.actor import Actor
from jumpa.core.errors import Conflict
from jumpa.intake.date_check import check_dates
from jumpa.intake.models import ServiceRequest
from jumpa.intake.needs import wants_for, wants_of
from jumpa.intake.series import SeriesDate, dates_from, read_dates, write_occurrences
from jumpa.scheduling import actions as scheduling
from jumpa.scheduling.need import Want

_ATTEMPTS = 3


def plan_dates(request: ServiceRequest) -> None:
    """Make the occurrences of a locked request what its rule and its own changes say.

    Raises:
        RecurrenceError: the rule is none, or says too much.
    """
    dates: tuple[SeriesDate, ...] = ()
    if request.start is not None and request.end is not None:
        dates = dates_from(request.recurrence, request.date_changes, request.start, request.end)
    write_occurrences(request, dates)


def hold_wants(request: ServiceRequest, actor: Actor, *, accepts_clash: bool) -> None:
    """Hold all that a locked request wants, in place of what it has, and mark what clashes.

    Args:
        accepts_clash: of a series hold the dates that are free, of a single event nothing.

    Raises:
        Conflict: something is short and ``accepts_clash`` is False; nothing has changed.
    """
    request.has_clash = False
    try:
        # A savepoint: the refused attempt must not spoil the action around it.
        with transaction.atomic():
            _allocate(request, wants_of(request), actor)
    except Conflict:
        if not accepts_clash:
            raise
        request.has_clash = True
        _hold_what_is_free(request, actor)
    else:
        request.occurrences.update(has_clash=False)
    request.save(update_fields=["has_clash"])


def _hold_what_is_free(request: ServiceRequest, actor: Actor) -> None:
    """Hold the dates that are free; looked at without locks, so that another may come between."""
    occurrences = list(request.occurrences.select_related("room"))
    for attempt in range(_ATTEMPTS):
        states = check_dates(request, read_dates(occurrences), limit=0)
        free = [state.date for state in states if state.is_free]
        try:
            with transaction.atomic():
                _allocate(request, wants_for(request, free), actor)
        except Conflict:
            if attempt == _ATTEMPTS - 1:
                raise
            continue
        pairs = zip(occurrences, states, strict=True)
        taken = [one.pk for one, state in pairs if not state.is_free]
        request.occurrences.filter(pk__in=taken).update(has_clash=True)
        request.occurrences.exclude(pk__in=taken).update(has_clash=False)
        return


def _allocate(request: ServiceRequest, wants: Sequence[Want], actor: Actor) -> None:
    if wants:
        scheduling.allocate(request.ref, wants, label=label_of(request), actor=actor)
    else:
        scheduling.release(request.ref, actor=actor)


def label_of(request: ServiceRequest) -> str:
    """How the request's reservations are called in the office."""
    return f"{request.event_name} · {request.agency.name}"[:300]
