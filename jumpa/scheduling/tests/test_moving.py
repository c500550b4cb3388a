"""Moving, extending and restoring: the same need, checked again, in its state."""

from datetime import timedelta

import pytest
import time_machine

from jumpa.core.errors import Conflict, Refused, WrongState
from jumpa.scheduling import actions, queries
from jumpa.scheduling.events import HoldExpired, TimeHeld, TimeMoved
from jumpa.scheduling.models import Allocation, Reservation
from jumpa.scheduling.need import RoomNeed
from jumpa.scheduling.tests.makers import (
    NOW,
    SUBKOR,
    at,
    expired,
    make_allocation,
    make_hold,
    make_offers,
    make_room,
    make_units,
    make_want,
    some_of,
)

pytestmark = pytest.mark.django_db
TERMS = {"label": "Rapat", "actor": SUBKOR}


def test_all_of_a_need_moves_in_its_state_and_to_its_end(heard: list[object]):
    room, mics = make_room(), make_units(2)
    want = make_want(room=RoomNeed(room.pk), units=some_of(mics, 2))
    (had,) = make_allocation("a", want, expires_at=at(8))
    moved = actions.move(had.ref, at(14), at(15), actor=SUBKOR)
    kept = queries.reservations_of("a")
    assert (moved.need, moved.state) == (had.need, "held")
    assert {(one.span.start, one.state, one.expires_at) for one in kept} == {
        (at(14), "held", at(8))
    }
    assert len(kept) == 3
    assert isinstance(heard[-1], TimeMoved)
    make_allocation("b", want)


def test_a_confirmed_one_stays_confirmed_in_another_room():
    room, other = make_room(), make_room()
    make_hold("a", room)
    actions.confirm("a", actor=SUBKOR)
    (had,) = queries.allocations_of("a")
    moved = actions.move(had.ref, at(9), at(11), room=other.pk, actor=SUBKOR)
    assert (moved.state, queries.reservations_of("a")[0].resource) == ("confirmed", other)


def test_a_longer_end_extends_and_a_neighbour_stands_in_the_way():
    room = make_room()
    (had,) = make_allocation("a", make_want(room=RoomNeed(room.pk)))
    make_hold("b", room, start=at(12), end=at(13))
    moved = actions.move(had.ref, at(9), at(12), actor=SUBKOR)
    with pytest.raises(Conflict):
        actions.move(moved.ref, at(9), at(12, 30), actor=SUBKOR)
    assert [one.span.end for one in queries.reservations_of("a")] == [at(12)]


def test_moving_to_where_it_is_changes_nothing(heard: list[object]):
    (had,) = make_allocation("a", make_want(room=RoomNeed(make_room().pk)))
    assert actions.move(had.ref, at(9), at(11), actor=SUBKOR) == had
    assert [type(event) for event in heard] == [TimeHeld]


def test_one_date_of_a_series_moves_and_never_onto_another_of_its_own():
    room = make_room()
    wants = [make_want(at(9, day=day), at(11, day=day), room=RoomNeed(room.pk)) for day in (1, 8)]
    first, _ = make_allocation("a", *wants)
    with pytest.raises(Refused):
        actions.move(first.ref, at(9, day=8), at(11, day=8), actor=SUBKOR)
    actions.move(first.ref, at(9, day=2), at(11, day=2), actor=SUBKOR)
    assert [one.span.start for one in queries.allocations_of("a")] == [
        at(9, day=2),
        at(9, day=8),
    ]


def test_what_was_released_or_ran_out_does_not_move():
    (had,) = make_allocation("a", make_want(room=RoomNeed(make_room().pk)))
    expired(Reservation.objects.get())
    with pytest.raises(WrongState):
        actions.move(had.ref, at(14), at(15), actor=SUBKOR)
    with pytest.raises(Allocation.DoesNotExist):
        actions.move("tidakada", at(14), at(15), actor=SUBKOR)


def test_offers_that_may_rest_on_the_old_time_are_withdrawn():
    room = make_room()
    (had,) = make_allocation("a", make_want(room=RoomNeed(room.pk)))
    make_offers("a", (room, at(10), at(12)))
    actions.move(had.ref, at(14), at(15), actor=SUBKOR)
    assert not queries.open_offers("a").exists()
    make_hold("b", room, start=at(9), end=at(12))


