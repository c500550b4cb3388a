"""A picture for planning, read in a few plain queries whose cost does not grow with the table."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from jumpa.scheduling import rules
from jumpa.scheduling.models import Kind, Pool, Resource
from jumpa.scheduling.need import Need, UnitNeed, Want
from jumpa.scheduling.planning import Busy, OperatorFacts, Picture, PoolFacts, RoomFacts

_LONGEST = int(rules.LONGEST_RESERVATION.total_seconds())
LOAD_SPAN = timedelta(days=3)
"""Operators are compared by what they have so long before and after."""

_RESERVED = """
    SELECT DISTINCT r.id, r.resource_id,
        extract(epoch FROM lower(r.during))::bigint, extract(epoch FROM upper(r.during))::bigint,
        r.is_pinned, false, coalesce(r.expires_at <= to_timestamp(%(now)s), false)
    FROM unnest(%(starts)s::bigint[], %(ends)s::bigint[]) AS w(s, e)
    JOIN scheduling_reservation r ON r.resource_id = ANY(%(resources)s)
        AND lower(r.during) < to_timestamp(w.e)
        AND lower(r.during) > to_timestamp(w.s - %(longest)s)
        AND upper(r.during) > to_timestamp(w.s)
    WHERE (r.owner <> %(owner)s OR r.expires_at <= to_timestamp(%(now)s))
        AND (r.allocation_id IS NULL OR r.allocation_id <> ALL(%(allocations)s::bigint[]))
        AND NOT (r.is_offer AND r.owner = ANY(%(offers_to)s))
"""
_CLOSED = """
    SELECT NULL::bigint, c.resource_id,
        extract(epoch FROM lower(c.during))::bigint, extract(epoch FROM upper(c.during))::bigint,
        false, true, false
    FROM unnest(%(starts)s::bigint[], %(ends)s::bigint[]) AS w(s, e)
    JOIN scheduling_closure c ON c.resource_id = ANY(%(resources)s) AND c.lifted_at IS NULL
        AND c.during && tstzrange(to_timestamp(w.s), to_timestamp(w.e))
"""
_LOADS = """
    SELECT resource_id,
        sum(extract(epoch FROM upper(during)) - extract(epoch FROM lower(during)))::bigint
    FROM scheduling_reservation
    WHERE resource_id = ANY(%(resources)s)
        AND lower(during) BETWEEN to_timestamp(%(start)s) AND to_timestamp(%(end)s)
        AND (expires_at IS NULL OR expires_at > to_timestamp(%(now)s))
    GROUP BY resource_id
"""
_POOLS = """
    SELECT p.id, p.kind, p.name, p.setup_minutes, p.test_minutes, p.teardown_minutes,
        p.key, p.provider, p.seats, p.mode, p.site,
        ARRAY(SELECT r.id FROM scheduling_resource r WHERE r.pool_id = p.id AND r.is_active
            AND r.condition = 'good' ORDER BY r."order", r.id)
    FROM scheduling_pool p WHERE p.is_active AND p.id = ANY(%s) ORDER BY p.id
"""
_OPERATORS = """
    SELECT r.id, r.name, s.weekday,
        extract(epoch FROM s.start)::int / 60, extract(epoch FROM s."end")::int / 60
    FROM scheduling_resource r LEFT JOIN scheduling_shift s ON s.resource_id = r.id
    WHERE r.id = ANY(%s) ORDER BY r."order", r.id
"""


def seconds(moment: datetime) -> int:
    """Whole epoch seconds."""
    return int(moment.timestamp())


def wanted_pools(needs: Iterable[Need]) -> Q:
    """The pools that could serve the needs."""
    found = Q(pk__in=[])
    for need in needs:
        if need.operators is not None:
            found |= Q(kind=Kind.OPERATOR)
        for unit in need.units:
            found |= _serving(unit)
    return found


def _serving(need: UnitNeed) -> Q:
    if need.units:
        return Q(resources__in=need.units)
    found = Q(kind=need.kind)
    if need.pool is not None:
        found &= Q(pk=need.pool)
    if need.key:
        found &= Q(key=need.key)
    if need.provider:
        found &= Q(provider=need.provider)
    return found


def wanted_rooms(needs: Iterable[Need]) -> Q:
    """The rooms that could serve the needs: those chosen by hand, or all that are in use."""
    needs = list(needs)
    rooms = [need.room for need in needs if need.room is not None]
    chosen = [one.room for one in rooms if one.room is not None]
    found = Q(pk__in=[*chosen, *(pk for need in needs for pk in need.more_rooms)])
    if any(one.room is None for one in rooms):
        found |= Q(kind=Kind.ROOM, is_active=True)
    return found


def load_picture(
    wants: Sequence[Want],
    *,
    exclude_owner: str = "",
    exclude_allocations: Collection[int] = (),
    exclude_offers_to: Collection[str] = (),
) -> Picture:
    """What could serve the wants, and what it is busy with at their times.

    Args:
        exclude_owner, exclude_allocations, exclude_offers_to: what these have, or what is kept for
            offers to these, counts as free.
    """
    needs = [want.need for want in wants]
    now = seconds(timezone.now())
    source = DatabaseSource(now, exclude_owner, exclude_allocations, exclude_offers_to)
    picture = blank_picture(source)
    picture.rooms = {room.pk: room for room in _rooms(wanted_rooms(needs))}
    picture.pools = {pool.pk: pool for pool in _pools(wanted_pools(needs))}
    picture.operators = {one.pk: one for one in _operators(picture.pools.values())}
    resources = [*picture.rooms, *(u for pool in picture.pools.values() for u in pool.units)]
    for busy in source.busy(resources, [window_of(want, picture) for want in wants]):
        picture.add(busy)
    return picture


def blank_picture(source: "DatabaseSource") -> Picture:
    """A picture of nothing yet, at this moment and by the office's settings."""
    offset = timezone.localtime().utcoffset() or timedelta(0)
    rest = int(rest_of_operators().total_seconds())
    return Picture(source.now, source, rest=rest, zone_offset=int(offset.total_seconds()))


