"""Reservations written in one statement, which also tells what they are of.

Made by hand and not through the model: it is done while pools are locked, and all others wait.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection

from jumpa.scheduling.models import Allocation, Reservation, Resource, to_range
from jumpa.scheduling.planning import Claim
from jumpa.scheduling.rules import Span

# Each claim belongs to the allocation of that ref, be it written here or before; or to none.
_INSERT = """
    WITH allocated AS (
        INSERT INTO scheduling_allocation (ref, owner, event, need, label, state, created_at)
        SELECT ref, %(owner)s, tstzrange(start, "end"), need, %(label)s, %(state)s, now()
        FROM unnest(%(new_refs)s::text[], %(new_starts)s::timestamptz[],
            %(new_ends)s::timestamptz[], %(new_needs)s::jsonb[])
            WITH ORDINALITY AS want (ref, start, "end", need, number)
        ORDER BY number
        RETURNING id, ref, created_at
    ), made AS (
        INSERT INTO scheduling_reservation (resource_id, allocation_id, during, event, is_pinned,
            owner, label, state, is_offer, expires_at, created_at)
        SELECT resource, coalesce(allocation, allocated.id), tstzrange(busy_start, busy_end),
            tstzrange(start, "end"), is_pinned, %(owner)s, %(label)s, %(state)s, %(is_offer)s,
            %(expires_at)s, now()
        FROM unnest(%(resources)s::bigint[], %(allocations)s::bigint[], %(refs)s::text[],
            %(busy_starts)s::timestamptz[], %(busy_ends)s::timestamptz[],
            %(starts)s::timestamptz[], %(ends)s::timestamptz[], %(pins)s::boolean[])
            WITH ORDINALITY AS claim (resource, allocation, new_ref, busy_start, busy_end, start,
                "end", is_pinned, number)
            LEFT JOIN allocated ON allocated.ref = new_ref
        ORDER BY number
        RETURNING id, allocation_id, resource_id, created_at
    )
    SELECT made.id, made.created_at, made.allocation_id, r.id, r.ref, r.name
    FROM made JOIN scheduling_resource r ON r.id = made.resource_id
    UNION ALL SELECT NULL, allocated.created_at, allocated.id, NULL, allocated.ref, NULL
    FROM allocated ORDER BY 1
"""


@dataclass(frozen=True)
class Terms:
    """How it is kept: under which name, held or confirmed, until when (None: no end)."""

    label: str
    state: str = Reservation.State.HELD
    expires_at: datetime | None = None
    is_offer: bool = False


@dataclass(frozen=True)
class Made:
    """What a plan became."""

    allocations: list[Allocation]
    reservations: list[Reservation]


def insert(
    owner: str,
    claims: Sequence[Claim],
    terms: Terms,
    *,
    new: Sequence[Allocation] = (),
    joined: Allocation | None = None,
) -> Made:
    """A reservation for each claim, in their order; the constraint has the last word.

    Of their resources the names are at hand, all else is read when it is asked for.

    Args:
        new: allocations to be written with them, one for each want that the claims are of.
        joined: the allocation that all of them join. With neither they are kept for offers.
    """
    made = [_unwritten(owner, claim, terms) for claim in claims]
    refs = [new[claim.want].ref if new else None for claim in claims]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, {**_facts(made, owner, terms, joined), "refs": refs, **_new(new)})
        rows = cursor.fetchall()
    allocations = {one.ref: one for one in new}
    for _, created_at, pk, _, ref, _ in rows[len(made) :]:
        _written(allocations[ref], pk, created_at)
    by_pk = {one.pk: one for one in (*new, *([joined] if joined is not None else []))}
    for one, (pk, created_at, allocation, *resource) in zip(made, rows, strict=False):
        _written(one, pk, created_at)
        one.allocation = by_pk.get(allocation)
        one.resource = Resource.from_db(DEFAULT_DB_ALIAS, ("id", "ref", "name"), resource)
    return Made(list(new), made)


def _written(one: Allocation | Reservation, pk: int, created_at: datetime) -> None:
    one.pk, one.created_at = pk, created_at
    one._state.adding = False


def _unwritten(owner: str, claim: Claim, terms: Terms) -> Reservation:
    return Reservation(
        owner=owner,
        resource_id=claim.resource,
        during=to_range(Span(_moment(claim.start), _moment(claim.end))),
        event=to_range(claim.event),
        is_pinned=claim.is_pinned,
        **vars(terms),
    )


def _facts(
    made: Sequence[Reservation], owner: str, terms: Terms, joined: Allocation | None
) -> dict[str, Any]:
    return {
        **vars(terms),
        "owner": owner,
        "resources": [one.resource_id for one in made],
        "allocations": [joined.pk if joined is not None else None for _ in made],
        "busy_starts": [one.busy.start for one in made],
        "busy_ends": [one.busy.end for one in made],
        "starts": [one.span.start for one in made],
        "ends": [one.span.end for one in made],
        "pins": [one.is_pinned for one in made],
    }


def _new(allocations: Sequence[Allocation]) -> dict[str, Any]:
    return {
        "new_refs": [one.ref for one in allocations],
        "new_starts": [one.span.start for one in allocations],
        "new_ends": [one.span.end for one in allocations],
        "new_needs": [json.dumps(one.need) for one in allocations],
    }


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
