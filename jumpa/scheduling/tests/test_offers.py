from datetime import timedelta

import pytest
import time_machine

from jumpa.core.errors import Conflict, Refused, WrongState
from jumpa.core.models import AuditEntry
from jumpa.scheduling import actions, queries
from jumpa.scheduling.events import OffersMade, OffersWithdrawn, OfferTaken, TimeHeld
from jumpa.scheduling.models import Offer, Reservation
from jumpa.scheduling.rules import merged
from jumpa.scheduling.tests.makers import NOW, SUBKOR, at, make_hold, make_offers, make_room

pytestmark = pytest.mark.django_db


def test_what_is_offered_is_kept_free_from_others():
    room = make_room()
    make_offers("a", (room, at(9), at(11)))
    with pytest.raises(Conflict):
        make_hold("b", room, start=at(10), end=at(12))
    kept = Reservation.objects.get()
    assert (kept.state, kept.is_offer, kept.owner) == ("held", True, "a")
    assert queries.reservations_of("a") == []


def test_a_taken_offer_is_confirmed_and_frees_the_others_and_the_old_time(heard: list[object]):
    old, first, second = make_room(), make_room(), make_room()
    make_hold("a", old)
    offers = make_offers("a", (first, at(9), at(11)), (second, at(9), at(11)))
    (made,) = actions.take_offer(offers[1].ref, actor=SUBKOR)
    assert (made.resource, made.state, made.owner) == (second, "confirmed", "a")
    assert list(Reservation.objects.all()) == [made]
    states = {offer.rank: offer.state for offer in queries.offers_of("a")}
    assert states == {1: "declined", 2: "taken"}
    make_hold("b", old)
    make_hold("c", first)
    assert sum(isinstance(event, OfferTaken) for event in heard) == 1


def test_taking_an_offer_twice_changes_nothing_the_second_time(heard: list[object]):
    (offer,) = make_offers("a", (make_room(), at(9), at(11)))
    first = actions.take_offer(offer, actor=SUBKOR)
    entries = AuditEntry.objects.count()
    second = actions.take_offer(offer, actor=SUBKOR)
    assert second == first
    assert AuditEntry.objects.count() == entries
    assert sum(isinstance(event, OfferTaken) for event in heard) == 1


def test_a_second_choice_after_the_first_is_refused():
    offers = make_offers("a", (make_room(), at(9), at(11)), (make_room(), at(9), at(11)))
    actions.take_offer(offers[0], actor=SUBKOR)
    with pytest.raises(WrongState) as caught:
        actions.take_offer(offers[1], actor=SUBKOR)
    assert "Tidak dipilih" in caught.value.message
    assert len(queries.reservations_of("a")) == 1


def test_an_offer_that_was_taken_and_then_given_up_does_not_come_back():
    (offer,) = make_offers("a", (make_room(), at(9), at(11)))
    actions.take_offer(offer, actor=SUBKOR)
    actions.release("a", actor=SUBKOR)
    with pytest.raises(WrongState):
        actions.take_offer(offer, actor=SUBKOR)
    assert Reservation.objects.count() == 0


def test_an_expired_offer_cannot_be_taken_even_before_the_job_has_swept_it():
    (offer,) = make_offers("a", (make_room(), at(9), at(11)))
    with time_machine.travel(offer.expires_at), pytest.raises(WrongState) as caught:
        actions.take_offer(offer, actor=SUBKOR)
    assert "batas waktu" in caught.value.message


def test_an_offer_ends_when_its_event_would_begin():
    soon = NOW + timedelta(hours=2)
    offers = make_offers(
        "a", (make_room(), at(9), at(11)), (make_room(), soon, soon + timedelta(hours=1))
    )
    assert {offer.expires_at for offer in offers} == {soon}


def test_offers_may_overlap_each_other_since_only_one_is_taken():
    room = make_room(setup_minutes=15)
    offers = make_offers("a", (room, at(10), at(12)), (room, at(8), at(10)), (room, at(9), at(11)))
    assert [offer.rank for offer in offers] == [1, 2, 3]
    kept = merged(one.busy for one in Reservation.objects.all())
    assert [span.length for span in kept] == [timedelta(hours=4.25)]
    (made,) = actions.take_offer(offers[2], actor=SUBKOR)
    assert (made.span.start, made.busy.start) == (at(9), at(8, 45))
    make_hold("b", room, start=at(11, 15), end=at(12))


