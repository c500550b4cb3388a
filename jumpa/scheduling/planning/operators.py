"""Operators: on shift, not on leave, rested, the least loaded first; by hand with a reason."""

from collections import Counter

from jumpa.scheduling.need import OperatorNeed
from jumpa.scheduling.planning.drafting import Drafting
from jumpa.scheduling.planning.picture import OperatorFacts, Picture
from jumpa.scheduling.planning.shortage import Short, Shortage

DAY = 24 * 3600
LOAD_DAYS = 3
"""So many days before and after an event count for how loaded an operator is."""
_MONDAY = 4 * DAY
"""Epoch second 0 was a Thursday: so much later came the first Monday."""


def take_operators(draft: Drafting) -> None:
    """Claim as many operators as needed: those chosen by hand first."""
    need = draft.want.need.operators
    if need is None:
        return
    for pk in need.operators:
        _take_this(draft, need, pk)
    _take_others(draft, need)


def _during(draft: Drafting, pk: int) -> tuple[int, int]:
    pools = draft.picture.pools.values()
    phases = next((pool.phases for pool in pools if pk in pool.units), (0, 0, 0))
    return draft.reserved(phases)


def _take_this(draft: Drafting, need: OperatorNeed, pk: int) -> None:
    operator = draft.picture.operators.get(pk)
    during = start, end = _during(draft, pk)
    if operator is None:
        draft.lack(Shortage("operator", Short.IDLE, during, resources=(pk,)))
        return
    in_the_way = draft.picture.in_the_way(pk, start, end)
    if any(not one.is_closure for one in in_the_way):
        draft.lack(Shortage("operator", Short.TAKEN, during, operator.name, (pk,)))
    elif not need.reason and not _is_on_duty(draft.picture, operator, start, end):
        draft.lack(Shortage("operator", Short.DUTY, during, operator.name, (pk,)))
    else:
        draft.claim(pk, start, end, is_pinned=True)


def _take_others(draft: Drafting, need: OperatorNeed) -> None:
    missing = need.count - len(need.operators)
    if missing <= 0:
        return
    ready = [pk for pk in draft.picture.operators if _is_ready(draft, need, pk)]
    if len(ready) < missing:
        resources = tuple(draft.picture.operators)
        start, end = draft.reserved((0, 0, 0))
        during = start - draft.picture.rest, end + draft.picture.rest
        why = Short.TAKEN if resources else Short.UNFIT
        draft.lack(Shortage("operator", why, during, "", resources, missing, len(ready)))
        return
    for pk in _fairest(draft, ready)[:missing]:
        start, end = _during(draft, pk)
        draft.claim(pk, start, end)


def _is_ready(draft: Drafting, need: OperatorNeed, pk: int) -> bool:
    start, end = _during(draft, pk)
    operator = draft.picture.operators[pk]
    return pk not in need.operators and _is_on_duty(draft.picture, operator, start, end)


def _fairest(draft: Drafting, ready: list[int]) -> list[int]:
    """Whom the owner has already, then the least loaded, then by their order."""
    if draft.is_trial:
        return sorted(ready, key=lambda pk: pk not in draft.prefer)
    at = draft.reserved((0, 0, 0))[0]
    loads = Counter(draft.picture.source.loads(ready, at))
    for claim in draft.plan.claims:
        if abs(claim.start - at) <= LOAD_DAYS * DAY:
            loads[claim.resource] += claim.end - claim.start
    return sorted(ready, key=lambda pk: (pk not in draft.prefer, loads[pk]))


def _is_on_duty(picture: Picture, operator: OperatorFacts, start: int, end: int) -> bool:
    """On shift, not on leave, and rested before and after."""
    closed = any(one.is_closure for one in picture.in_the_way(operator.pk, start, end))
    near = picture.in_the_way(operator.pk, start - picture.rest, end + picture.rest)
    busy = any(not one.is_closure for one in near)
    if closed or busy:
        return False
    return is_on_shift(operator.shifts, start, end, picture.zone_offset)


def is_on_shift(
    shifts: tuple[tuple[int, int, int], ...], start: int, end: int, zone_offset: int
) -> bool:
    """Whether one shift, or shifts that touch, cover the whole time; without any it is covered."""
    if not shifts:
        return True
    local = start + zone_offset
    until = end + zone_offset
    week = local - (local - _MONDAY) % (7 * DAY)
    spans = sorted(
        (week + weeks * 7 * DAY + day * DAY + first * 60, _shift_end(week, weeks, day, first, last))
        for weeks in (-1, 0, 1)
        for day, first, last in shifts
    )
    for first, last in spans:
        if first <= local < last:
            local = last
    return local >= until


def _shift_end(week: int, weeks: int, day: int, first: int, last: int) -> int:
    days = day if last > first else day + 1
    return week + weeks * 7 * DAY + days * DAY + last * 60
