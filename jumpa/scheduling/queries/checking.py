"""Is this free? And whom would it cost to come first?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import timezone

from jumpa.scheduling import wording
from jumpa.scheduling.models import Allocation, Reservation
from jumpa.scheduling.need import Want
from jumpa.scheduling.planning import Plan, Shortage, plan
from jumpa.scheduling.queries.availability import Holding, held_of
from jumpa.scheduling.queries.free import load_free
from jumpa.scheduling.queries.picture import load_picture
from jumpa.scheduling.rules import Span


@dataclass(frozen=True)
class Lack:
    """One thing that is short, in words, and who has it."""

    shortage: Shortage
    sentence: str
    holdings: tuple[Holding, ...]


@dataclass(frozen=True)
class Check:
    """Whether wants can be had, all of them, as things stand."""

    wants: tuple[Want, ...]
    plan: Plan

    @property
    def is_free(self) -> bool:
        """Whether nothing is short."""
        return self.plan.is_whole

    def is_free_at(self, want: int) -> bool:
        """Whether nothing is short for the want of that index."""
        return not any(one.want == want for one in self.plan.shortages)

    def lacks(self, want: int | None = None) -> list[Lack]:
        """What is short, for one want or all, with who has it; one query for each."""
        found = [one for one in self.plan.shortages if want is None or one.want == want]
        return lacks_of(self.wants, found)


def lacks_of(wants: Sequence[Want], shortages: Sequence[Shortage]) -> list[Lack]:
    """What is short of these wants, in words, and who has it; one query for each."""
    return [
        Lack(
            one,
            wording.shortage(one, wants[one.want].event),
            tuple(held_of(one.resources, _span(one))),
        )
        for one in shortages
    ]


def check_wants(wants: Sequence[Want], *, exclude_owner: str = "") -> Check:
    """Whether the wants can be had together; what ``exclude_owner`` has counts as free.

    The answer is the allocation's own: the same plan, made without locks.
    """
    return Check(tuple(wants), _trial(wants, exclude_owner))


def _trial(wants: Sequence[Want], exclude_owner: str) -> Plan:
    if len(wants) == 1:
        picture = load_free(wants[0], exclude_owner=exclude_owner, is_trial=True)
        drawn = plan(picture, wants, is_trial=True) if picture is not None else None
        if drawn is not None and drawn.is_whole:
            return drawn
    picture = load_picture(wants, exclude_owner=exclude_owner)
    return plan(picture, wants, is_trial=True)


def _span(one: Shortage) -> Span:
    start, end = (datetime.fromtimestamp(at, UTC) for at in one.during)
    return Span(start, end)


@dataclass(frozen=True)
class Loser:
    """Who would lose what, if another came first."""

    owner: str
    label: str
    allocations: tuple[Allocation, ...]
    has_offers: bool = False

    @property
    def occasions(self) -> list[str]:
        """The times that would be lost, in words."""
        return [wording.occasion(one.span) for one in self.allocations]


def would_lose(owner: str, wants: Sequence[Want]) -> list[Loser]:
    """Whose allocations must go so that the owner gets these wants, as few as a simple rule finds.

    What is only held goes before what is confirmed, the newest first; what has begun stays. Empty
    where nothing needs to go, or where it would not help.
    """
    gone: list[_InTheWay] = []
    while True:
        short = _plan_without(owner, wants, gone).shortages
        if not short:
            return _by_owner(_pruned(owner, wants, gone))
        found = _in_the_way(short[0], owner, gone)
        if found is None:
            return []
        gone.append(found)


@dataclass(frozen=True)
class _InTheWay:
    """An allocation that would have to go, or (None) all that is kept for offers to its owner."""

    owner: str
    label: str
    allocation: Allocation | None


def _plan_without(owner: str, wants: Sequence[Want], gone: Sequence[_InTheWay]) -> Plan:
    picture = load_picture(
        wants,
        exclude_owner=owner,
        exclude_allocations=[one.allocation.pk for one in gone if one.allocation],
        exclude_offers_to=[one.owner for one in gone if one.allocation is None],
    )
    return plan(picture, wants, is_trial=True)


def _pruned(owner: str, wants: Sequence[Want], gone: list[_InTheWay]) -> list[_InTheWay]:
    """Without those that need not go after all."""
    needed = list(gone)
    for one in gone:
        others = [other for other in needed if other is not one]
        if _plan_without(owner, wants, others).is_whole:
            needed = others
    return needed


def _in_the_way(one: Shortage, owner: str, gone: Sequence[_InTheWay]) -> _InTheWay | None:
    now = timezone.now()
    standing = (
        Reservation.objects.living()
        .filter(resource__in=one.resources, during__startswith__gt=now)
        .exclude(owner=owner)
        .exclude(allocation__reservations__during__startswith__lte=now)
        .overlapping(_span(one))
        .select_related("allocation")
        .order_by("-state", "-created_at", "-pk")
    )
    found = (_InTheWay(row.owner, row.label, row.allocation) for row in standing)
    return next((row for row in found if row not in gone), None)


def _by_owner(gone: Sequence[_InTheWay]) -> list[Loser]:
    losers: list[Loser] = []
    for owner in dict.fromkeys(one.owner for one in gone):
        of_owner = [one for one in gone if one.owner == owner]
        allocations = tuple(one.allocation for one in of_owner if one.allocation is not None)
        has_offers = any(one.allocation is None for one in of_owner)
        losers.append(Loser(owner, of_owner[0].label, allocations, has_offers))
    return losers