def test_what_moves_makes_room_for_itself_in_its_pool():
    pool = make_units(2)
    one, two = pool.resources.order_by("order")
    for owner, unit, start, end in (("b", one, 8, 10), ("c", two, 12, 14)):
        make_allocation(owner, make_want(at(start), at(end), units=some_of(pool)))
        Reservation.objects.filter(owner=owner).update(resource=unit)
    (had,) = make_allocation("a", make_want(at(16), at(17), units=some_of(pool)))
    actions.move(had.ref, at(9), at(13), actor=SUBKOR)
    units = {row.owner: row.resource_id for row in Reservation.objects.all()}
    assert units["b"] == units["c"] != units["a"]


def test_a_moved_event_may_overlap_its_own_old_time_with_an_expired_one_beside_it(
    heard: list[object],
):
    """The other date ran out and nobody swept it: it goes first, as expired."""
    room = make_room()
    (gone,) = make_allocation("a", make_want(room=RoomNeed(room.pk)), expires_at=at(8))
    expired(Reservation.objects.get())
    make_hold("a", room, start=at(13), end=at(14))
    assert Allocation.objects.get(pk=gone.pk).state == "released"
    (standing,) = queries.allocations_of("a")
    actions.move(standing.ref, at(9), at(11), actor=SUBKOR)
    assert [type(event) for event in heard] == [TimeHeld, HoldExpired, TimeHeld, TimeMoved]


@pytest.mark.parametrize("verb", ["hold", "allocate", "restore"])
def test_the_same_time_can_be_had_again_after_a_hold_ran_out_unswept(verb: str):
    room, other = make_room(), make_room()
    make_hold("a", room)
    expired(Reservation.objects.get())
    if verb == "hold":
        make_hold("a", other)
    elif verb == "allocate":
        make_allocation("a", make_want(room=RoomNeed(other.pk)))
    else:
        actions.release("a", actor=SUBKOR)
        actions.restore("a", **TERMS)
    assert len(queries.allocations_of("a")) == 1
    assert Reservation.objects.count() == 1


def test_what_was_released_last_is_restored_as_a_hold():
    room, mics = make_room(), make_units(2)
    make_allocation("a", make_want(room=RoomNeed(room.pk)))
    want = make_want(at(13), at(14), room=RoomNeed(room.pk), units=some_of(mics, 2))
    make_allocation("a", want, state="confirmed")
    actions.release("a", actor=SUBKOR)
    (back,) = actions.restore("a", expires_at=at(8), **TERMS)
    assert (back.span.start, back.state) == (at(13), "held")
    assert len(queries.reservations_of("a")) == 3
    assert actions.restore("a", **TERMS) == [back]


def test_what_was_taken_meanwhile_is_not_restored_in_part():
    room, mics = make_room(), make_units(1)
    make_allocation("a", make_want(room=RoomNeed(room.pk), units=some_of(mics)))
    actions.release("a", actor=SUBKOR)
    make_allocation("b", make_want(units=some_of(mics)))
    with pytest.raises(Conflict):
        actions.restore("a", **TERMS)
    assert queries.reservations_of("a") == []


def test_all_dates_of_a_series_are_restored():
    room = make_room()
    wants = [make_want(at(9, day=day), at(11, day=day), room=RoomNeed(room.pk)) for day in (1, 8)]
    make_allocation("a", *wants)
    actions.release("a", actor=SUBKOR)
    assert len(actions.restore("a", **TERMS)) == 2


def test_nothing_past_and_nothing_that_never_was_is_restored():
    with pytest.raises(WrongState):
        actions.restore("a", **TERMS)
    make_hold("a")
    actions.release("a", actor=SUBKOR)
    with time_machine.travel(at(10)), pytest.raises(Refused):
        actions.restore("a", **TERMS)


def test_own_offers_do_not_stand_in_the_way_of_restoring():
    room = make_room()
    make_hold("a", room)
    actions.release("a", actor=SUBKOR)
    make_offers("a", (room, at(10), at(12)))
    assert len(actions.restore("a", **TERMS)) == 1
    assert not queries.open_offers("a").exists()


def test_an_event_that_has_begun_is_extended_although_its_set_up_is_past():
    room = make_room(setup_minutes=60)
    (had,) = make_allocation("a", make_want(room=RoomNeed(room.pk)))
    with time_machine.travel(at(10)):
        moved = actions.move(had.ref, at(9), at(12), actor=SUBKOR)
    assert moved.span.length == timedelta(hours=3)
    assert NOW < Reservation.objects.get().busy.start <= at(9)
