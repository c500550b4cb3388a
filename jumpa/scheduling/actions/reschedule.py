from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from jumpa.core.actor import Actor
from jumpa.scheduling.actions.allocate import allocate
from jumpa.scheduling.actions.hold import primary_keys
from jumpa.scheduling.models import Reservation, Resource
from jumpa.scheduling.need import Want
from jumpa.scheduling.queries import need_of_resources, reservations_of
from jumpa.scheduling.rules import Span


def reschedule(
    owner: str,
    resources: Sequence[Resource | int],
    start: datetime,
    end: datetime,
    *,
    label: str,
    actor: Actor,
    state: Literal["held", "confirmed"] = "held",
    expires_at: datetime | None = None,
) -> list[Reservation]:
    """Exchange all that the owner has for these very resources at this time: see ``allocate``."""
    want = Want(Span(start, end), need_of_resources(primary_keys(resources)))
    allocate(owner, [want], label=label, actor=actor, state=state, expires_at=expires_at)
    return reservations_of(owner)
