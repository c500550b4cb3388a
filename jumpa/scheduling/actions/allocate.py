from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Literal

from jumpa.core.actor import Actor
from jumpa.core.events import announce
from jumpa.scheduling import need as needs
from jumpa.scheduling.actions.allocating import (
    all_or_nothing,
    carry_out,
    check_wants,
    drawn_up,
    sketched,
)
from jumpa.scheduling.actions.letting_go import close_offers, give_up
from jumpa.scheduling.actions.locking import lock
from jumpa.scheduling.actions.trail import bookings, record
from jumpa.scheduling.actions.writing import Terms
from jumpa.scheduling.events import TimeHeld, TimeMoved
from jumpa.scheduling.models import Allocation, Reservation
from jumpa.scheduling.need import Want
from jumpa.scheduling.queries import allocations_of


def allocate(
    owner: str,
    wants: Sequence[Want],
    *,
    label: str,
    actor: Actor,
    state: Literal["held", "confirmed"] = "held",
    expires_at: datetime | None = None,
) -> list[Allocation]:
    """Exchange all that the owner has for these wants: all of each or nothing at all.

    Open offers are withdrawn, since the owner has another time now. Having had nothing before is
    no obstacle; having exactly this, in this state, changes nothing.

    Args:
        owner: opaque uid of what it is kept for, at most 40 characters.
        wants: needs with their times; several for a series.
        expires_at: when a hold ends by itself; None for never.

    Raises:
        Conflict: something is short; says what, who holds it, and what else is free. The owner
            keeps what it had.
        Refused: an impossible time, or something that is out of use.
    """
    check_wants(wants)
    until = expires_at if state == "held" else None
    sketch = sketched(wants)
    with all_or_nothing(owner, actor):
        if lock(owner, [want.need for want in wants]).is_nothing:
            terms = Terms(label, state, until)
            return exchange(owner, wants, (), terms, actor=actor, sketch=sketch)
        standing = allocations_of(owner)
        close_offers(owner, "withdraw", actor)
        if _is_this(standing, wants, state):
            limit(standing, until)
            return standing
        before = give_up(owner, actor)
        return exchange(owner, wants, before, Terms(label, state, until), actor=actor)


def exchange(
    owner: str,
    wants: Sequence[Want],
    before: Sequence[Reservation],
    terms: Terms,
    *,
    actor: Actor,
    verb: str = "",
    prefer: Collection[int] | None = None,
    sketch: Collection[int] = (),
) -> list[Allocation]:
    """Plan and write, once ``before`` has been given up; records and announces the change.

    Args:
        prefer: resources to take before others that would do as well; those of ``before`` if None.
        sketch: what ``sketched`` found before the locks.
    """
    preferred = [one.resource_id for one in before] if prefer is None else prefer
    _, drawn = drawn_up(wants, sketch=sketch, prefer=preferred)
    made = carry_out(owner, wants, drawn, terms)
    reservations = made.reservations
    record(actor, verb or ("reschedule" if before else "hold"), reservations)
    if before:
        announce(TimeMoved(owner, bookings(before), bookings(reservations)))
    elif reservations:
        announce(TimeHeld(owner, bookings(reservations)))
    return made.allocations


def limit(standing: Sequence[Allocation], until: datetime | None) -> None:
    """A hold that was limited meanwhile gets the limit asked for now."""
    keys = [one.pk for one in standing]
    held = Reservation.objects.filter(allocation__in=keys, state=Reservation.State.HELD)
    held.update(expires_at=until)


def _is_this(standing: Sequence[Allocation], wants: Sequence[Want], state: str) -> bool:
    has = sorted(standing, key=lambda one: one.span)
    asked = sorted(wants, key=lambda want: want.event)
    return [(one.span, one.need, one.state) for one in has] == [
        (want.event, needs.to_json(want.need), state) for want in asked
    ]
