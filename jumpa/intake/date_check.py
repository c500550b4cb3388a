"""Which dates of a series can be had, date by date, and what would solve those that can't."""

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jumpa.intake.models import ServiceRequest
from jumpa.intake.needs import need_of
from jumpa.intake.series import SeriesDate
from jumpa.scheduling.need import Want
from jumpa.scheduling.queries import Alternative, Holding, alternatives_for, check_wants, managed

_MOST_HELPED = 6
"""Each clashing date asks for its alternatives by itself: of more than these, only the first."""


@dataclass(frozen=True)
class DateState:
    """One date: what is short for it, in sentences, who has it, and what else would do.

    Show ``holdings`` to the office only, for they name other requests.
    """

    date: SeriesDate
    lacks: tuple[str, ...] = ()
    holdings: tuple[Holding, ...] = ()
    alternatives: tuple[Alternative, ...] = ()

    @property
    def is_free(self) -> bool:
        """Whether all of the need can be had; so it is, too, for a date that is left out."""
        return not self.lacks


def check_dates(
    request: ServiceRequest, dates: Sequence[SeriesDate], *, limit: int = 3
) -> list[DateState]:
    """Each date with what is short; what the request has already counts as free.

    Dates of one series see each other: of two that stand in each other's way the later is short.
    """
    there = managed()
    wants = {
        index: Want(date.event, need_of(request, there, room=date.room))
        for index, date in enumerate(dates)
        if not date.is_skipped
    }
    asked = {index: want for index, want in wants.items() if not want.need.is_empty}
    check = check_wants(list(asked.values()), exclude_owner=request.ref)
    states = [DateState(date) for date in dates]
    helped = 0
    for place, (index, want) in enumerate(asked.items()):
        if check.is_free_at(place):
            continue
        lacks = check.lacks(place)
        sentences = tuple(dict.fromkeys(lack.sentence for lack in lacks))
        holdings = tuple(dict.fromkeys(one for lack in lacks for one in lack.holdings))
        found: tuple[Alternative, ...] = ()
        if limit and helped < _MOST_HELPED:
            helped += 1
            found = tuple(alternatives_for(want, exclude_owner=request.ref, limit=limit))
        states[index] = DateState(dates[index], sentences, holdings, found)
    return states


def as_typed(request: ServiceRequest, values: Mapping[str, Any]) -> ServiceRequest:
    """The request as a form says it, in memory only."""
    typed = copy.copy(request)
    for name, value in values.items():
        setattr(typed, name, value)
    return typed
