"""What is closed, and which events fall into it."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Min, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.scheduling import owners, wording
from jumpa.scheduling.models import Closure, Kind, Reservation
from jumpa.scheduling.queries.availability import Holding, as_holding
from jumpa.scheduling.rules import Span


@dataclass(frozen=True)
class Affected:
    """An owner whose event falls into a closure, with all that falls into it."""

    owner: str
    label: str
    holdings: tuple[Holding, ...]

    @property
    def page(self) -> str:
        """The address of the owner's page."""
        return owners.page_of(self.owner)


@dataclass(frozen=True)
class Batch:
    """What one act closed; all its closures share time, reason and note."""

    ref: str
    closures: tuple[Closure, ...]

    @property
    def first(self) -> Closure:
        """Any of its closures."""
        return self.closures[0]

    @property
    def names(self) -> str:
        """The names of what it closed, with commas between them."""
        return wording.listed(closure.resource.name for closure in self.closures)

    @property
    def occasion(self) -> str:
        """From when to when."""
        return wording.occasion(self.first.span)

    def is_over(self, now: datetime) -> bool:
        """Whether it closes nothing any more."""
        return self.first.lifted_at is not None or self.first.span.end <= now


@dataclass(frozen=True)
class ClosedBooking:
    """What an owner has that falls into one closure."""

    closure: Closure
    holdings: tuple[Holding, ...]

    @property
    def text(self) -> str:
        """What to tell everyone concerned."""
        return told(self.closure)


def told(closure: Closure) -> str:
    """What to tell whom a closure hits; why an operator is away is nobody's business."""
    facts = {"name": closure.resource.name, "time": wording.occasion(closure.span)}
    if closure.resource.kind == Kind.OPERATOR:
        return _("Operator %(name)s berhalangan %(time)s.") % facts
    facts["why"] = why(closure)
    return _("%(name)s ditutup %(time)s karena %(why)s.") % facts


def why(closure: Closure) -> str:
    """The reason and the note as one phrase."""
    reason = str(closure.get_reason_display()).lower()
    return f"{reason} ({closure.note})" if closure.note else reason


def affected_by(closures: Iterable[Closure], now: datetime | None = None) -> list[Affected]:
    """Whose living reservations fall into these closures, saved or not, by time; one query."""
    found: dict[str, list[Holding]] = {}
    for reservation, _closure in _pairs(list(closures), now or timezone.now()):
        found.setdefault(reservation.owner, []).append(as_holding(reservation))
    return [
        Affected(owner, held[0].label, tuple(dict.fromkeys(held))) for owner, held in found.items()
    ]


def fingerprint(affected: Iterable[Affected]) -> str:
    """What tells one list of affected events from another."""
    lines = sorted(
        f"{one.owner} {held.resource_name} {held.start:%s} {held.end:%s}"
        for one in affected
        for held in one.holdings
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def closed_bookings(owner: str) -> list[ClosedBooking]:
    """What the owner has that has been closed and not been moved yet; two queries at most."""
    now = timezone.now()
    mine = Reservation.objects.living(now).filter(owner=owner, is_offer=False)
    ahead = [one for one in mine.select_related("resource") if one.span.end > now]
    if not ahead:
        return []
    standing = (
        Closure.objects.standing()
        .filter(resource__in={one.resource_id for one in ahead}, during__endswith__gt=now)
        .select_related("resource")
    )
    hit = [
        ClosedBooking(closure, tuple(as_holding(one) for one in ahead if _falls(one, closure)))
        for closure in standing
    ]
    return [one for one in hit if one.holdings]


def _falls(reservation: Reservation, closure: Closure) -> bool:
    is_same = reservation.resource_id == closure.resource_id
    return is_same and reservation.busy.overlaps(closure.span)


def events_closed() -> list[Affected]:
    """Every event ahead that stands in a closed time; two queries."""
    now = timezone.now()
    standing = Closure.objects.standing().filter(during__endswith__gt=now)
    return affected_by(standing.select_related("resource"), now)


def _pairs(closures: Sequence[Closure], now: datetime) -> list[tuple[Reservation, Closure]]:
    if not closures:
        return []
    spans = [one.span for one in closures]
    hull = Span(max(now, min(one.start for one in spans)), max(one.end for one in spans))
    found = (
        Reservation.objects.living(now)
        .filter(resource__in={one.resource_id for one in closures})
        .overlapping(hull)
        .select_related("resource")
        .order_by("event", "pk")
    )
    by_resource: dict[int, list[Closure]] = {}
    for closure in closures:
        by_resource.setdefault(closure.resource_id, []).append(closure)
    return [
        (one, closure)
        for one in found
        for closure in by_resource[one.resource_id]
        if _falls(one, closure) and one.span.end > now
    ]


def batches_ahead(now: datetime) -> list[Batch]:
    """What is closed now or later, by time; one query."""
    found = Closure.objects.standing().filter(during__endswith__gt=now)
    return _batches(found.select_related("resource").order_by("during", "pk"))


def batch_refs_past(now: datetime) -> QuerySet[Closure, str]:
    """Refs of what was closed once or lifted, the latest first."""
    over = Closure.objects.exclude(lifted_at__isnull=True, during__endswith__gt=now)
    return (
        over.values("batch")
        .annotate(latest=Max("during__startswith"), first=Min("pk"))
        .order_by("-latest", "-first")
        .values_list("batch", flat=True)
    )


def batches(refs: Sequence[str]) -> list[Batch]:
    """These batches in this order; one query."""
    found = Closure.objects.filter(batch__in=refs).select_related("resource").order_by("pk")
    by_ref = {batch.ref: batch for batch in _batches(found)}
    return [by_ref[ref] for ref in refs if ref in by_ref]


def _batches(closures: Iterable[Closure]) -> list[Batch]:
    found: dict[str, list[Closure]] = {}
    for closure in closures:
        found.setdefault(closure.batch, []).append(closure)
    return [Batch(ref, tuple(members)) for ref, members in found.items()]
