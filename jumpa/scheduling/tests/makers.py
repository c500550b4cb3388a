"""Rooms and holds for tests; the lead's tests use them too."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from jumpa.core.actor import Actor
from jumpa.scheduling import actions
from jumpa.scheduling.models import (
    Allocation,
    Closure,
    Kind,
    Offer,
    Pool,
    Reservation,
    Resource,
    to_range,
)
from jumpa.scheduling.need import Need, UnitNeed, Want
from jumpa.scheduling.rules import Span

WIB = ZoneInfo("Asia/Pontianak")
NOW = datetime(2026, 11, 24, 9, tzinfo=WIB)
SUBKOR = Actor(6, "refsubkor", "Siti Aminah, S.T.", "subkor_ile", "Subkor ILE")
REQUESTER = Actor(1, "refopd", "Rina Marlina, S.Pd.", "opd", "OPD/Pengguna")
KEEPER = Actor(9, "refadmin", "Teguh Santoso, S.Kom.", "administrator", "Administrator")

_numbers = count(1)


def at(hour: int, minute: int = 0, *, day: int = 1) -> datetime:
    """A moment in WIB on the ``day``-th of December 2026; the first is a Tuesday."""
    return datetime(2026, 12, day, hour, minute, tzinfo=WIB)


def make_room(**changes: Any) -> Resource:
    """An active, connected room for forty, without set-up and teardown."""
    number = next(_numbers)
    facts = {"kind": Kind.ROOM, "name": f"Ruang {number}", "capacity": 40, "order": number}
    return Resource.objects.create(**{**facts, **changes})


def make_pool(kind: str = Kind.EQUIPMENT, **changes: Any) -> Pool:
    """An active pool without phases and units."""
    number = next(_numbers)
    return Pool.objects.create(**{"kind": kind, "name": f"Kelompok {number}", **changes})


def make_unit(pool: Pool, **changes: Any) -> Resource:
    """A unit of the pool, ready to be booked."""
    number = next(_numbers)
    facts = {"pool": pool, "kind": pool.kind, "name": f"Satuan {number}", "order": number}
    return Resource.objects.create(**{**facts, **changes})


def make_hold(owner: str = "a", room: Resource | None = None, **changes: Any) -> Reservation:
    """A hold from 09.00 to 11.00 on 1 December 2026, through the action."""
    facts: dict[str, Any] = {
        "start": at(9),
        "end": at(11),
        "label": "Rapat koordinasi",
        "actor": SUBKOR,
    }
    facts.update(changes)
    (made,) = actions.hold(owner, [room or make_room()], **facts)
    return made


def make_offers(
    owner: str = "a", *choices: tuple[Resource, datetime, datetime], **changes: Any
) -> list[Offer]:
    """Offers of the given (room, start, end) that stand until the evening of 25 November 2026."""
    facts: dict[str, Any] = {
        "message": "Ruang utama terpakai pada jam itu.",
        "expires_at": NOW + timedelta(hours=36),
        "label": "Rapat koordinasi",
        "actor": SUBKOR,
    }
    facts.update(changes)
    return actions.make_offers(owner, [actions.Choice(*choice) for choice in choices], **facts)


def expired(reservation: Reservation) -> Reservation:
    """The same hold, whose time ran out a minute ago and which no job has swept."""
    Reservation.objects.filter(pk=reservation.pk).update(
        expires_at=timezone.now() - timedelta(minutes=1)
    )
    reservation.refresh_from_db()
    return reservation


def make_units(count: int = 3, kind: str = Kind.EQUIPMENT, **changes: Any) -> Pool:
    """A pool of so many equal units, named after it."""
    pool = make_pool(kind, **changes)
    for number in range(1, count + 1):
        make_unit(pool, name=f"{pool.name} {number}")
    return pool


def make_closure(resource: Resource, **changes: Any) -> Closure:
    """Closed for all of 1 December 2026."""
    facts = {"during": to_range(Span(at(0), at(0, day=2))), "reason": "maintenance"}
    return Closure.objects.create(**{"resource": resource, **facts, **changes})


def allocation_of(reservation: Reservation) -> Allocation:
    """What the reservation belongs to; an offer's belongs to none."""
    if reservation.allocation is None:
        raise LookupError(f"{reservation} belongs to no allocation.")
    return reservation.allocation


def make_want(start: datetime | None = None, end: datetime | None = None, **need: Any) -> Want:
    """A need of these parts from 09.00 to 11.00 on 1 December 2026."""
    return Want(Span(start or at(9), end or at(11)), Need(**need))


def some_of(pool: Pool, count: int = 1, *chosen: Resource) -> tuple[UnitNeed]:
    """So many units of the pool, or these."""
    return (UnitNeed(pool.kind, pool=pool.pk, count=count, units=tuple(one.pk for one in chosen)),)


def make_allocation(owner: str = "a", *wants: Want, **changes: Any) -> list[Allocation]:
    """All that the owner has from now on, through the action."""
    facts: dict[str, Any] = {"label": "Rapat koordinasi", "actor": SUBKOR}
    return actions.allocate(owner, wants, **{**facts, **changes})
