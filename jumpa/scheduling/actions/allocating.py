"""Planning and writing, once the locks are held, and the answer when something is short."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from psycopg.errors import ExclusionViolation

from jumpa.core.actor import Actor
from jumpa.core.errors import Conflict, Refused
from jumpa.scheduling import need as needs
from jumpa.scheduling import rules
from jumpa.scheduling.actions.answering import conflict
from jumpa.scheduling.actions.letting_go import expire
from jumpa.scheduling.actions.writing import Made, Terms, insert
from jumpa.scheduling.models import Allocation, Reservation, to_range
from jumpa.scheduling.need import Want
from jumpa.scheduling.planning import Picture, Plan, Shortage, plan
from jumpa.scheduling.planning.drafting import Shared
from jumpa.scheduling.queries.free import load_free
from jumpa.scheduling.queries.picture import load_picture
from jumpa.scheduling.rules import Span


class ShortError(Exception):
    """Raised inside the transaction, so that it rolls back before the answer is put together."""

    def __init__(self, wants: Sequence[Want], shortages: Sequence[Shortage]) -> None:
        super().__init__(str(shortages))
        self.wants, self.shortages = wants, shortages


@contextmanager
def all_or_nothing(owner: str, actor: Actor) -> Iterator[None]:
    """One transaction; what is short rolls it back and becomes a ``Conflict`` that helps."""
    try:
        with transaction.atomic():
            yield
    except ShortError as short:
        raise conflict(short.wants, short.shortages, owner, actor) from short
    except IntegrityError as error:
        if not isinstance(error.__cause__, ExclusionViolation):
            raise
        # Only a writer that took no locks can have come between.
        raise Conflict(_("Waktu ini baru saja terpakai. Muat ulang dan coba lagi.")) from error


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


def check_wants(wants: Sequence[Want]) -> None:
    """Refuse a time that no event can have, and the same time twice."""
    events = [event_span(want.event.start, want.event.end) for want in wants]
    if len(set(events)) < len(events):
        raise Refused(_("Waktu yang sama disebut dua kali."))


def sketched(wants: Sequence[Want]) -> list[int]:
    """What the wants would get at this moment, looked up before others must wait for the locks.

    Under the locks only these few need to be looked at again. Empty where that is no help.
    """
    few = load_free(wants[0]) if len(wants) == 1 else None
    if few is None:
        return []
    drawn = plan(few, wants)
    return [one.resource for one in drawn.claims] if drawn.is_whole else []


def drawn_up(
    wants: Sequence[Want],
    *,
    sketch: Collection[int] = (),
    prefer: Collection[int] = (),
    shared: Shared | None = None,
    exclude_owner: str = "",
) -> tuple[Picture, Plan]:
    """The plan for these wants as things stand, and what it was made of; the locks must be held.

    Args:
        sketch: what ``sketched`` found before the locks.

    Raises:
        ShortError: something is short.
    """
    if len(wants) == 1 and not shared:
        for only in (sketch, ()) if sketch else ((),):
            few = load_free(wants[0], exclude_owner=exclude_owner, prefer=prefer, only=only)
            if few is not None and (drawn := plan(few, wants, prefer=prefer)).is_whole:
                return few, drawn
    picture = load_picture(wants, exclude_owner=exclude_owner)
    drawn = plan(picture, wants, prefer=prefer, shared=shared)
    if not drawn.is_whole:
        raise ShortError(wants, drawn.shortages)
    drawn.expired = [key for key, one in picture.source.expired.items() if drawn.meets(one)]
    return picture, drawn


def carry_out(owner: str, wants: Sequence[Want], drawn: Plan, terms: Terms) -> Made:
    """Write the plan: others of a pool move over, then the allocations with their reservations."""
    make_room(drawn)
    new = [
        Allocation(
            owner=owner,
            event=to_range(want.event),
            need=needs.to_json(want.need),
            label=terms.label,
            state=terms.state,
        )
        for want in wants
    ]
    return insert(owner, drawn.claims, terms, new=new)


def make_room(drawn: Plan) -> None:
    """Let the reservations that must make room stand on their new units, in one statement.

    Holds that ran out and are in the way go first, whether or not the job has seen them. The
    constraint is deferrable, so that it looks at the end of the statement only: two
    reservations may change places.
    """
    if drawn.expired:
        expire(list(Reservation.objects.filter(pk__in=drawn.expired)))
    if drawn.moves:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE scheduling_reservation r SET resource_id = m.unit"
                " FROM unnest(%s::bigint[], %s::bigint[]) AS m(id, unit) WHERE r.id = m.id",
                [list(drawn.moves), list(drawn.moves.values())],
            )
