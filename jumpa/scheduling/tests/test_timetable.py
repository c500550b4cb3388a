"""What the timetable's query finds, for whom, and at what cost."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jumpa.scheduling.models import Kind, Reservation, Resource, to_range
from jumpa.scheduling.period import Period
from jumpa.scheduling.queries import Row, Slot, Timetable, Wanted, timetable
from jumpa.scheduling.queries.timetable import ROWS_A_PAGE
from jumpa.scheduling.rules import Span
from jumpa.scheduling.tests.makers import (
    allocation_of,
    at,
    expired,
    make_closure,
    make_hold,
    make_offers,
    make_room,
    make_units,
)

pytestmark = pytest.mark.django_db

TUESDAY = Wanted(Period("hari", date(2026, 12, 1)), is_official=True)
MOST_QUERIES = 8


def found(wanted: Wanted = TUESDAY, **changes: Any) -> Timetable:
    return timetable(replace(wanted, **changes))


def row_of(resource: Resource, **changes: Any) -> Row:
    (row,) = [row for row in found(**changes).rows if row.ref == resource.ref]
    return row


def only_slot(resource: Resource, **changes: Any) -> Slot:
    (slot,) = row_of(resource, **changes).slots
    return slot


def test_an_event_is_shown_with_its_own_and_its_reserved_time():
    room = make_room(setup_minutes=30, teardown_minutes=15)
    reservation = make_hold("a", room)
    slot = only_slot(room)
    assert slot.event == Span(at(9), at(11))
    assert slot.busy == Span(at(8, 30), at(11, 15))
    assert (slot.title, slot.state) == ("Rapat koordinasi", "held")
    assert slot.ref == ("" if reservation.allocation is None else reservation.allocation.ref)


def test_what_belongs_to_an_allocation_can_be_opened_and_moved_until_it_begins(
    clock: time_machine.Traveller,
):
    room = make_room()
    allocation = allocation_of(make_hold("a", room))
    assert (only_slot(room).ref, only_slot(room).is_movable) == (allocation.ref, True)
    clock.move_to(at(9))
    assert (only_slot(room).ref, only_slot(room).is_movable) == (allocation.ref, False)


def test_a_requester_sees_that_a_room_is_taken_and_nothing_else():
    room = make_room()
    allocation_of(make_hold("a", room, label="Rapat tertutup Wali Kota"))
    make_closure(room, note="Perbaikan pintu", during=to_range(Span(at(12), at(13))))
    taken, closed = row_of(room, is_official=False).slots
    assert (taken.title, taken.state, taken.ref, taken.is_movable) == (
        "Terpakai",
        "taken",
        "",
        False,
    )
    assert (closed.title, closed.note) == ("Tidak tersedia", "")


def test_a_requester_sees_no_operator():
    pool = make_units(2, Kind.OPERATOR)
    make_room()
    assert len(found().rows) == 3
    assert len(found(is_official=False).rows) == 1
    operator = pool.resources.first()
    assert operator is not None
    assert found(is_official=False, resource=operator.ref).rows == ()
    assert found(is_official=False, pool=pool.ref).rows == ()


def test_an_expired_hold_is_not_shown_and_an_offer_is():
    room = make_room()
    expired(make_hold("a", room))
    assert row_of(room).slots == []
    make_offers("b", (room, at(13), at(14)))
    assert only_slot(room).state == "offer"


def test_what_only_touches_the_day_is_not_shown_and_what_reaches_into_it_is():
    room = make_room()
    make_hold("a", room, start=at(0, day=2), end=at(2, day=2))
    assert row_of(room).slots == []
    make_hold("b", room, start=at(22), end=at(0, day=2))
    assert only_slot(room).event.start == at(22)
    assert only_slot(room, period=Period("hari", date(2026, 12, 2))).event.start == at(0, day=2)


def test_a_closure_is_shown_with_its_reason_until_it_is_lifted():
    room = make_room()
    closure = make_closure(room, note="Pengecatan")
    slot = only_slot(room)
    assert (slot.title, slot.state, slot.note) == ("Pemeliharaan", "closed", "Pengecatan")
    closure.lifted_at = at(8)
    closure.save()
    assert row_of(room).slots == []


def test_a_pool_is_one_row_that_says_how_many_units_are_taken():
    pool = make_units(3)
    first, second, _third = pool.resources.order_by("pk")
    make_hold("a", first)
    make_hold("b", second, start=at(10), end=at(12))
    (row,) = found().rows
    assert row.is_pool
    assert [(slot.title, slot.event) for slot in row.slots] == [
        ("1 dari 3 terpakai", Span(at(9), at(10))),
        ("2 dari 3 terpakai", Span(at(10), at(11))),
        ("1 dari 3 terpakai", Span(at(11), at(12))),
    ]
    assert {slot.state for slot in row.slots} == {"partly"}


def test_over_a_week_a_pool_shows_the_peak_of_each_day():
    pool = make_units(2)
    first, second = pool.resources.order_by("pk")
    make_hold("a", first)
    make_hold("b", second, start=at(10), end=at(12))
    make_hold("c", first, start=at(9, day=3), end=at(10, day=3))
    (row,) = found(period=Period("minggu", date(2026, 12, 1))).rows
    assert [(slot.title, slot.event, slot.state) for slot in row.slots] == [
        ("puncak 2 dari 2", Span(at(9), at(12)), "full"),
        ("puncak 1 dari 2", Span(at(9, day=3), at(10, day=3)), "partly"),
    ]


def test_a_unit_that_is_closed_is_taken_but_never_twice_and_a_broken_one_is_none():
    pool = make_units(3)
    first, second, third = pool.resources.order_by("pk")
    make_hold("a", first)
    make_closure(first)
    make_closure(second)
    Resource.objects.filter(pk=third.pk).update(condition="broken")
    (row,) = found().rows
    assert [slot.title for slot in row.slots] == ["2 dari 2 terpakai"]


def test_the_units_of_a_pool_are_shown_one_by_one_when_asked_for():
    pool = make_units(3)
    make_room()
    rows = found(pool=pool.ref).rows
    assert [row.name for row in rows] == [one.name for one in pool.resources.order_by("name")]
    assert not any(row.is_pool for row in rows)


def test_kind_and_building_narrow_the_rows():
    hall = make_room(building="Balai Kota")
    make_room(building="Dinas Kominfo")
    make_units(2)
    assert [row.ref for row in found(building="Balai Kota").rows] == [hall.ref]
    assert {row.kind for row in found(kind=Kind.ROOM).rows} == {Kind.ROOM}
    assert [row.is_pool for row in found(kind=Kind.EQUIPMENT).rows] == [True]


def test_a_single_resource_is_shown_even_when_it_is_out_of_use():
    room = make_room(is_active=False)
    assert found().rows == ()
    (row,) = found(resource=room.ref).rows
    assert row.detail.endswith("tidak aktif")


def test_thousands_of_rows_come_in_pages_each_row_once():
    rooms = {make_room().ref for _number in range(ROWS_A_PAGE + 5)}
    pools = {make_units(1).ref for _number in range(ROWS_A_PAGE)}
    pages = [found(page=page) for page in (1, 2, 3)]
    seen = [row.ref for page in pages for row in page.rows]
    assert {page.total for page in pages} == {len(rooms) + len(pools)}
    assert len(seen) == len(set(seen)) == len(rooms) + len(pools)
    assert set(seen) == rooms | pools


def test_the_number_of_queries_does_not_grow():
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            found(period=Period("minggu", date(2026, 12, 1)))
        return len(asked)

    def furnish(number: int) -> None:
        pool = make_units(4)
        room, unit = make_room(), pool.resources.first()
        assert unit is not None
        for hour in (8, 13):
            for owner, resource in (("r", room), ("u", unit)):
                allocation_of(
                    make_hold(f"{owner}{number}x{hour}", resource, start=at(hour), end=at(hour + 2))
                )
        make_closure(unit)

    furnish(0)
    few = cost()
    for number in range(1, 8):
        furnish(number)
    assert cost() == few <= MOST_QUERIES


def test_the_search_is_bounded_by_the_index_of_resource_and_start():
    """With years of rows the plan must not read them all: both ends of the range are in it."""
    rooms = [make_room() for _ in range(20)]
    Reservation.objects.bulk_create(
        Reservation(
            resource=rooms[number % 20],
            owner=str(number),
            during=to_range(Span(at(9), at(10)).moved(timedelta(days=number // 20))),
            event=to_range(Span(at(9), at(10)).moved(timedelta(days=number // 20))),
        )
        for number in range(4_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE scheduling_reservation")
    with CaptureQueriesContext(connection) as asked:
        found(resource=rooms[0].ref)
    (sql,) = [one["sql"] for one in asked if '"scheduling_reservation"."during"' in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {sql}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    condition = plan.partition("reservation_by_start")[2].partition("Index Cond:")[2].split("\n")[0]
    assert "resource_id" in condition
    assert "lower(during) <" in condition
    assert "lower(during) >" in condition
