"""A need is met as a whole or not at all, and having it already changes nothing."""

from datetime import timedelta

import pytest

from jumpa.core.errors import Conflict, Refused
from jumpa.core.models import AuditEntry
from jumpa.scheduling import actions, queries
from jumpa.scheduling.events import TimeHeld, TimeMoved
from jumpa.scheduling.models import Allocation, Kind, Reservation
from jumpa.scheduling.need import Need, OperatorNeed, RoomNeed, UnitNeed
from jumpa.scheduling.tests.makers import (
    NOW,
    SUBKOR,
    at,
    make_allocation,
    make_closure,
    make_hold,
    make_room,
    make_units,
    make_want,
    some_of,
)

pytestmark = pytest.mark.django_db


def names_of(owner: str) -> list[str]:
    return sorted(one.resource.name for one in queries.reservations_of(owner))


def test_all_of_a_need_is_kept_under_one_allocation():
    room, mics = make_room(), make_units(3)
    people, accounts = make_units(1, Kind.OPERATOR), make_units(1, Kind.HOST_ACCOUNT, seats=500)
    units = (*some_of(mics, 2), UnitNeed("host_account", seats=500))
    want = make_want(room=RoomNeed(room.pk), units=units, operators=OperatorNeed())
    (made,) = make_allocation("a", want, expires_at=at(8))
    kept = queries.reservations_of("a")
    assert {one.allocation for one in kept} == {made}
    assert [one.resource.pool for one in kept].count(mics) == 2
    assert {one.resource.pool for one in kept} == {None, mics, people, accounts}
    assert {(one.state, one.expires_at) for one in kept} == {("held", at(8))}
    assert AuditEntry.objects.filter(verb="scheduling.hold").count() == 1


@pytest.mark.parametrize("missing", ["room", "units", "operators"])
def test_where_one_thing_is_short_nothing_is_kept(missing: str):
    room, mics, people = make_room(), make_units(2), make_units(1, Kind.OPERATOR)
    parts = {"room": RoomNeed(room.pk), "units": some_of(mics, 2), "operators": OperatorNeed()}
    make_allocation("b", make_want(**{missing: parts[missing]}))
    before = Reservation.objects.count()
    with pytest.raises(Conflict):
        make_allocation("a", make_want(**parts))
    assert Reservation.objects.count() == before
    assert not Allocation.objects.filter(owner="a").exists()
    assert people.resources.count() == 1


def test_the_same_need_again_changes_nothing(heard: list[object]):
    want = make_want(units=some_of(make_units(3), 2))
    (first,) = make_allocation("a", want)
    before = AuditEntry.objects.count()
    (again,) = make_allocation("a", want)
    assert again.pk == first.pk
    assert AuditEntry.objects.count() == before
    assert [type(event) for event in heard] == [TimeHeld]


def test_another_need_takes_the_place_of_the_first_and_may_use_what_that_had(heard: list[object]):
    room, mics = make_room(), make_units(2)
    make_allocation("a", make_want(room=RoomNeed(room.pk), units=some_of(mics, 2)))
    make_allocation("a", make_want(at(10), at(12), units=some_of(mics, 2)), state="confirmed")
    assert [one.state for one in Allocation.objects.order_by("pk")] == ["released", "confirmed"]
    assert [one.resource.pool for one in queries.reservations_of("a")] == [mics, mics]
    assert isinstance(heard[-1], TimeMoved)


def test_an_exchange_that_fails_loses_nothing():
    room, taken = make_room(), make_room()
    make_hold("b", taken)
    (made,) = make_allocation("a", make_want(room=RoomNeed(room.pk)))
    with pytest.raises(Conflict):
        make_allocation("a", make_want(room=RoomNeed(taken.pk)))
    assert queries.allocations_of("a") == [made]
    assert names_of("a") == [room.name]


def test_the_dates_of_a_series_are_kept_together_or_not_at_all():
    room = make_room()
    wants = [make_want(at(9, day=day), at(11, day=day), room=RoomNeed(room.pk)) for day in (1, 8)]
    make_hold("b", room, start=at(10, day=8), end=at(12, day=8))
    with pytest.raises(Conflict) as caught:
        make_allocation("a", *wants)
    assert "8 Desember 2026" in caught.value.message
    assert "1 Desember" not in caught.value.message
    actions.release("b", actor=SUBKOR)
    assert len(make_allocation("a", *wants)) == 2
    assert Reservation.objects.filter(owner="a").count() == 2


def test_dates_of_a_series_that_overlap_do_not_share_a_room():
    room = make_room()
    wants = [make_want(at(9), at(11)), make_want(at(10), at(12))]
    need = Need(room=RoomNeed(room.pk))
    with pytest.raises(Conflict):
        make_allocation("a", *(type(want)(want.event, need) for want in wants))


