"""An allocation and its reservations have one state, one end and one fate."""

from datetime import timedelta

import pytest
import time_machine

from jumpa.core.errors import WrongState
from jumpa.scheduling import actions, queries
from jumpa.scheduling import need as needs
from jumpa.scheduling.models import Allocation, Kind, Reservation
from jumpa.scheduling.need import Need, OperatorNeed, RoomNeed, UnitNeed
from jumpa.scheduling.tests.makers import (
    NOW,
    SUBKOR,
    at,
    expired,
    make_allocation,
    make_hold,
    make_room,
    make_units,
    make_want,
    some_of,
)

pytestmark = pytest.mark.django_db
NOTHING = make_want()
"""Nothing that can be booked, from 09.00 to 11.00."""


def state_of(owner: str) -> str:
    return Allocation.objects.filter(owner=owner).latest("pk").state


def test_an_event_at_the_requester_s_own_place_is_held_confirmed_and_released():
    make_allocation("a", NOTHING)
    assert actions.confirm("a", actor=SUBKOR) == []
    assert state_of("a") == "confirmed"
    actions.release("a", actor=SUBKOR)
    assert state_of("a") == "released"
    with pytest.raises(WrongState):
        actions.confirm("a", actor=SUBKOR)


def test_it_can_be_exchanged_for_a_room_at_the_same_time_and_back():
    room = make_room()
    make_allocation("a", NOTHING)
    make_allocation("a", make_want(room=RoomNeed(room.pk)))
    make_allocation("a", NOTHING)
    assert [one.state for one in Allocation.objects.order_by("pk")] == [
        "released",
        "released",
        "held",
    ]


def test_confirming_makes_the_allocation_firm_with_all_it_has():
    mics = make_units(2)
    make_allocation("a", make_want(units=some_of(mics, 2)), expires_at=at(8))
    actions.confirm("a", actor=SUBKOR)
    found = Reservation.objects.values_list("state", "expires_at")
    assert (state_of("a"), set(found)) == ("confirmed", {("confirmed", None)})


def test_a_hold_that_runs_out_takes_all_of_its_allocation_along():
    room, mics = make_room(), make_units(2)
    want = make_want(room=RoomNeed(room.pk), units=some_of(mics, 2))
    make_allocation("a", want, expires_at=NOW + timedelta(minutes=10))
    with time_machine.travel(NOW + timedelta(minutes=10)):
        assert queries.allocations_of("a") == []
        assert queries.check_wants([want]).is_free
        actions.expire_holds()
    assert (state_of("a"), Reservation.objects.count()) == ("released", 0)


def test_a_limit_holds_for_all_of_an_allocation_and_can_be_lifted():
    mics = make_units(2)
    make_allocation("a", make_want(units=some_of(mics, 2)))
    for until in (at(8), None):
        actions.limit_hold("a", until, actor=SUBKOR)
        assert set(Reservation.objects.values_list("expires_at", flat=True)) == {until}


def test_asking_for_the_same_again_sets_the_end_anew():
    want = make_want(units=some_of(make_units(2), 2))
    make_allocation("a", want, expires_at=at(7))
    make_allocation("a", want, expires_at=at(8))
    assert set(Reservation.objects.values_list("expires_at", flat=True)) == {at(8)}


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_what_joins_an_allocation_has_its_state_and_its_end(is_confirmed: bool):
    """The harm without: the late one runs out, and the firm room is deleted along with it."""
    room, late = make_room(), make_room()
    make_hold("a", room, expires_at=at(8))
    if is_confirmed:
        actions.confirm("a", actor=SUBKOR)
    make_hold("a", late, expires_at=NOW + timedelta(minutes=1))
    (one,) = queries.allocations_of("a")
    found = {(kept.state, kept.expires_at) for kept in one.reservations.all()}
    assert found == {("confirmed", None) if is_confirmed else ("held", at(8))}
    with time_machine.travel(NOW + timedelta(hours=1)):
        actions.expire_holds()
    assert len(queries.reservations_of("a")) == 2


def test_what_joins_is_part_of_the_need_in_its_phases():
    room, mics = make_room(setup_minutes=60), make_units(2)
    make_allocation("a", make_want(room=RoomNeed(), setup=15))
    other = make_room(setup_minutes=60)
    unit = mics.resources.order_by("order")[0]
    actions.hold("a", [other, unit], at(9), at(11), label="x", actor=SUBKOR)
    (one,) = queries.allocations_of("a")
    need = needs.from_json(one.need)
    assert (need.room, need.more_rooms) == (RoomNeed(), (other.pk,))
    assert need.units == (UnitNeed("equipment", units=(unit.pk,)),)
    assert {kept.busy.start for kept in queries.reservations_of("a")} == {at(8, 45)}
    moved = actions.move(one.ref, at(13), at(14), actor=SUBKOR)
    assert {kept.resource for kept in moved.reservations.all()} == {room, other, unit}


def test_needs_that_are_joined_lose_nothing():
    first = Need(RoomNeed(1), (2,), operators=OperatorNeed(1, (5,)), setup=10)
    second = Need(RoomNeed(3), (4,), operators=OperatorNeed(1, (6,), "Mendesak"), setup=99)
    joined = needs.joined(first, second)
    assert (joined.room, joined.more_rooms) == (RoomNeed(1), (2, 3, 4))
    assert joined.operators == OperatorNeed(2, (5, 6), "Mendesak")
    assert joined.setup == 10
    assert needs.joined(Need(), second) == Need(
        RoomNeed(3), (4,), operators=OperatorNeed(1, (6,), "Mendesak")
    )


def test_a_need_survives_being_written_down():
    unit = UnitNeed("host_account", provider="zoom", seats=500, mode="meeting", units=(7,))
    need = Need(RoomNeed(1, 40, "u_shape", False), (2,), (unit,), OperatorNeed(2, (5,), "x"), 0, 5)
    assert needs.from_json(needs.to_json(need)) == need
    want = make_want(units=(unit,))
    assert needs.want_from_json(needs.want_to_json(want)) == want
    assert needs.to_json(Need()) == {}


def test_only_a_need_for_nothing_at_all_is_empty():
    assert Need(setup=30).is_empty
    assert not Need(more_rooms=(1,)).is_empty
    assert not Need(operators=OperatorNeed()).is_empty


def test_the_uplink_follows_the_building_of_the_main_room():
    here, there = make_room(building="Balai"), make_room(building="Diskominfo")
    line = make_units(1, Kind.UPLINK, site="Balai")
    make_units(1, Kind.UPLINK, site="Diskominfo")
    want = make_want(room=RoomNeed(here.pk), more_rooms=(there.pk,), units=(UnitNeed("uplink"),))
    make_allocation("a", want)
    assert line in {one.resource.pool for one in queries.reservations_of("a")}
    taken = make_want(at(10), at(12), room=RoomNeed(), units=(UnitNeed("uplink", site="Balai"),))
    assert not queries.check_wants([taken]).is_free


def test_an_unswept_hold_is_neither_had_nor_given_up():
    room = make_room()
    make_hold("a", room)
    expired(Reservation.objects.get())
    assert (queries.reservations_of("a"), queries.allocations_of("a")) == ([], [])
    with pytest.raises(WrongState):
        actions.confirm("a", actor=SUBKOR)
    actions.release("a", actor=SUBKOR)
    assert (state_of("a"), Reservation.objects.count()) == ("released", 0)
