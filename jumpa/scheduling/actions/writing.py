"""Reservations written in one statement, which also tells what they are of.

Made by hand and not through the model: it is done while pools are locked, and all others wait.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection

from jumpa.scheduling.models import Allocation, Reservation, Resource, to_range
from jumpa.scheduling.planning import Claim
from jumpa.scheduling.rules import Span

_INSERT = """
    WITH made AS (
        INSERT INTO scheduling_reservation (resource_id, allocation_id, during, event, is_pinned,
            owner, label, state, is_offer, expires_at, created_at)
        SELECT resource, allocation, tstzrange(busy_start, busy_end), tstzrange(start, "end"),
            is_pinned, %(owner)s, %(label)s, %(state)s, %(is_offer)s, %(expires_at)s, now()
        FROM unnest(%(resources)s::bigint[], %(allocations)s::bigint[],
            %(busy_starts)s::timestamptz[], %(busy_ends)s::timestamptz[],
            %(starts)s::timestamptz[], %(ends)s::timestamptz[], %(pins)s::boolean[])
            WITH ORDINALITY AS claim (resource, allocation, busy_start, busy_end, start, "end",
                is_pinned, number)
        ORDER BY number
        RETURNING id, resource_id, created_at
    )
    SELECT made.id, made.created_at, r.id, r.ref, r.name
    FROM made JOIN scheduling_resource r ON r.id = made.resource_id ORDER BY made.id
"""


@dataclass(frozen=True)
class Terms:
    """How it is kept: under which name, held or confirmed, until when (None: no end)."""

    label: str
    state: str = Reservation.State.HELD
    expires_at: datetime | None = None
    is_offer: bool = False


def insert(
    owner: str, claims: Sequence[Claim], allocations: Sequence[Allocation] | None, terms: Terms
) -> list[Reservation]:
    """A reservation for each claim, in their order; the constraint has the last word.

    Of their resources the names are at hand, all else is read when it is asked for.
    """
    made = [_unwritten(owner, claim, allocations, terms) for claim in claims]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, _facts(made, owner, terms))
        rows = cursor.fetchall()
    for one, (pk, created_at, *resource) in zip(made, rows, strict=True):
        one.pk, one.created_at = pk, created_at
        one._state.adding = False
        one.resource = Resource.from_db(DEFAULT_DB_ALIAS, ("id", "ref", "name"), resource)
    return made


def _unwritten(
    owner: str, claim: Claim, allocations: Sequence[Allocation] | None, terms: Terms
) -> Reservation:
    return Reservation(
        owner=owner,
        resource_id=claim.resource,
        allocation=allocations[claim.want] if allocations is not None else None,
        during=to_range(Span(_moment(claim.start), _moment(claim.end))),
        event=to_range(claim.event),
        is_pinned=claim.is_pinned,
        **vars(terms),
    )


def _facts(made: Sequence[Reservation], owner: str, terms: Terms) -> dict[str, Any]:
    return {
        **vars(terms),
        "owner": owner,
        "resources": [one.resource_id for one in made],
        "allocations": [one.allocation_id for one in made],
        "busy_starts": [one.busy.start for one in made],
        "busy_ends": [one.busy.end for one in made],
        "starts": [one.span.start for one in made],
        "ends": [one.span.end for one in made],
        "pins": [one.is_pinned for one in made],
    }


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
