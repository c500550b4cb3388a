"""What else happens around the wanted time and place."""

from dataclasses import dataclass
from typing import Any

from jumpa.intake.models import ServiceRequest
from jumpa.scheduling.queries import Holding, alternatives, holdings, room_availability
from jumpa.steps.series import date_states


@dataclass(frozen=True)
class Surroundings:
    """Other events of that time and place, and what else is free."""

    clashes: tuple[Holding, ...]
    elsewhere: tuple[Holding, ...]
    alternatives: tuple[Any, ...]


def surroundings(request: ServiceRequest) -> Surroundings:
    """What the check has to look at around the wanted time."""
    if request.start is None or request.end is None:
        return Surroundings((), (), ())
    dates = date_states(request)
    if dates:
        return Surroundings(tuple(one for date in dates for one in date.holdings), (), ())
    clashes: list[Holding] = []
    found: list[Any] = []
    if request.room is not None:
        clashes = list(holdings(request.room, request.start, request.end, request.ref))
        found = alternatives(
            request.room,
            request.start,
            request.end,
            exclude_owner=request.ref,
            people=request.people_in_room,
        )
    elsewhere = [
        holding
        for availability in room_availability(request.start, request.end, exclude_owner=request.ref)
        for holding in availability.holdings
        if availability.room.pk != request.room_id
    ]
    return Surroundings(tuple(clashes), tuple(elsewhere), tuple(found))
