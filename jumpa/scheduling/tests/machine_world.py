"""A small office for the state machine, and what must hold in it whatever was done."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Any

from django.utils import timezone

from jumpa.scheduling import need as needs
from jumpa.scheduling.models import (
    Allocation,
    Closure,
    Kind,
    Offer,
    Pool,
    Reservation,
    Resource,
    Shift,
    Waiting,
)
from jumpa.scheduling.need import Need, UnitNeed
from jumpa.scheduling.tests.makers import make_pool, make_room, make_unit

STATE = ("pk", "resource_id", "allocation_id", "during", "event", "state", "expires_at")


@dataclass
class World:
    """Two rooms, three microphones, two sorts of host accounts, two operators, one uplink."""

    rooms: list[Resource] = field(default_factory=list)
    pools: dict[str, Pool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        phases = {"setup_minutes": 30, "teardown_minutes": 30}
        self.rooms = [
            make_room(capacity=20, building="Balai"),
            make_room(capacity=60, building="Balai", **phases),
        ]
        self.pools = {
            "mics": self._pool(3, key="mic", teardown_minutes=30),
            "small": self._pool(2, Kind.HOST_ACCOUNT, seats=100),
            "large": self._pool(1, Kind.HOST_ACCOUNT, seats=500),
            "uplink": self._pool(2, Kind.UPLINK, site="Balai"),
            "operators": self._pool(2, Kind.OPERATOR),
        }
        office = {"start": time(7), "end": time(16)}
        Shift.objects.bulk_create(
            Shift(resource=self.units("operators")[0], weekday=day, **office) for day in range(7)
        )

    def _pool(self, count: int, kind: str = Kind.EQUIPMENT, **changes: Any) -> Pool:
        pool = make_pool(kind, **changes)
        for _ in range(count):
            make_unit(pool)
        return pool

    def units(self, pool: str) -> list[Resource]:
        """The units of a pool, in their order."""
        return list(Resource.objects.filter(pool=self.pools[pool]).order_by("order"))

    @property
    def everything(self) -> list[Resource]:
        """All that can be booked."""
        return [*self.rooms, *(unit for name in self.pools for unit in self.units(name))]


def snapshot() -> list[Any]:
    """All that an action may change."""
    return [
        *Reservation.objects.order_by("pk").values_list(*STATE),
        *Allocation.objects.order_by("pk").values_list("pk", "state", "need"),
        *Offer.objects.order_by("pk").values_list("pk", "state"),
        *Waiting.objects.order_by("pk").values_list("pk", "state", "offer_id"),
        *Closure.objects.order_by("pk").values_list("pk", "lifted_at"),
    ]


def check_no_overlap(found: list[Reservation]) -> None:
    """No moment of a resource belongs to two reservations, expired ones included."""
    by_resource: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for one in found:
        by_resource[one.resource_id].append((one.busy.start, one.busy.end))
    for spans in by_resource.values():
        spans.sort()
        for before, after in pairwise(spans):
            assert before[1] <= after[0]


def peak_of(pool: Pool, found: list[Reservation], start: datetime, end: datetime) -> int:
    """The most units of a pool taken at one moment, counted at each start: plain and slow."""
    spans = [one.busy for one in found if one.resource.pool_id == pool.pk]
    moments = [start, *(span.start for span in spans if start <= span.start < end)]
    return max(sum(span.start <= at < span.end for span in spans) for at in moments)


def check_peaks(found: list[Reservation]) -> None:
    """No pool gives more than it has."""
    for pool in Pool.objects.prefetch_related("resources"):
        spans = [one.busy for one in found if one.resource.pool_id == pool.pk]
        if spans:
            ends = min(span.start for span in spans), max(span.end for span in spans)
            assert peak_of(pool, found, *ends) <= len(pool.resources.all())


def check_whole(found: list[Reservation]) -> None:
    """Each allocation has all of its need, in one state and to one end; a released one nothing."""
    having: dict[int, list[Reservation]] = defaultdict(list)
    for one in found:
        assert (one.allocation_id is None) == one.is_offer
        if one.allocation_id is not None:
            having[one.allocation_id].append(one)
    for allocation in Allocation.objects.all():
        own = having.get(allocation.pk, [])
        if allocation.state == Allocation.State.RELEASED:
            assert own == []
            continue
        assert {one.state for one in own} <= {allocation.state}
        assert len({one.expires_at for one in own}) <= 1
        assert {(one.owner, one.span) for one in own} <= {(allocation.owner, allocation.span)}
        check_need(needs.from_json(allocation.need), allocation, own)


def check_need(need: Need, allocation: Allocation, own: list[Reservation]) -> None:
    """The reservations are what the need says, each with its phases around the event."""
    left = list(own)
    for pk in need.more_rooms:
        left.remove(next(one for one in left if one.resource_id == pk))
    if need.room is not None:
        room = next(one for one in left if one.resource.kind == Kind.ROOM)
        assert need.room.room in (None, room.resource_id)
        assert need.room.people is None or room.resource.capacity >= need.room.people
        left.remove(room)
    for unit in need.units:
        for one in _serving(unit, left):
            left.remove(one)
    if need.operators is not None:
        chosen = [one for one in left if one.resource.kind == Kind.OPERATOR]
        assert len(chosen) == need.operators.count
        assert {*need.operators.operators} <= {one.resource_id for one in chosen}
        left = [one for one in left if one not in chosen]
    assert left == []
    for one in own:
        phases = one.resource.pool or one.resource
        facts = phases.setup_minutes, phases.test_minutes, phases.teardown_minutes
        busy = need.busy(one.span, *facts)
        assert one.busy.end == busy.end
        # Set-up that was past when it was reserved is left out.
        clipped = max(busy.start, min(one.span.start, allocation.created_at))
        assert clipped <= one.busy.start <= max(busy.start, min(one.span.start, timezone.now()))


def _serving(need: UnitNeed, left: list[Reservation]) -> list[Reservation]:
    if need.units:
        found = [one for one in left if one.resource_id in need.units]
        assert {one.resource_id for one in found} == {*need.units}
        return found
    fits = [
        one
        for one in left
        if one.resource.kind == need.kind
        and not one.is_pinned
        and one.resource.pool is not None
        and (not need.key or one.resource.pool.key == need.key)
        and (not need.seats or (one.resource.pool.seats or 0) >= need.seats)
    ]
    found = fits[: need.count]
    assert len(found) == need.count
    assert len({one.resource.pool_id for one in found}) <= 1
    return found


def fixed(now: datetime) -> dict[int, int]:
    """What nobody may move: reservation → resource of all that is pinned or has begun."""
    found = Reservation.objects.living(now)
    pinned = found.filter(is_pinned=True) | found.filter(during__startswith__lte=now)
    return dict(pinned.values_list("pk", "resource_id"))


def check_fixed(before: dict[int, int]) -> None:
    """It stands where it stood, or is gone."""
    now = dict(Reservation.objects.filter(pk__in=before).values_list("pk", "resource_id"))
    assert all(before[pk] == resource for pk, resource in now.items())


def check_all() -> None:
    """What must hold after each step."""
    found = list(Reservation.objects.select_related("resource__pool"))
    check_no_overlap(found)
    check_peaks([one for one in found if not one.expires_at or one.expires_at > timezone.now()])
    check_whole(found)


def soon(now: datetime, lasts: timedelta | None) -> datetime | None:
    """Until when something is held."""
    return now + lasts if lasts is not None else None
