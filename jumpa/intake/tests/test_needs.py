"""What a request needs, read from its fields: only what is kept as units."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from jumpa.intake.models import ServiceRequest
from jumpa.intake.needs import most_seats, need_of, wants_of
from jumpa.scheduling.models import Kind, Pool, Resource
from jumpa.scheduling.need import Need, OperatorNeed, RoomNeed, UnitNeed, Want
from jumpa.scheduling.queries import Accounts, Managed, managed
from jumpa.scheduling.rules import Span

START = datetime(2026, 12, 1, 9, tzinfo=ZoneInfo("Asia/Pontianak"))
ZOOM = (Accounts("zoom", 500, "meeting"), Accounts("zoom", 1000, "webinar"))
EVERYTHING = Managed({"mik_nirkabel": 6}, ZOOM, 3, frozenset({"Balai Kota"}))


def make_request(**changes: Any) -> ServiceRequest:
    """A request for one of our rooms, not saved."""
    room = Resource(pk=7, kind=Kind.ROOM, name="TCM Room", building="Balai Kota")
    facts = {
        "start": START,
        "end": START + timedelta(hours=2),
        "room": room,
        "layout": "u_shape",
        "people_in_room": 25,
        "people_online": 300,
        "sites": 12,
        "application": "zoom",
        "host": "kami",
        "event_kind": "rakor",
        "needs": ["operator", "rekaman"],
        "equipment": {"mik_nirkabel": 2, "tripod": 1},
    }
    return ServiceRequest(**{**facts, **changes})


def units(request: ServiceRequest, there: Managed = EVERYTHING) -> list[tuple[str, int]]:
    return [
        (one.key or one.provider or one.site, one.count) for one in need_of(request, there).units
    ]


def test_all_that_is_kept_as_units_is_needed_at_once() -> None:
    assert need_of(make_request(), EVERYTHING) == Need(
        room=RoomNeed(7, 25, "u_shape"),
        units=(
            UnitNeed("equipment", key="mik_nirkabel", count=2),
            UnitNeed("host_account", provider="zoom", seats=312, mode="meeting"),
            UnitNeed("uplink", site="Balai Kota"),
        ),
        operators=OperatorNeed(1),
    )


def test_what_nobody_keeps_as_units_stays_words_on_the_request() -> None:
    assert need_of(make_request(), Managed()) == Need(room=RoomNeed(7, 25, "u_shape"))


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"equipment": {"tripod": 1}}, [("zoom", 1), ("Balai Kota", 1)]),
        ({"equipment": {"mik_nirkabel": 0}, "host": "pihak_lain"}, [("Balai Kota", 1)]),
        ({"application": "teams", "equipment": {"akun_host": 1}}, [("Balai Kota", 1)]),
        ({"equipment": {"akun_host": 2}}, [("zoom", 2), ("Balai Kota", 1)]),
        (
            {"equipment": {"akun_host": 2}, "host": "pihak_lain"},
            [("zoom", 2), ("Balai Kota", 1)],
        ),
    ],
)
def test_each_unit_is_asked_for_by_its_own_field(
    changes: dict[str, Any], wanted: list[tuple[str, int]]
) -> None:
    assert units(make_request(**changes)) == wanted


def test_any_room_is_described_and_this_room_is_named() -> None:
    anywhere = make_request(room=None, any_room=True)
    assert need_of(anywhere, EVERYTHING).room == RoomNeed(None, 25, "u_shape")
    assert need_of(make_request(), EVERYTHING).room == RoomNeed(7, 25, "u_shape")


def test_a_layout_by_ones_own_plan_fits_any_room() -> None:
    anywhere = make_request(room=None, any_room=True, layout="khusus")
    assert need_of(anywhere, EVERYTHING).room == RoomNeed(None, 25, "")


def test_at_ones_own_place_neither_room_nor_stream_is_needed() -> None:
    elsewhere = make_request(room=None, venue_name="Aula SMP 1")
    assert need_of(elsewhere, EVERYTHING).room is None
    assert units(elsewhere) == [("mik_nirkabel", 2), ("zoom", 1)]


@pytest.mark.parametrize(
    ("buildings", "is_asked"),
    [({"Balai Kota"}, True), ({"Balai Kota", "Gedung B"}, False), ({"Balai Kota", ""}, False)],
)
def test_any_room_needs_a_stream_of_its_building_where_each_building_has_such(
    buildings: set[str], is_asked: bool
) -> None:
    there = replace(EVERYTHING, buildings=frozenset(buildings))
    need = need_of(make_request(room=None, any_room=True), there)
    assert (UnitNeed("uplink") in need.units) == is_asked


def test_a_room_in_another_building_needs_no_stream_of_this_one() -> None:
    other = Resource(pk=8, kind=Kind.ROOM, name="Aula", building="Gedung B")
    assert ("Balai Kota", 1) not in units(make_request(room=other))


def test_a_webinar_wants_a_webinar_account_where_there_is_one() -> None:
    webinar = make_request(event_kind="webinar")
    only_meetings = Managed(accounts=(Accounts("zoom", 500, "meeting"),))
    (account,) = need_of(webinar, Managed(accounts=ZOOM)).units
    assert account.mode == "webinar"
    (account,) = need_of(webinar, only_meetings).units
    assert account.mode == ""


def test_without_a_word_on_who_joins_any_account_will_do() -> None:
    (account,) = need_of(make_request(people_online=None, sites=None), Managed(accounts=ZOOM)).units
    assert account.seats is None


def test_the_office_may_set_the_phases_of_one_event() -> None:
    need = need_of(make_request(setup_minutes=90, test_minutes=0), EVERYTHING)
    assert (need.setup, need.test, need.teardown) == (90, 0, None)


def test_the_want_is_the_need_at_its_time() -> None:
    request = make_request()
    need = need_of(request, EVERYTHING)
    assert wants_of(request, EVERYTHING) == [Want(Span(START, START + timedelta(hours=2)), need)]


def test_without_time_or_need_nothing_is_wanted() -> None:
    assert wants_of(make_request(start=None), EVERYTHING) == []
    assert wants_of(make_request(room=None, venue_name="Aula"), Managed()) == []


@pytest.mark.parametrize(
    ("values", "most"),
    [
        ({"host": "kami", "application": "zoom", "people_online": 1000}, None),
        ({"host": "kami", "application": "zoom", "people_online": 1000, "sites": 1}, 1000),
        ({"host": "kami", "application": "zoom"}, None),
        ({"host": "pihak_lain", "application": "zoom", "people_online": 3000}, None),
        ({"host": "kami", "application": "teams", "people_online": 3000}, None),
    ],
)
def test_more_people_than_our_largest_account_takes_are_told_its_size(
    values: dict[str, Any], most: int | None
) -> None:
    assert most_seats(values, ZOOM) == most


def test_an_account_without_a_limit_takes_all() -> None:
    accounts = (Accounts("jitsi"), Accounts("jitsi", 50))
    values = {"host": "kami", "application": "jitsi", "people_online": 3000}
    assert most_seats(values, accounts) is None


@pytest.mark.django_db
def test_what_is_kept_is_what_stands_in_active_pools_and_is_in_service() -> None:
    microphones = Pool.objects.create(kind=Kind.EQUIPMENT, name="Mikrofon", key="mik_nirkabel")
    retired = Pool.objects.create(kind=Kind.EQUIPMENT, name="TV", key="tv", is_active=False)
    staff = Pool.objects.create(kind=Kind.OPERATOR, name="Operator")
    Pool.objects.create(kind=Kind.HOST_ACCOUNT, name="Zoom 500", provider="zoom", seats=500)
    Pool.objects.create(kind=Kind.UPLINK, name="Saluran", site="Balai Kota")
    Resource.objects.create(kind=Kind.ROOM, name="TCM Room", building="Balai Kota")
    Resource.objects.create(kind=Kind.ROOM, name="Aula", building="Gedung B", is_active=False)
    for pool, name, changes in (
        (microphones, "Mik 1", {}),
        (microphones, "Mik 2", {"condition": Resource.Condition.BROKEN}),
        (microphones, "Mik 3", {"is_active": False}),
        (retired, "TV 1", {}),
        (staff, "Agus Wijaya", {}),
    ):
        Resource.objects.create(pool=pool, kind=pool.kind, name=name, **changes)
    assert managed() == Managed(
        {"mik_nirkabel": 1},
        (Accounts("zoom", 500, ""),),
        1,
        frozenset({"Balai Kota"}),
        frozenset({"Balai Kota"}),
    )
