"""Any room that serves: the request says what it must hold, the office says which it became."""

import pytest

from jumpa.scheduling.actions import hold
from jumpa.scheduling.models import Kind, Pool, Resource
from jumpa.scheduling.queries import reservations_of
from jumpa.scheduling.room_field import ANY_ROOM
from jumpa.scheduling.tests.makers import SUBKOR, make_room
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db
REF = "barubarubaru22"


def test_the_smallest_room_that_serves_is_held_and_becomes_the_agreed_one(office: Office) -> None:
    make_room(name="Aula", capacity=300)
    small = make_room(name="Ruang Rapat", capacity=30)
    make_room(name="Ruang Tamu", capacity=8)
    office.submit(ruang=ANY_ROOM)
    assert [room for room, _at, _state in office.holds(REF)] == [small.name]
    assert "Ditahan: Ruang Rapat" in office.page_of(REF, office.cast.requester)

    swift.forward(office, REF, "check")
    swift.check(office, REF)
    found = office.found(REF)
    assert (found.agreed_room, found.place) == (small, "Ruang Rapat")


def test_any_room_is_as_asked_whichever_it_became(office: Office) -> None:
    office.submit(ruang=ANY_ROOM)
    swift.forward(office, REF, "check")
    swift.check(office, REF)
    office.reply(REF)
    (reply,) = [paper for paper in office.papers(REF) if paper.kind == "reply"]
    assert reply.facts["outcome"] == "accepted"
    assert reply.facts["event"]["place"] == "TCM Room"


def test_without_a_free_room_that_serves_any_room_is_refused(office: Office) -> None:
    make_room(name="Ruang Tamu", capacity=8)
    start = office.event_start()
    hold("lain", [office.room], start, start.replace(hour=11), label="Apel", actor=SUBKOR)
    answer = office.post_request(ruang=ANY_ROOM)
    assert answer.status_code == 409
    assert office.holds(REF) == []
    office.submit(ruang=ANY_ROOM, versi=str(office.found(REF).version), accepts_clash="on")
    assert office.found(REF).has_clash


def test_the_form_lists_which_rooms_are_free_where_any_will_do(office: Office) -> None:
    make_room(name="Ruang Rapat", capacity=30)
    page = office.post_request(ruang=ANY_ROOM, ajukan=None, periksa="1").content.decode()
    listed = page.partition('id="ketersediaan"')[2].partition("Periksa ketersediaan")[0]
    assert "TCM Room" in listed
    assert "Ruang Rapat" in listed


def test_all_that_is_kept_as_units_is_held_with_the_room(office: Office) -> None:
    for kind, name, facts in (
        (Kind.EQUIPMENT, "Mikrofon nirkabel", {"key": "mik_nirkabel"}),
        (Kind.OPERATOR, "Operator", {}),
        (Kind.HOST_ACCOUNT, "Zoom 500", {"provider": "zoom", "seats": 500}),
    ):
        pool = Pool.objects.create(kind=kind, name=name, **facts)
        for number in range(3):
            Resource.objects.create(pool=pool, kind=kind, name=f"{name} {number + 1}")
    office.submit()
    held = sorted(one.resource.kind for one in reservations_of(REF))
    assert held == ["equipment", "equipment", "host_account", "operator", "room"]
