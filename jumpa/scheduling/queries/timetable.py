"""What happens with which resource, and when: the rows of the timetable."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, F, Func, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.scheduling import rules
from jumpa.scheduling.models import (
    Closure,
    Kind,
    Pool,
    Reservation,
    ReservationQuerySet,
    Resource,
    ResourceQuerySet,
    to_range,
)
from jumpa.scheduling.occupancy import peak_of, stretches
from jumpa.scheduling.period import Period
from jumpa.scheduling.rules import Span

ROWS_A_PAGE = 25


def _seconds(bound: str) -> Func:
    """A moment as epoch seconds: a page may have thousands, and dates are slow to read."""
    return Func(F(bound), template="extract(epoch FROM %(expressions)s)::bigint")


_FACTS = (
    _seconds("event__startswith"),
    _seconds("event__endswith"),
    _seconds("during__startswith"),
    _seconds("during__endswith"),
    "state",
    "is_offer",
    "label",
    "allocation__ref",
)
_TAKEN = """
    SELECT pool_id, extract(epoch FROM lower(taken))::bigint,
        extract(epoch FROM upper(taken))::bigint
    FROM (
        SELECT s.pool_id, unnest(range_agg(t.during)) AS taken
        FROM scheduling_resource s CROSS JOIN LATERAL (
            SELECT r.during FROM scheduling_reservation r WHERE r.resource_id = s.id
                AND lower(r.during) < %(end)s AND lower(r.during) > %(start)s - %(longest)s
                AND upper(r.during) > %(start)s
                AND (r.expires_at IS NULL OR r.expires_at > now())
            UNION ALL
            SELECT c.during FROM scheduling_closure c WHERE c.resource_id = s.id
                AND c.lifted_at IS NULL AND c.during && tstzrange(%(start)s, %(end)s)
        ) AS t
        WHERE s.pool_id = ANY(%(pools)s::bigint[]) AND s.is_active AND s.condition = 'good'
        GROUP BY s.pool_id, s.id
    ) AS units
"""
SINGLY = (Kind.ROOM, Kind.OPERATOR)
"""Kinds of which each resource has a row of its own; of all others each pool has one."""


@dataclass(frozen=True)
class Wanted:
    """What the timetable shows; empty filters leave nothing out.

    ``pool`` and ``resource`` are refs: the units of that pool, that one resource. ``page`` counts
    from 1. ``is_official``: sees names of events and of operators.
    """

    period: Period
    is_official: bool
    kind: str = ""
    building: str = ""
    pool: str = ""
    resource: str = ""
    page: int = 1


@dataclass(frozen=True)
class Slot:
    """A stretch of a row: an event, a closure, or how many units of a pool are taken.

    ``event`` is the event's own time, ``busy`` all that is reserved. ``state``: confirmed, held,
    offer, taken (no more is told), closed, partly or full. ``ref``: the allocation that can be
    opened, or empty.
    """

    event: Span
    busy: Span
    state: str
    title: str
    note: str = ""
    ref: str = ""
    is_movable: bool = False


@dataclass(frozen=True)
class Row:
    """One resource, or one pool (``is_pool``) with how many of its units are taken."""

    ref: str
    kind: str
    name: str
    detail: str
    is_pool: bool = False
    slots: Sequence[Slot] = field(default=())


@dataclass(frozen=True)
class Timetable:
    """The rows of one page, ``total`` over all pages."""

    wanted: Wanted
    span: Span
    rows: tuple[Row, ...]
    total: int


def timetable(wanted: Wanted) -> Timetable:
    """The timetable of one page of rows, in at most eight queries however many rows there are.

    The search is bounded at both ends by the resources of the page and by the period, so that it
    takes as long with years of reservations as with a month of them.
    """
    span = wanted.period.span(timezone.get_current_timezone())
    resources, pools = _resources(wanted), _pools(wanted)
    resource_count, pool_count = resources.count(), pools.count()
    first = (wanted.page - 1) * ROWS_A_PAGE
    shown = list(resources[first : first + ROWS_A_PAGE])
    skipped = max(0, first - resource_count)
    groups = list(pools[skipped : skipped + ROWS_A_PAGE - len(shown)])
    rows = (*_resource_rows(wanted, shown, span), *_pool_rows(wanted, groups, span))
    return Timetable(wanted, span, rows, resource_count + pool_count)


def _resources(wanted: Wanted) -> ResourceQuerySet:
    """What has a row of its own, in the office's order."""
    found = Resource.objects.select_related("pool").order_by("-kind", "order", "name")
    if not wanted.is_official:
        found = found.exclude(kind=Kind.OPERATOR)
    if wanted.resource:
        return found.filter(ref=wanted.resource)
    found = found.filter(is_active=True)
    if wanted.building:
        found = found.filter(building=wanted.building)
    if wanted.pool:
        return found.filter(pool__ref=wanted.pool)
    kinds = [kind for kind in SINGLY if wanted.kind in ("", kind)]
    return found.filter(kind__in=kinds) if kinds else found.none()


