from datetime import timedelta

import pytest
import time_machine
from procrastinate.contrib.django import app

from jumpa.core.models import AuditEntry
from jumpa.scheduling import actions, jobs, queries
from jumpa.scheduling.events import HoldExpired, OfferExpired, TimeHeld
from jumpa.scheduling.models import Offer, Reservation
from jumpa.scheduling.tests.makers import NOW, at, expired, make_hold, make_offers, make_room

pytestmark = pytest.mark.django_db


def test_a_hold_is_not_busy_for_ever(heard: list[object]):
    room = make_room(name="Ruang TCM")
    make_hold("a", room, expires_at=NOW + timedelta(minutes=30))
    make_hold("stays")
    with time_machine.travel(NOW + timedelta(minutes=29)):
        jobs.expire_holds(0)
        assert Reservation.objects.filter(owner="a").exists()
    with time_machine.travel(NOW + timedelta(minutes=30)):
        jobs.expire_holds(0)
        jobs.expire_holds(0)
    assert list(Reservation.objects.values_list("owner", flat=True)) == ["stays"]
    gone = [event for event in heard if isinstance(event, HoldExpired)]
    assert [(event.owner, event.bookings[0].resource_name) for event in gone] == [
        ("a", "Ruang TCM")
    ]
    entry = AuditEntry.objects.get(verb="scheduling.expire")
    assert (entry.person_name, entry.owner) == ("Sistem", "a")


def test_an_expired_hold_that_the_job_has_not_swept_blocks_nobody(heard: list[object]):
    room = make_room()
    expired(make_hold("a", room))
    assert queries.holdings(room, at(9), at(11)) == []
    make_hold("b", room)
    assert list(Reservation.objects.values_list("owner", flat=True)) == ["b"]
    assert [type(event) for event in heard] == [TimeHeld, HoldExpired, TimeHeld]


def test_an_owner_may_hold_again_what_ran_out():
    room = make_room()
    first = expired(make_hold("a", room))
    assert make_hold("a", room).pk != first.pk
    assert Reservation.objects.count() == 1


def test_a_conflict_leaves_an_expired_hold_to_the_job():
    room = make_room()
    expired(make_hold("a", room, start=at(9), end=at(10)))
    make_hold("b", room, start=at(10), end=at(11))
    with pytest.raises(Exception, match="terpakai"):
        make_hold("c", room, start=at(9), end=at(11))
    assert Reservation.objects.filter(owner="a").exists()


def test_offers_run_out_together_with_their_time(heard: list[object]):
    room = make_room()
    offers = make_offers("a", (room, at(9), at(11)), (make_room(), at(9), at(11)))
    with time_machine.travel(offers[0].expires_at):
        assert actions.expire_holds() == 1
        assert actions.expire_holds() == 0
    assert set(Offer.objects.values_list("state", flat=True)) == {"expired"}
    make_hold("b", room)
    told = [event for event in heard if isinstance(event, OfferExpired)]
    assert [event.offer_refs for event in told] == [tuple(offer.ref for offer in offers)]
    assert not any(isinstance(event, HoldExpired) for event in heard)


def test_time_offered_too_long_ago_blocks_nobody_and_its_offer_still_expires():
    room = make_room()
    (offer,) = make_offers("a", (room, at(9), at(11)))
    with time_machine.travel(offer.expires_at):
        make_hold("b", room)
        actions.expire_holds()
    offer.refresh_from_db()
    assert offer.state == "expired"
    assert Reservation.objects.get().owner == "b"


def test_offers_that_ran_out_expire_even_when_new_ones_replace_them():
    (old,) = make_offers("a", (make_room(), at(9), at(11)))
    with time_machine.travel(old.expires_at):
        make_offers("a", (make_room(), at(9), at(11)), expires_at=at(8))
    old.refresh_from_db()
    assert old.state == "expired"


def test_the_worker_looks_for_what_ran_out_every_minute():
    periodic = app.periodic_registry.periodic_tasks
    found = [one for one in periodic.values() if one.task.name == "scheduling.expire_holds"]
    assert [one.cron for one in found] == ["* * * * *"]