def test_a_series_keeps_what_it_knows_of_its_other_dates_while_it_repacks_one():
    """Its second date needs the only unit that is free then; the repack of the first forgot it."""
    pool = make_units(2)
    one, two = pool.resources.order_by("order")
    make_allocation("b", make_want(at(8), at(10), units=some_of(pool)))
    actions.hold("c", [two], at(9, day=2), at(11, day=2), label="x", actor=SUBKOR)
    make_allocation("d", make_want(at(12), at(14), units=some_of(pool)))
    Reservation.objects.filter(owner="d").update(resource=two)
    assert {row.resource for row in Reservation.objects.filter(owner="b")} == {one}
    first = make_want(at(9), at(13), units=some_of(pool))
    second = make_want(at(9, day=2), at(11, day=2), units=some_of(pool))
    assert queries.check_wants([first, second]).is_free
    assert len(make_allocation("a", first, second)) == 2
    taken = make_want(at(9, day=2), at(11, day=2), units=some_of(pool))
    assert not queries.check_wants([taken]).is_free


def test_the_smallest_room_that_does_is_taken_where_any_will():
    make_room(capacity=200)
    small = make_room(capacity=20, layouts=["u_shape"])
    make_room(capacity=10)
    need = RoomNeed(people=15, layout="u_shape")
    make_allocation("a", make_want(room=need))
    assert names_of("a") == [small.name]


def test_any_room_is_another_room_when_the_first_is_taken_and_none_when_none_is_left():
    small, large = make_room(capacity=20), make_room(capacity=200)
    for owner, room in (("a", small), ("b", large)):
        make_allocation(owner, make_want(room=RoomNeed(people=15)))
        assert names_of(owner) == [room.name]
    with pytest.raises(Conflict):
        make_allocation("c", make_want(room=RoomNeed(people=15)))


def test_a_room_without_connection_serves_only_who_needs_none():
    room = make_room(has_connection=False)
    with pytest.raises(Conflict, match="Tidak ada ruang yang memenuhi"):
        make_allocation("a", make_want(room=RoomNeed()))
    make_allocation("a", make_want(room=RoomNeed(needs_connection=False)))
    assert names_of("a") == [room.name]


def test_each_resource_has_its_own_phases_and_a_request_its_own_instead():
    room = make_room(setup_minutes=45, test_minutes=15, teardown_minutes=30)
    mics = make_units(1, setup_minutes=10)
    parts = {"room": RoomNeed(room.pk), "units": some_of(mics)}
    make_allocation("a", make_want(**parts))
    busy = {one.resource.pool: one.busy for one in queries.reservations_of("a")}
    assert (busy[None].start, busy[None].end) == (at(8), at(11, 30))
    assert (busy[mics].start, busy[mics].end) == (at(8, 50), at(11))
    make_allocation("a", make_want(**parts, setup=0, test=5, teardown=60))
    spans = {(one.busy.start, one.busy.end) for one in queries.reservations_of("a")}
    assert spans == {(at(8, 55), at(12))}


def test_set_up_that_is_past_is_not_reserved():
    room = make_room(setup_minutes=120)
    start = NOW + timedelta(minutes=30)
    held = make_hold("a", room, start=start, end=start + timedelta(hours=1))
    assert (held.busy.start, held.span.start) == (NOW, start)


def test_a_closed_room_takes_nothing_new_and_keeps_what_it_has():
    room = make_room()
    held = make_hold("a", room)
    make_closure(room)
    assert Reservation.objects.get() == held
    with pytest.raises(Conflict, match="ditutup"):
        make_hold("b", room, start=at(13), end=at(15))
    make_hold("b", room, start=at(9, day=2), end=at(11, day=2))


def test_a_lifted_closure_closes_nothing():
    room = make_room()
    make_closure(room, lifted_at=NOW)
    make_hold("a", room)


def test_a_room_that_is_no_more_is_refused():
    with pytest.raises(Refused):
        make_allocation("a", make_want(room=RoomNeed(987654)))


def test_the_same_time_twice_is_refused():
    with pytest.raises(Refused):
        make_allocation("a", make_want(), make_want())


def test_what_is_short_is_told_with_who_has_it():
    mics = make_units(2, name="Mikrofon")
    make_allocation("b", make_want(units=some_of(mics, 2)), label="Rapat Bappeda")
    with pytest.raises(Conflict) as caught:
        make_allocation("a", make_want(units=some_of(mics, 1)))
    assert "Mikrofon: diminta 1, yang bebas 0" in caught.value.message
    assert any("Rapat Bappeda" in line for line in caught.value.holders)