def _pools(wanted: Wanted) -> QuerySet[Pool]:
    """What is shown by how many of it are taken; ``units``: how many there are."""
    if wanted.pool or wanted.resource:
        return Pool.objects.none()
    usable = Q(resources__is_active=True, resources__condition=Resource.Condition.GOOD)
    found = (
        Pool.objects.filter(is_active=True)
        .exclude(kind__in=SINGLY)
        .annotate(units=Count("resources", filter=usable))
        .order_by("kind", "order", "name")
    )
    if wanted.building:
        found = found.filter(site=wanted.building)
    return found.filter(kind=wanted.kind) if wanted.kind else found


def _in_the_period(span: Span) -> ReservationQuerySet:
    return Reservation.objects.living().overlapping(span).order_by("during")


def _resource_rows(wanted: Wanted, resources: Sequence[Resource], span: Span) -> list[Row]:
    slots: dict[int, list[Slot]] = defaultdict(list)
    keys = [one.pk for one in resources]
    found = _in_the_period(span).filter(resource__in=keys).values_list("resource", *_FACTS)
    now = timezone.now()
    for resource, start, end, busy_start, busy_end, *facts in found:
        spans = _moments(start, end), _moments(busy_start, busy_end)
        slots[resource].append(_slot(*spans, *facts, wanted=wanted, now=now))
    for closure in _closures(span, keys):
        slots[closure.resource_id].append(_closed(closure, wanted))
    return [
        Row(
            one.ref,
            one.kind,
            one.name,
            _detail(one),
            slots=sorted(slots[one.pk], key=lambda slot: slot.busy),
        )
        for one in resources
    ]


def _slot(
    own: Span,
    busy: Span,
    state: str,
    is_offer: bool,
    label: str,
    ref: str | None,
    *,
    wanted: Wanted,
    now: datetime,
) -> Slot:
    """What one reservation is to whoever asks: the arguments are its ``_FACTS``."""
    if not wanted.is_official:
        return Slot(own, busy, "taken", _("Terpakai"))
    is_movable = ref is not None and own.start > now
    state = "offer" if is_offer else state
    return Slot(own, busy, state, label, ref=ref or "", is_movable=is_movable)


def _closures(span: Span, resources: Iterable[int]) -> Iterable[Closure]:
    return Closure.objects.standing().filter(resource__in=resources, during__overlap=to_range(span))


def _closed(closure: Closure, wanted: Wanted) -> Slot:
    if not wanted.is_official:
        return Slot(closure.span, closure.span, "closed", _("Tidak tersedia"))
    title = str(closure.get_reason_display())
    return Slot(closure.span, closure.span, "closed", title, note=closure.note)


def _detail(resource: Resource) -> str:
    """What tells a row from others: place and size of a room, number and state of a unit."""
    parts = [resource.building or resource.location] if resource.kind == Kind.ROOM else []
    if resource.kind == Kind.ROOM and resource.capacity:
        parts.append(_("%(count)s orang") % {"count": resource.capacity})
    if resource.pool is not None:
        parts += [resource.pool.name, resource.inventory_number]
    if not resource.is_active:
        parts.append(_("tidak aktif"))
    elif not resource.is_bookable:
        parts.append(str(resource.get_condition_display()).lower())
    return " · ".join(filter(None, parts))


def _pool_rows(wanted: Wanted, pools: Sequence[Pool], span: Span) -> list[Row]:
    taken = _taken_units(pools, span)
    return [
        Row(
            pool.ref,
            pool.kind,
            pool.name,
            pool.site,
            is_pool=True,
            slots=_occupancy(taken.get(pool.pk, ()), pool, wanted.period, span),
        )
        for pool in pools
    ]


def _taken_units(pools: Sequence[Pool], span: Span) -> Mapping[int, list[Span]]:
    """By pool, when its units are reserved or closed: a unit is never counted twice."""
    facts: dict[str, Any] = {
        "pools": [pool.pk for pool in pools],
        "start": span.start,
        "end": span.end,
        "longest": rules.LONGEST_RESERVATION,
    }
    taken: dict[int, list[Span]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN, facts)
        for pool, start, end in cursor.fetchall():
            taken[pool].append(_moments(start, end))
    return taken


def _moments(start: int, end: int) -> Span:
    return Span(datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(end, UTC))


def _occupancy(taken: Iterable[Span], pool: Pool, period: Period, span: Span) -> list[Slot]:
    """Each change in the course of a day; over more days the peak of each day."""
    units: int = getattr(pool, "units", 0)
    found = stretches(taken, span)
    if period.view == "hari":
        return [
            _count(one.span, one.count, units, _("%(taken)s dari %(units)s terpakai"))
            for one in found
        ]
    days = (span.start + timedelta(days=number) for number in range(len(period.days)))
    peaks = (peak_of(found, Span(day, day + timedelta(days=1))) for day in days)
    words = _("puncak %(taken)s dari %(units)s")
    return [_count(one.span, one.count, units, words) for one in peaks if one is not None]


def _count(span: Span, taken: int, units: int, words: str) -> Slot:
    state = "full" if taken >= units else "partly"
    return Slot(span, span, state, words % {"taken": taken, "units": units})
