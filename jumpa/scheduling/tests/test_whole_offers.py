"""Offers of a whole need: kept free with all that belongs to it, shared where only one is taken."""

from datetime import datetime, timedelta

import pytest
import time_machine

from jumpa.core.errors import Conflict
from jumpa.scheduling import actions, queries
from jumpa.scheduling.models import Kind, Offer, Reservation
from jumpa.scheduling.need import OperatorNeed, RoomNeed, Want
from jumpa.scheduling.tests.makers import (
    NOW,
    SUBKOR,
    at,
    make_allocation,
    make_room,
    make_units,
    make_want,
    some_of,
)

pytestmark = pytest.mark.django_db


def offer(owner: str, *wants: Want, until: datetime = NOW + timedelta(hours=5)) -> list[Offer]:
    choices = [actions.Choice(None, want.event.start, want.event.end, (want,)) for want in wants]
    return actions.make_offers(
        owner, choices, message="", expires_at=until, label="Rapat", actor=SUBKOR
    )


def test_all_of_a_need_is_kept_free_and_becomes_the_owner_s():
    room, mics, people = make_room(), make_units(2), make_units(1, Kind.OPERATOR)
    parts = {"units": some_of(mics, 2), "operators": OperatorNeed()}
    (made,) = offer("a", make_want(room=RoomNeed(room.pk), **parts))
    assert made.resource == room
    with pytest.raises(Conflict):
        make_allocation("b", make_want(units=some_of(mics)))
    with pytest.raises(Conflict):
        make_allocation("b", make_want(operators=OperatorNeed()))
    assert len(actions.take_offer(made, actor=SUBKOR)) == 4
    assert people.resources.get() in {one.resource for one in queries.reservations_of("a")}


def test_where_one_thing_is_short_nothing_is_kept():
    room, mics = make_room(), make_units(1)
    make_allocation("b", make_want(units=some_of(mics)))
    with pytest.raises(Conflict):
        offer("a", make_want(room=RoomNeed(room.pk), units=some_of(mics)))
    assert not Reservation.objects.filter(owner="a").exists()


def test_offers_that_overlap_share_their_units():
    mics = make_units(2)
    make_allocation("b", make_want(at(8), at(13), units=some_of(mics)))
    made = offer(
        "a", make_want(units=some_of(mics)), make_want(at(10), at(12), units=some_of(mics))
    )
    kept = Reservation.objects.filter(is_offer=True)
    assert sum((one.busy.length for one in kept), timedelta(0)) == timedelta(hours=3)
    assert len(actions.take_offer(made[1], actor=SUBKOR)) == 1


def test_an_offer_uses_what_the_owner_has_even_when_others_must_move():
    """Two of three units are wanted: the owner's own one, and one that a repack sets free."""
    mics = make_units(3)
    one, two, three = mics.resources.order_by("order")
    make_allocation("a", make_want(units=some_of(mics, 1, one)))
    for owner, unit, start, end in (("b", two, 8, 10), ("c", three, 10, 12)):
        make_allocation(owner, make_want(at(start), at(end), units=some_of(mics)))
        Reservation.objects.filter(owner=owner).update(resource=unit)
    (made,) = offer("a", make_want(units=some_of(mics, 2)))
    assert len(actions.take_offer(made, actor=SUBKOR)) == 2


def test_a_unit_of_one_s_own_chosen_by_hand_is_no_obstacle_to_oneself():
    mics = make_units(2)
    one = mics.resources.order_by("order")[0]
    make_allocation("a", make_want(at(9), at(10), units=some_of(mics, 1, one)))
    make_allocation("b", make_want(at(10), at(11), units=some_of(mics)))
    Reservation.objects.filter(owner="b").update(resource=one)
    (made,) = offer("a", make_want(units=some_of(mics, 1, one)))
    (taken,) = actions.take_offer(made, actor=SUBKOR)
    assert taken.resource == one


def test_an_offer_is_taken_although_others_have_moved_what_was_kept_for_it():
    mics = make_units(2)
    one, two = mics.resources.order_by("order")
    (made,) = offer("a", make_want(at(8), at(10), units=some_of(mics)))
    Reservation.objects.filter(owner="a").update(resource=one)
    make_allocation("b", make_want(at(12), at(14), units=some_of(mics)))
    Reservation.objects.filter(owner="b").update(resource=two)
    make_allocation("c", make_want(at(9), at(13), units=some_of(mics)))
    assert len(actions.take_offer(made, actor=SUBKOR)) == 1
    assert Reservation.objects.count() == 3


def test_an_offer_of_a_series_becomes_an_allocation_for_each_date():
    room = make_room()
    wants = tuple(
        make_want(at(9, day=day), at(11, day=day), room=RoomNeed(room.pk)) for day in (1, 8)
    )
    choice = actions.Choice(room, at(9), at(11), wants)
    terms = {"message": "", "expires_at": at(8), "label": "Rapat", "actor": SUBKOR}
    (made,) = actions.make_offers("a", [choice], **terms)
    assert len(actions.take_offer(made, actor=SUBKOR)) == 2
    assert len(queries.allocations_of("a")) == 2
    assert len(actions.take_offer(made, actor=SUBKOR)) == 2


def test_a_shorter_limit_does_not_take_away_what_an_offer_rests_on():
    room = make_room()
    make_allocation("a", make_want(room=RoomNeed(room.pk)))
    want = make_want(at(10), at(12), room=RoomNeed(room.pk))
    (made,) = offer("a", want)
    actions.limit_hold("a", NOW + timedelta(hours=1), actor=SUBKOR)
    with time_machine.travel(NOW + timedelta(hours=2)):
        actions.expire_holds()
        with pytest.raises(Conflict):
            make_allocation("b", make_want(room=RoomNeed(room.pk)))
        assert len(actions.take_offer(made, actor=SUBKOR)) == 1


def test_an_expired_offer_frees_all_that_was_kept_for_it():
    room, mics = make_room(), make_units(1)
    offer("a", make_want(room=RoomNeed(room.pk), units=some_of(mics)))
    with time_machine.travel(NOW + timedelta(hours=6)):
        actions.expire_holds()
        assert not Reservation.objects.exists()
        make_allocation("b", make_want(room=RoomNeed(room.pk), units=some_of(mics)))
