"""Checking and inserting, once the locks are held, and the answer when something is taken."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from psycopg.errors import ExclusionViolation

from jumpa.core.actor import Actor
from jumpa.core.errors import Conflict, Refused
from jumpa.scheduling import queries, rules, wording
from jumpa.scheduling.actions.letting_go import expire
from jumpa.scheduling.models import Reservation, Resource, to_range
from jumpa.scheduling.rules import Span


@dataclass(frozen=True)
class Wish:
    """A resource for an event, and the time to reserve for it."""

    resource: Resource
    event: Span
    busy: Span

    @classmethod
    def of(cls, resource: Resource, event: Span) -> "Wish":
        """The whole event with the resource's own set-up and teardown."""
        return cls(resource, event, resource.reserved(event))


class TakenError(Exception):
    """Raised inside the transaction, so that it rolls back before the answer is put together."""

    def __init__(self, wish: Wish) -> None:
        super().__init__(str(wish))
        self.wish = wish


@contextmanager
def all_or_nothing(owner: str, actor: Actor) -> Iterator[None]:
    """One transaction; what is taken rolls it back and becomes a ``Conflict`` that helps."""
    try:
        with transaction.atomic():
            yield
    except TakenError as taken:
        raise _conflict(taken.wish, owner, actor) from taken


def _conflict(wish: Wish, owner: str, actor: Actor) -> Conflict:
    event = wish.event
    holdings = queries.holdings(wish.resource, event.start, event.end)
    facts = {"name": wish.resource.name, "time": wording.occasion(event)}
    if any(holding.owner == owner for holding in holdings):
        message = _("%(name)s sudah dipesan oleh permohonan ini sendiri pada %(time)s.") % facts
    else:
        message = _("%(name)s sudah terpakai pada %(time)s.") % facts
    show_labels = rules.may_see_labels([actor.office_key])
    return Conflict(
        message,
        [holding.describe(show_label=show_labels) for holding in holdings],
        queries.alternatives(wish.resource, event.start, event.end, exclude_owner=owner),
    )


def event_span(start: datetime, end: datetime) -> Span:
    """The event's time, or ``Refused`` if no event can have it."""
    faults = {
        "order": _("Waktu selesai harus sesudah waktu mulai."),
        "length": _("Satu kegiatan paling lama 24 jam."),
    }
    fault = rules.span_fault(start, end)
    if fault:
        raise Refused(faults[fault], {"end": [faults[fault]]})
    return Span(start, end)


def check_bookable(resources: Iterable[Resource]) -> None:
    """Refuse what has been deactivated."""
    idle = [resource.name for resource in resources if not resource.is_active]
    if idle:
        raise Refused(_("%(names)s tidak lagi dapat dipesan.") % {"names": wording.listed(idle)})


def check_free(wishes: Sequence[Wish], *, exclude_owner: str = "") -> None:
    """Raise ``TakenError`` for the first wish that overlaps what another has.

    Expired holds in the way are removed, whether or not the job has seen them.
    """
    now = timezone.now()
    for wish in wishes:
        in_the_way = (
            Reservation.objects.filter(resource=wish.resource)
            .overlapping(wish.busy)
            .select_related("resource")
        )
        expire([one for one in in_the_way if rules.is_expired(one.expires_at, now)])
        if any(
            one.owner != exclude_owner and not rules.is_expired(one.expires_at, now)
            for one in in_the_way
        ):
            raise TakenError(wish)


def insert(owner: str, wishes: Sequence[Wish], **facts: Any) -> list[Reservation]:
    """A reservation for each wish; the constraint has the last word and raises ``TakenError``."""
    return [_insert_one(owner, wish, facts) for wish in wishes]


def _insert_one(owner: str, wish: Wish, facts: dict[str, Any]) -> Reservation:
    try:
        with transaction.atomic():
            return Reservation.objects.create(
                owner=owner,
                resource=wish.resource,
                during=to_range(wish.busy),
                event=to_range(wish.event),
                **facts,
            )
    except IntegrityError as error:
        if isinstance(error.__cause__, ExclusionViolation):
            raise TakenError(wish) from error
        raise


def claim(owner: str, wishes: Sequence[Wish], **facts: Any) -> list[Reservation]:
    """Check, then insert; the resources must be locked."""
    check_free(wishes)
    return insert(owner, wishes, **facts)
