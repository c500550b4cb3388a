"""Freeing a unit that is taken out of its pool: others of the pool take over, where they can."""

from collections.abc import Collection
from datetime import timedelta

from django.utils import timezone

from jumpa.scheduling.actions.allocating import make_room
from jumpa.scheduling.models import Kind, Resource
from jumpa.scheduling.packing import Block, place
from jumpa.scheduling.planning import Busy, Plan
from jumpa.scheduling.queries.picture import DatabaseSource, seconds
from jumpa.scheduling.rules import Span

_AHEAD = timedelta(days=365 * 20)


def vacate(unit: Resource, span: Span | None = None, *, without: Collection[int] = ()) -> None:
    """Move what stands on the unit in ``span`` (None: from now on) to others of its pool.

    What has begun, was chosen by hand or fits nowhere else stays, and so does all of a room or an
    operator: those are not each other's equals. The pool must be locked.

    Args:
        without: units, by primary key, that are taken out too.
    """
    if unit.pool_id is None or unit.kind == Kind.OPERATOR:
        return
    now = timezone.now()
    span = span or Span(now, now + _AHEAD)
    others = Resource.objects.active().filter(pool=unit.pool_id, pool__is_active=True)
    units = list(
        others.exclude(pk__in={unit.pk, *without})
        .order_by("order", "pk")
        .values_list("pk", flat=True)
    )
    source = DatabaseSource(seconds(now), "")
    standing = source.busy([unit.pk], [(seconds(span.start), seconds(span.end))])
    for busy in sorted(standing, key=lambda one: one.start):
        if _may_move(busy, seconds(now)):
            _pass_on(busy, units, source, seconds(now))


def _may_move(busy: Busy, now: int) -> bool:
    return busy.key is not None and not busy.is_pinned and busy.start > now


def _pass_on(busy: Busy, units: list[int], source: DatabaseSource, now: int) -> None:
    around = source.around(units, busy.start, busy.end) if units else []
    blocks = [
        Block(one.start, one.end, one.resource, not _may_move(one, now), one.key) for one in around
    ]
    found = place(units, blocks, busy.start, busy.end, 1)
    if found is not None and busy.key is not None:
        moves = {**found.moves, busy.key: found.chosen[0]}
        gone = [key for key, one in source.expired.items() if one.resource in moves.values()]
        make_room(Plan(moves=moves, expired=gone))
