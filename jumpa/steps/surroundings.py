"""What else happens around the wanted time and place."""

from dataclasses import dataclass

from jumpa.intake.models import ServiceRequest
from jumpa.intake.needs import sought_of, wants_of
from jumpa.scheduling.queries import Alternative, Holding, answer_to, managed, room_availability
from jumpa.steps.series import date_states


@dataclass(frozen=True)
class Surroundings:
    """Other events of that time and place, what is short, and what else is free."""

    clashes: tuple[Holding, ...] = ()
    elsewhere: tuple[Holding, ...] = ()
    lacks: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


def surroundings(request: ServiceRequest) -> Surroundings:
    """What the check has to look at around the wanted time."""
    if request.start is None or request.end is None:
        return Surroundings()
    dates = date_states(request)
    if dates:
        return Surroundings(tuple(one for date in dates for one in date.holdings))
    elsewhere = tuple(
        holding
        for availability in room_availability(request.start, request.end, exclude_owner=request.ref)
        for holding in availability.holdings
        if availability.room.pk != request.room_id
    )
    there = managed()
    wants = wants_of(request, there)
    if not wants:
        return Surroundings(elsewhere=elsewhere)
    answer = answer_to(wants[0], sought=sought_of(request, there), exclude_owner=request.ref)
    clashes = tuple(answer.holdings)
    others = tuple(one for one in elsewhere if one not in clashes)
    return Surroundings(clashes, others, tuple(answer.sentences), answer.alternatives)