def test_an_offer_may_overlap_what_the_owner_already_has():
    room = make_room()
    make_hold("a", room)
    (offer,) = make_offers("a", (room, at(10), at(12)))
    extra = Reservation.objects.get(is_offer=True)
    assert (extra.span.start, extra.span.end) == (at(11), at(12))
    actions.withdraw_offers("a", actor=SUBKOR)
    assert [one.span.end for one in queries.reservations_of("a")] == [at(11)]
    assert Offer.objects.get(pk=offer.pk).state == "withdrawn"


def test_what_the_owner_has_does_not_run_out_while_an_offer_rests_on_it():
    room = make_room()
    make_hold("a", room, expires_at=NOW + timedelta(hours=1))
    (offer,) = make_offers("a", (room, at(10), at(12)))
    with time_machine.travel(NOW + timedelta(hours=2)):
        actions.expire_holds()
        with pytest.raises(Conflict):
            make_hold("b", room, start=at(9), end=at(10))
        assert actions.take_offer(offer, actor=SUBKOR)[0].state == "confirmed"


def test_new_offers_replace_the_earlier_ones(heard: list[object]):
    first, second = make_room(), make_room()
    make_offers("a", (first, at(9), at(11)))
    make_offers("a", (second, at(9), at(11)))
    assert [offer.resource for offer in queries.open_offers("a")] == [second]
    make_hold("b", first)
    told = [type(event) for event in heard]
    assert told == [OffersMade, OffersWithdrawn, OffersMade, TimeHeld]


def test_the_same_offers_again_change_nothing(heard: list[object]):
    room = make_room()
    first = make_offers("a", (room, at(9), at(11)))
    again = make_offers("a", (room, at(9), at(11)), expires_at=NOW + timedelta(hours=40))
    assert [offer.ref for offer in again] == [offer.ref for offer in first]
    assert Reservation.objects.count() == 1
    assert [type(event) for event in heard] == [OffersMade]


def test_an_offer_of_a_taken_time_offers_nothing_and_keeps_the_earlier_offers():
    free, taken = make_room(), make_room()
    make_offers("a", (free, at(9), at(11)))
    make_hold("b", taken)
    with pytest.raises(Conflict):
        make_offers("a", (make_room(), at(9), at(11)), (taken, at(10), at(12)))
    assert [offer.resource for offer in queries.open_offers("a")] == [free]
    assert Reservation.objects.filter(owner="a").count() == 1


def test_none_or_four_or_the_same_twice_are_not_offered():
    room = make_room()
    four = [(make_room(), at(9), at(11)) for _ in range(4)]
    for choices in ([], four, [(room, at(9), at(11))] * 2):
        with pytest.raises(Refused):
            make_offers("a", *choices)
    assert Offer.objects.count() == 0


def test_nothing_past_is_offered_and_no_answer_is_awaited_in_the_past():
    with pytest.raises(Refused):
        make_offers("a", (make_room(), NOW - timedelta(hours=1), NOW + timedelta(hours=1)))
    with pytest.raises(Refused):
        make_offers("a", (make_room(), at(9), at(11)), expires_at=NOW)


def test_withdrawn_offers_free_their_time_and_cannot_be_taken():
    room = make_room()
    (offer,) = make_offers("a", (room, at(9), at(11)))
    actions.withdraw_offers("a", actor=SUBKOR)
    actions.withdraw_offers("a", actor=SUBKOR)
    make_hold("b", room)
    with pytest.raises(WrongState):
        actions.take_offer(offer, actor=SUBKOR)


@pytest.mark.parametrize("verb", ["release", "reschedule"])
def test_an_owner_that_goes_another_way_leaves_no_offer_behind(verb: str):
    room = make_room()
    make_offers("a", (room, at(9), at(11)))
    if verb == "release":
        actions.release("a", actor=SUBKOR)
    else:
        actions.reschedule("a", [make_room()], at(9), at(11), label="x", actor=SUBKOR)
    make_hold("b", room)
    assert not queries.open_offers("a").exists()


def test_an_unknown_offer_is_no_offer():
    with pytest.raises(Offer.DoesNotExist):
        actions.take_offer("tidakada", actor=SUBKOR)