def rest_of_operators() -> timedelta:
    """The pause that an operator has between two events."""
    return timedelta(minutes=settings.OPERATOR_REST_MINUTES)


def window_of(want: Want, picture: Picture) -> tuple[int, int]:
    """The time that a want can touch, with the widest phases of what could serve it."""
    phases = [room.phases for room in picture.rooms.values()]
    phases += [pool.phases for pool in picture.pools.values()]
    spans = [want.need.busy(want.event, *one) for one in phases] or [want.event]
    rest = picture.rest if want.need.operators is not None else 0
    start = min(seconds(span.start) for span in spans)
    return start - rest, max(seconds(span.end) for span in spans) + rest


def _rooms(wanted: Q) -> list[RoomFacts]:
    found = Resource.objects.filter(wanted).order_by("order", "name")
    return [
        RoomFacts(
            room.pk,
            room.name,
            room.capacity,
            tuple(room.layouts),
            room.has_connection,
            room.building,
            (room.setup_minutes, room.test_minutes, room.teardown_minutes),
            room.is_bookable,
            room.order,
        )
        for room in found
    ]


def _pools(wanted: Q) -> list[PoolFacts]:
    keys = list(Pool.objects.filter(wanted).order_by("pk").distinct().values_list("pk", flat=True))
    if not keys:
        return []
    return [
        PoolFacts(pk, kind, name, tuple(units), (setup, test, teardown), *facts)
        for pk, kind, name, setup, test, teardown, *facts, units in fetch(_POOLS, [keys])
    ]


def _operators(pools: Iterable[PoolFacts]) -> list[OperatorFacts]:
    keys = [unit for pool in pools if pool.kind == Kind.OPERATOR for unit in pool.units]
    if not keys:
        return []
    found: dict[int, tuple[str, list[tuple[int, int, int]]]] = {}
    for pk, name, weekday, start, end in fetch(_OPERATORS, [keys]):
        shifts = found.setdefault(pk, (name, []))[1]
        if weekday is not None:
            shifts.append((weekday, start, end))
    return [OperatorFacts(pk, name, tuple(shifts)) for pk, (name, shifts) in found.items()]


class DatabaseSource:
    """What planning asks for only when it must."""

    def __init__(
        self,
        now: int,
        exclude_owner: str,
        exclude_allocations: Collection[int] = (),
        exclude_offers_to: Collection[str] = (),
    ) -> None:
        self.now, self._owner = now, exclude_owner
        self._allocations = list(exclude_allocations)
        self._offers_to = list(exclude_offers_to)
        self.expired: dict[int, Busy] = {}

    def busy(self, resources: Sequence[int], windows: Sequence[tuple[int, int]]) -> list[Busy]:
        """Reservations and closures that overlap one of the windows; one query."""
        if not resources or not windows:
            return []
        facts = {
            "starts": [start for start, _ in windows],
            "ends": [end for _, end in windows],
            "resources": list(resources),
            "longest": _LONGEST,
            "now": self.now,
            "owner": self._owner,
            "allocations": self._allocations,
            "offers_to": self._offers_to,
        }
        found = []
        for key, resource, *rest, is_expired in fetch(f"{_RESERVED} UNION ALL {_CLOSED}", facts):
            start, end, is_pinned, is_closure = rest
            one = Busy(resource, start, end, key, is_pinned, is_closure)
            if is_expired:
                self.expired[key] = one
            else:
                found.append(one)
        return found

    def around(self, units: Collection[int], start: int, end: int) -> list[Busy]:
        """All in the connected stretch: looked at further out until nothing reaches outside."""
        while True:
            found = self.busy(list(units), [(start, end)])
            first = min([start, *(one.start for one in found if not one.is_closure)])
            last = max([end, *(one.end for one in found if not one.is_closure)])
            if (first, last) == (start, end):
                return found
            start, end = first, last

    def loads(self, operators: Collection[int], at: int) -> Mapping[int, int]:
        """Seconds reserved in the days before and after."""
        around = int(LOAD_SPAN.total_seconds())
        facts = {
            "resources": list(operators),
            "start": at - around,
            "end": at + around,
            "now": self.now,
        }
        return dict(fetch(_LOADS, facts))


def fetch(sql: str, facts: Any) -> list[tuple[Any, ...]]:
    """All rows of a query in plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return list(cursor.fetchall())
