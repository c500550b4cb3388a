"""Coming first: only who may, with reason and basis, and only at the cost of those seen."""

import pytest
import time_machine

from jumpa.core.errors import Conflict, NotAllowed, Refused, WrongState
from jumpa.core.models import AuditEntry
from jumpa.scheduling import actions, queries
from jumpa.scheduling.events import TimeDisplaced
from jumpa.scheduling.models import Allocation, Offer, Reservation, Resource, Waiting
from jumpa.scheduling.need import RoomNeed, Want
from jumpa.scheduling.tests.makers import (
    REQUESTER,
    SUBKOR,
    at,
    make_allocation,
    make_hold,
    make_offers,
    make_room,
    make_units,
    make_want,
    some_of,
)

pytestmark = pytest.mark.django_db


def in_room(room: Resource, *times: int) -> Want:
    start, end = times or (9, 11)
    return make_want(at(start), at(end), room=RoomNeed(room.pk))


def displace(want: Want, *losers: str, **changes: object) -> list[Allocation]:
    facts = {
        "label": "Rapat Wali Kota",
        "reason": "Kunjungan",
        "basis": "Surat 005/12",
        "actor": SUBKOR,
    }
    return actions.displace("a", [want], losers=losers, **{**facts, **changes})


def test_what_is_in_the_way_goes_and_its_owner_is_told(heard: list[object]):
    room = make_room()
    make_hold("b", room, start=at(10), end=at(12))
    (made,) = displace(in_room(room), "b")
    assert made.state == "confirmed"
    assert queries.allocations_of("b") == []
    told = [event for event in heard if isinstance(event, TimeDisplaced)]
    assert [(one.owner, one.by, one.reason, one.basis) for one in told] == [
        ("b", "a", "Kunjungan", "Surat 005/12")
    ]
    assert [one.resource_name for one in told[0].bookings] == [room.name]
    entry = AuditEntry.objects.get(verb="scheduling.give_priority")
    assert (entry.owner, entry.after["basis"]) == ("b", "Surat 005/12")


def test_who_loses_loses_the_whole_allocation_but_no_other_of_its_own():
    room, mics = make_room(), make_units(1)
    wants = [in_room(room), make_want(at(9, day=2), at(11, day=2), room=RoomNeed(room.pk))]
    make_allocation(
        "b",
        Want(wants[0].event, make_want(room=RoomNeed(room.pk), units=some_of(mics)).need),
        wants[1],
    )
    displace(in_room(room, 10, 12), "b")
    assert [one.span.start for one in queries.allocations_of("b")] == [at(9, day=2)]
    make_allocation("c", make_want(units=some_of(mics)))


def test_a_requester_gives_no_priority():
    room = make_room()
    make_hold("b", room)
    with pytest.raises(NotAllowed):
        displace(in_room(room), "b", actor=REQUESTER)
    assert len(queries.reservations_of("b")) == 1


@pytest.mark.parametrize("missing", ["reason", "basis"])
def test_reason_and_basis_are_needed(missing: str):
    room = make_room()
    make_hold("b", room)
    with pytest.raises(Refused):
        displace(in_room(room), "b", **{missing: " "})
    assert len(queries.reservations_of("b")) == 1


def test_nobody_loses_who_was_not_seen():
    room = make_room()
    make_hold("b", room, label="Rapat Bappeda")
    with pytest.raises(WrongState) as caught:
        displace(in_room(room))
    assert caught.value.changes == ("Rapat Bappeda",)
    assert len(queries.reservations_of("b")) == 1


def test_what_has_begun_is_never_displaced():
    room = make_room()
    make_hold("b", room, start=at(8), end=at(10))
    with time_machine.travel(at(8, 30)):
        assert queries.would_lose("a", [in_room(room)]) == []
        with pytest.raises(Conflict):
            displace(in_room(room), "b")
    assert [one.owner for one in queries.would_lose("a", [in_room(room)])] == ["b"]


def test_nor_is_an_allocation_of_which_only_a_part_has_begun():
    room, mics = make_room(setup_minutes=120), make_units(1)
    make_allocation("b", make_want(room=RoomNeed(room.pk), units=some_of(mics)))
    with time_machine.travel(at(8)):
        assert queries.would_lose("a", [make_want(units=some_of(mics))]) == []
    assert queries.would_lose("a", [make_want(units=some_of(mics))]) != []


def test_as_few_lose_as_need_to_and_held_before_confirmed():
    mics = make_units(3)
    for owner in "bcd":
        make_allocation(owner, make_want(units=some_of(mics)))
    actions.confirm("d", actor=SUBKOR)
    found = queries.would_lose("a", [make_want(units=some_of(mics))])
    assert [one.owner for one in found] == ["c"]
    assert queries.would_lose("a", [make_want(at(13), at(14), units=some_of(mics))]) == []


def test_what_need_not_go_after_all_stays():
    """The newest hold is looked at first, but alone the two old ones are in the way."""
    small, large = make_units(1), make_units(2)
    room = make_room()
    make_allocation("b", make_want(room=RoomNeed(room.pk), units=some_of(large, 2)))
    make_allocation("c", make_want(units=some_of(small)))
    want = make_want(room=RoomNeed(room.pk), units=some_of(large, 1))
    assert [one.owner for one in queries.would_lose("a", [want])] == ["b"]


def test_offers_give_way_too_and_none_is_left_half():
    room, other = make_room(), make_room()
    make_offers("b", (room, at(9), at(11)), (other, at(9), at(11)))
    found = queries.would_lose("a", [in_room(room)])
    assert [(one.owner, one.has_offers) for one in found] == [("b", True)]
    displace(in_room(room), "b")
    assert {one.state for one in Offer.objects.all()} == {"withdrawn"}
    assert not Reservation.objects.filter(is_offer=True).exists()


def test_offers_that_rest_on_what_is_lost_fall_with_it():
    room = make_room()
    make_hold("b", room)
    make_offers("b", (room, at(10), at(12)))
    displace(in_room(room), "b")
    assert not queries.open_offers("b").exists()
    assert not Reservation.objects.filter(owner="b").exists()


def test_who_lost_a_granted_offer_waits_on_in_the_old_place():
    room = make_room()
    actions.wait("b", [in_room(room)], label="Rapat", actor=SUBKOR)
    actions.grant_waiting()
    displace(in_room(room), "b")
    place = Waiting.objects.get()
    assert (place.state, place.offer) == ("waiting", None)


def test_all_that_an_owner_lost_at_once_can_be_restored_at_once():
    room = make_room()
    make_allocation("b", in_room(room, 9, 10), in_room(room, 11, 12))
    displace(in_room(room, 9, 12), "b")
    actions.release("a", actor=SUBKOR)
    assert len(actions.restore("b", label="Rapat", actor=SUBKOR)) == 2


def test_where_even_that_does_not_help_nobody_loses():
    room = make_room(is_active=False)
    other = make_room()
    make_hold("b", other)
    want = make_want(room=RoomNeed(other.pk), units=some_of(make_units(0)))
    assert queries.would_lose("a", [want]) == []
    with pytest.raises(Conflict):
        displace(want, "b")
    assert len(queries.reservations_of("b")) == 1
    assert room.pk
