"""What else happens around the wanted time and place."""

from dataclasses import dataclass

from jumpa.intake.models import ServiceRequest
from jumpa.intake.needs import sought_of, wants_of
from jumpa.scheduling.queries import (
    Alternative,
    Holding,
    answer_to,
    holdings,
    managed,
    room_availability,
)
from jumpa.steps.series import date_states


@dataclass(frozen=True)
class Surroundings:
    """Other events of that time and place, what is short, and what else is free."""

    clashes: tuple[Holding, ...]
    elsewhere: tuple[Holding, ...]
    alternatives: tuple[Alternative, ...]


def surroundings(request: ServiceRequest) -> Surroundings:
    """What the check has to look at around the wanted time."""
    if request.start is None or request.end is None:
        return Surroundings((), (), ())
    dates = date_states(request)
    if dates:
        return Surroundings(tuple(one for date in dates for one in date.holdings), (), ())
    clashes: list[Holding] = []
    if request.room is not None:
        clashes = list(holdings(request.room, request.start, request.end, request.ref))
    elsewhere = [
        holding
        for availability in room_availability(request.start, request.end, exclude_owner=request.ref)
        for holding in availability.holdings
        if availability.room.pk != request.room_id
    ]
    return Surroundings(tuple(clashes), tuple(elsewhere), _alternatives(request))


def _alternatives(request: ServiceRequest) -> tuple[Alternative, ...]:
    """What else would do, where something is short of all that the request needs."""
    there = managed()
    wants = wants_of(request, there)
    if not wants:
        return ()
    sought = sought_of(request, there)
    return answer_to(wants[0], sought=sought, exclude_owner=request.ref).alternatives
