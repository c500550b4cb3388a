"""Stands in until the allocation's own action is there: moves what an owner has as one."""

from datetime import datetime
from typing import Literal

from django.db import transaction

from jumpa.core.actor import Actor
from jumpa.scheduling.actions.reschedule import reschedule
from jumpa.scheduling.models import Allocation, Kind, Reservation, to_range
from jumpa.scheduling.rules import Span


@transaction.atomic
def move(
    allocation_ref: str, start: datetime, end: datetime, *, room: int | None = None, actor: Actor
) -> Allocation:
    """Give an allocation another time, and another room if one is named."""
    found = Allocation.objects.get(ref=allocation_ref)
    old = list(Reservation.objects.filter(allocation=found).select_related("resource"))
    wanted = [
        room if room is not None and one.resource.kind == Kind.ROOM else one.resource_id
        for one in old
    ]
    state: Literal["held", "confirmed"] = "confirmed" if found.state == "confirmed" else "held"
    made = reschedule(found.owner, wanted, start, end, label=found.label, actor=actor, state=state)
    for one in made:
        one.allocation = found
        one.save(update_fields=["allocation"])
    found.event = to_range(Span(start, end))
    found.save(update_fields=["event"])
    return found
