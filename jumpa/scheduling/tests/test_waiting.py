"""The waiting list: in order, the first that fits, held for a set time."""

from datetime import timedelta

import pytest
import time_machine

from jumpa.core.errors import Conflict, Refused
from jumpa.scheduling import actions, queries
from jumpa.scheduling.events import WaitingGranted
from jumpa.scheduling.models import Resource, Waiting
from jumpa.scheduling.need import RoomNeed, Want
from jumpa.scheduling.tests.makers import (
    NOW,
    SUBKOR,
    at,
    make_allocation,
    make_hold,
    make_room,
    make_units,
    make_want,
    some_of,
)

pytestmark = pytest.mark.django_db


def in_room(room: Resource, start: int = 9, end: int = 11) -> Want:
    return make_want(at(start), at(end), room=RoomNeed(room.pk))


def wait(owner: str, *wants: Want) -> Waiting:
    return actions.wait(owner, wants, label="Rapat", actor=SUBKOR)


def state_of(owner: str) -> str:
    return Waiting.objects.filter(owner=owner).latest("pk").state


def test_on_release_the_first_in_line_is_offered_it_for_a_day(heard: list[object]):
    room = make_room()
    make_hold("a", room)
    for owner in "bc":
        wait(owner, in_room(room))
    assert actions.grant_waiting() == 0
    actions.release("a", actor=SUBKOR)
    assert actions.grant_waiting() == 1
    assert (state_of("b"), state_of("c")) == ("offered", "waiting")
    (offer,) = queries.open_offers("b")
    assert offer.resource == room
    assert timedelta(0) <= offer.expires_at - NOW - timedelta(hours=24) < timedelta(minutes=1)
    assert heard[-1] == WaitingGranted("b", offer.ref, offer.expires_at)
    with pytest.raises(Conflict):
        make_hold("d", room)
    assert actions.grant_waiting() == 0


def test_the_first_that_fits_is_served_before_an_earlier_one_that_does_not():
    room, mics = make_room(), make_units(1)
    make_allocation("a", make_want(room=RoomNeed(room.pk), units=some_of(mics)))
    make_allocation("x", make_want(at(11), at(12), units=some_of(mics)))
    wait("b", make_want(at(9), at(12), room=RoomNeed(room.pk), units=some_of(mics)))
    wait("c", in_room(room))
    actions.release("a", actor=SUBKOR)
    actions.grant_waiting()
    assert (state_of("b"), state_of("c")) == ("waiting", "offered")


def test_who_lets_it_pass_leaves_the_list_and_the_next_is_offered_it():
    room = make_room()
    for owner in "bc":
        wait(owner, in_room(room))
    actions.grant_waiting()
    with time_machine.travel(NOW + timedelta(hours=25)):
        actions.expire_holds()
        assert actions.grant_waiting() == 1
    assert (state_of("b"), state_of("c")) == ("left", "offered")


def test_taking_it_ends_the_wait():
    room = make_room()
    wait("b", in_room(room))
    actions.grant_waiting()
    actions.take_offer(queries.open_offers("b")[0], actor=SUBKOR)
    assert state_of("b") == "granted"
    assert [one.state for one in queries.allocations_of("b")] == ["confirmed"]
    assert actions.grant_waiting() == 0


def test_where_any_room_will_do_the_offer_names_the_room_and_taking_it_gives_that_room():
    small, large = make_room(capacity=10), make_room(capacity=50)
    make_hold("a", small)
    wait("b", make_want(room=RoomNeed(people=8)))
    actions.grant_waiting()
    (offer,) = queries.open_offers("b")
    assert offer.resource == large
    actions.release("a", actor=SUBKOR)
    (made,) = actions.take_offer(offer, actor=SUBKOR)
    assert made.resource == large


def test_what_one_has_already_counts_as_free_for_what_it_waits_for():
    room = make_room()
    make_hold("b", room)
    make_hold("a", room, start=at(11), end=at(12))
    wait("b", in_room(room, 10, 12))
    actions.release("a", actor=SUBKOR)
    assert actions.grant_waiting() == 1
    (made,) = actions.take_offer(queries.open_offers("b")[0], actor=SUBKOR)
    assert made.span.end == at(12)


def test_waiting_twice_for_the_same_keeps_the_place_and_for_something_else_loses_it():
    room, other = make_room(), make_room()
    first = wait("b", in_room(room))
    wait("c", in_room(room))
    assert wait("b", in_room(room)) == first
    second = wait("b", in_room(other))
    assert [one.owner for one in Waiting.objects.filter(state="waiting")] == ["c", "b"]
    assert second != first


def test_who_leaves_or_withdraws_is_offered_nothing():
    room = make_room()
    for owner in "bc":
        wait(owner, in_room(room))
    actions.leave_waiting("b", actor=SUBKOR)
    actions.leave_waiting("b", actor=SUBKOR)
    actions.release("c", actor=SUBKOR)
    assert actions.grant_waiting() == 0
    assert (state_of("b"), state_of("c")) == ("left", "left")


def test_a_time_that_has_come_is_waited_for_no_more():
    room = make_room()
    make_hold("a", room)
    wait("b", in_room(room))
    with time_machine.travel(at(9)):
        actions.grant_waiting()
    assert state_of("b") == "left"
    with time_machine.travel(at(9)), pytest.raises(Refused):
        wait("c", in_room(room))


def test_who_has_open_offers_is_offered_nothing_beside_them():
    room, other = make_room(), make_room()
    wait("b", in_room(room))
    choice = actions.Choice(other, at(13), at(14))
    terms = {"message": "", "expires_at": at(8), "label": "Rapat", "actor": SUBKOR}
    actions.make_offers("b", [choice], **terms)
    assert actions.grant_waiting() == 0
    assert state_of("b") == "waiting"
