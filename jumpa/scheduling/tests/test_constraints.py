"""What the database itself refuses, whatever the program does."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from psycopg.errors import CheckViolation, ExclusionViolation

from jumpa.scheduling.models import Reservation, Resource, to_range
from jumpa.scheduling.rules import Span
from jumpa.scheduling.tests.makers import at, make_room

pytestmark = pytest.mark.django_db


def insert(room: Resource, during: Span | DateTimeTZRange, **changes: Any) -> Reservation:
    reserved = to_range(during) if isinstance(during, Span) else during
    facts = {"owner": "a", "label": "Rapat", "event": reserved, **changes}
    return Reservation.objects.create(resource=room, during=reserved, **facts)


def refused_by(room: Resource, during: Span | DateTimeTZRange, **changes: Any) -> type:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        insert(room, during, **changes)
    return type(caught.value.__cause__)


def test_no_resource_is_reserved_twice_at_one_moment():
    room = make_room()
    insert(room, Span(at(9), at(11)))
    assert refused_by(room, Span(at(10), at(12)), owner="b") is ExclusionViolation
    insert(room, Span(at(11), at(12)), owner="b")
    insert(make_room(), Span(at(9), at(11)), owner="b")


def test_without_the_constraint_the_same_insert_books_twice():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE scheduling_reservation DROP CONSTRAINT no_resource_twice")
    room = make_room()
    insert(room, Span(at(9), at(11)))
    insert(room, Span(at(10), at(12)), owner="b")
    assert Reservation.objects.filter(resource=room).count() == 2


def test_the_constraint_can_wait_until_the_end_of_a_transaction_for_an_exchange():
    room, other = make_room(), make_room()
    first, second = insert(room, Span(at(9), at(11))), insert(other, Span(at(9), at(11)))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS no_resource_twice DEFERRED")
        Reservation.objects.filter(pk=first.pk).update(resource=other)
        Reservation.objects.filter(pk=second.pk).update(resource=room)
        cursor.execute("SET CONSTRAINTS no_resource_twice IMMEDIATE")
    first.refresh_from_db()
    assert first.resource == other


def ranged(start: Any, end: Any, bounds: str = "[)") -> DateTimeTZRange:
    return DateTimeTZRange(start, end, bounds)


@pytest.mark.parametrize(
    ("during", "event"),
    [
        pytest.param(ranged(at(9), at(11)), ranged(at(9), at(12)), id="event ends outside"),
        pytest.param(ranged(at(9), at(11)), ranged(at(8), at(10)), id="event starts outside"),
        pytest.param(ranged(at(9), at(11)), ranged(at(9), at(9)), id="event is empty"),
        pytest.param(ranged(at(9), at(9)), ranged(at(9), at(9)), id="all is empty"),
        pytest.param(ranged(at(9), at(11), "[]"), ranged(at(9), at(10)), id="end included"),
        pytest.param(ranged(at(9), at(11), "()"), ranged(at(10), at(11)), id="start left out"),
        pytest.param(ranged(at(9), at(11)), ranged(at(9), at(10), "[]"), id="event's end included"),
        pytest.param(ranged(at(9), None), ranged(at(9), at(10)), id="without end"),
        pytest.param(ranged(None, at(11)), ranged(at(9), at(10)), id="without start"),
        pytest.param(
            ranged(at(9), at(9) + timedelta(hours=49)), ranged(at(9), at(10)), id="too long"
        ),
    ],
)
def test_a_reservation_of_an_impossible_time_is_refused(
    during: DateTimeTZRange, event: DateTimeTZRange
):
    assert refused_by(make_room(), during, event=event) is CheckViolation


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "confirmed", "expires_at": at(8)},
        {"state": "confirmed", "is_offer": True},
        {"state": "menunggu"},
    ],
)
def test_what_is_confirmed_stays_and_there_is_no_third_state(facts: dict[str, Any]):
    assert refused_by(make_room(), Span(at(9), at(11)), **facts) is CheckViolation
    insert(make_room(), Span(at(9), at(11)), state="held", expires_at=at(8), is_offer=True)


def test_the_search_for_overlaps_finds_even_the_longest_reservation():
    room = make_room()
    insert(room, Span(at(9), at(9) + timedelta(hours=48)))
    last_minute = Span(at(8, 59, day=3), at(9, day=3))
    assert Reservation.objects.overlapping(last_minute).exists()
    assert not Reservation.objects.overlapping(Span(at(9, day=3), at(10, day=3))).exists()
