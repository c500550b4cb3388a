"""Closing what can be booked for a time: whom it hits is shown before, and told after."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jumpa.core.errors import Conflict, NotAllowed, Refused, WrongState
from jumpa.core.events import Event
from jumpa.core.models import AuditEntry
from jumpa.people.tests.makers import make_person
from jumpa.scheduling import actions
from jumpa.scheduling.events import ClosureLifted, ResourceClosed
from jumpa.scheduling.models import Closure, Kind, Resource
from jumpa.scheduling.queries import closures as queries
from jumpa.scheduling.tests.makers import (
    KEEPER,
    NOW,
    REQUESTER,
    SUBKOR,
    at,
    expired,
    make_hold,
    make_pool,
    make_room,
    make_unit,
)
from jumpa.scheduling.tests.pages import typed

pytestmark = pytest.mark.django_db

NEW = "/kelola/penutupan/baru/"


def close(*resources: Resource, **changes: Any) -> actions.Closed:
    facts: dict[str, Any] = {
        "start": at(7),
        "end": at(17),
        "reason": "maintenance",
        "note": "ganti AC",
        "actor": SUBKOR,
    }
    return actions.close_resources(resources, **{**facts, **changes})


def test_whom_it_hits_is_announced_once_each_with_all_that_falls_into_it(heard: list[Event]):
    room, other = make_room(name="TCM Room"), make_room(name="Aula")
    make_hold("a", room)
    make_hold("b", other, start=at(13), end=at(14))
    make_hold("b", room, start=at(15), end=at(16))
    make_hold("c", room, start=at(9, day=2), end=at(10, day=2))
    heard.clear()
    closed = close(room, other)
    told = [event for event in heard if isinstance(event, ResourceClosed)]
    assert [(event.owner, len(event.bookings)) for event in told] == [("a", 1), ("b", 2)]
    assert told[0].bookings[0].resource_ref == room.ref
    assert (told[0].reason, told[0].by, told[0].batch) == (
        "pemeliharaan (ganti AC)",
        SUBKOR,
        closed.batch,
    )
    entry = AuditEntry.objects.get(verb="scheduling.close")
    assert entry.after["about"] == "TCM Room, Aula"
    assert AuditEntry.objects.get(verb="scheduling.affect", owner="a").office_key == "subkor_ile"


def test_what_was_reserved_stays_reserved():
    room = make_room()
    held = make_hold("a", room)
    close(room)
    held.refresh_from_db()
    assert held.state == "held"


@pytest.mark.parametrize(
    ("start", "end", "hit"),
    [
        (at(11, 15), at(17), False),
        (at(11, 14), at(17), True),
        (at(6), at(8, 30), False),
        (at(6), at(8, 31), True),
        (at(10), at(10, 1), True),
    ],
)
def test_set_up_and_teardown_count_and_touching_does_not(start: datetime, end: datetime, hit: bool):
    room = make_room(setup_minutes=30, teardown_minutes=15)
    make_hold("a", room)
    assert bool(close(room, start=start, end=end).affected) is hit


def test_holds_that_ran_out_and_events_that_are_over_are_not_hit():
    room = make_room()
    expired(make_hold("over", room))
    make_hold("past", room, start=NOW.replace(hour=7), end=NOW.replace(hour=8))
    assert not close(room, start=NOW.replace(hour=6), end=at(20)).affected


def test_a_double_click_closes_once(heard: list[Event]):
    room = make_room()
    make_hold("a", room)
    heard.clear()
    first = close(room, batch="batchbatch2345")
    again = close(room, batch="batchbatch2345")
    assert [one.pk for one in again.closures] == [one.pk for one in first.closures]
    assert Closure.objects.count() == 1
    assert len(heard) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"end": at(7)}, "end"),
        ({"end": at(6)}, "end"),
        ({"start": NOW - timedelta(days=2), "end": NOW}, "end"),
        ({"end": at(7) + timedelta(days=367)}, "end"),
        ({"reason": "hujan"}, "reason"),
        ({"reason": "leave"}, "reason"),
    ],
)
def test_a_closure_that_cannot_be_is_refused(changes: dict[str, Any], field: str):
    with pytest.raises(Refused) as caught:
        close(make_room(), **changes)
    assert field in caught.value.fields
    assert not Closure.objects.exists()


def test_closing_nothing_is_refused():
    with pytest.raises(Refused):
        close()


def test_an_operator_takes_leave_and_nobody_reads_why():
    operator = make_unit(make_pool(Kind.OPERATOR), name="Agus Wijaya")
    (closure,) = close(operator, reason="leave", note="operasi").closures
    text = queries.told(closure)
    assert "Agus Wijaya berhalangan" in text
    assert "cuti" not in text.lower()
    assert "operasi" not in text


def test_only_those_who_may_close():
    room = make_room()
    for actor in (SUBKOR, KEEPER):
        close(room, actor=actor)
    with pytest.raises(NotAllowed):
        close(room, actor=REQUESTER)
    batch = Closure.objects.first().batch
    with pytest.raises(NotAllowed):
        actions.lift_closure(batch, actor=REQUESTER)
    assert Closure.objects.standing().count() == 2


def test_events_that_came_after_the_page_are_shown_before_anything_is_closed():
    room = make_room()
    make_hold("a", room)
    shown = actions.would_hit([room], at(7), at(17), reason="maintenance", actor=SUBKOR)
    seen = queries.fingerprint(shown)
    make_hold("b", room, start=at(13), end=at(14), label="Rapat susulan")
    with pytest.raises(WrongState) as caught:
        close(room, seen=seen)
    assert any("Rapat susulan" in line for line in caught.value.changes)
    assert not Closure.objects.exists()


def test_lifting_opens_all_again_once(heard: list[Event]):
    rooms = make_room(), make_room()
    make_hold("a", rooms[0])
    closed = close(*rooms)
    assert queries.closed_bookings("a")
    heard.clear()
    for _ in range(2):
        actions.lift_closure(closed.batch, actor=SUBKOR)
    assert heard == [ClosureLifted(closed.batch, SUBKOR)]
    assert not Closure.objects.standing().exists()
    assert not queries.closed_bookings("a")
    assert AuditEntry.objects.filter(verb="scheduling.lift_closure").count() == 1


def test_what_is_over_or_unknown_is_not_lifted(clock: Any):
    closed = close(make_room())
    clock.move_to(at(18))
    for batch in (closed.batch, "tidakada"):
        with pytest.raises(WrongState):
            actions.lift_closure(batch, actor=SUBKOR)


def test_the_notice_goes_when_the_event_has_moved():
    room = make_room(name="TCM Room")
    make_hold("a", room)
    close(room)
    (found,) = queries.closed_bookings("a")
    assert found.text == (
        "TCM Room ditutup Selasa, 1 Desember 2026, pukul 07.00–17.00 WIB"
        " karena pemeliharaan (ganti AC)."
    )
    assert [one.owner for one in queries.events_closed()] == ["a"]
    actions.reschedule("a", [room], at(9, day=3), at(11, day=3), label="Rapat", actor=SUBKOR)
    assert not queries.closed_bookings("a")
    assert not queries.events_closed()


def test_a_kept_page_shows_closures_ahead_and_not_those_of_others(client: Client):
    client.force_login(make_person("administrator"))
    room, other = make_room(), make_room()
    close(other, note="rahasia lain")
    close(room, note="ganti AC")
    page = client.get(reverse("kelola_satuan", args=[room.ref])).content.decode()
    assert "ganti AC" in page
    assert "rahasia lain" not in page


def test_what_is_closed_cannot_be_booked_until_it_is_lifted():
    room = make_room(name="TCM Room", teardown_minutes=15)
    closed = close(room)
    with pytest.raises(Conflict, match="TCM Room ditutup"):
        make_hold("a", room)
    make_hold("before", room, start=at(6), end=at(6, 45))
    actions.lift_closure(closed.batch, actor=SUBKOR)
    make_hold("a", room)


def test_a_closed_room_is_shown_as_closed_wherever_one_looks_for_a_room(client: Client):
    room = make_room(name="TCM Room")
    make_room(name="Aula")
    close(room)
    client.force_login(make_person("opd"))
    day = client.get("/ruang/", {"tanggal": "2026-12-01"}).content.decode()
    assert day.count("Kosong sepanjang hari") == 1
    assert "Pemeliharaan (ganti AC)" in day
    asked = {"mulai": "2026-12-01T09:00", "selesai": "2026-12-01T11:00"}
    assert client.get("/ketersediaan/", asked).content.decode().count("Ditutup") == 1
    answer = client.get("/ketersediaan/", {**asked, "ruang": room.ref}).content.decode()
    assert "TCM Room ditutup" in answer
    assert "TCM Room tersedia" not in answer
    assert "Aula, " in answer
    later = {"mulai": "2026-12-02T09:00", "selesai": "2026-12-02T11:00", "ruang": room.ref}
    assert "TCM Room tersedia" in client.get("/ketersediaan/", later).content.decode()


@pytest.fixture
def subkor(client: Client) -> Client:
    client.force_login(make_person("subkor_ile"))
    return client


def filled(client: Client, *resources: Resource, **changes: Any) -> dict[str, Any]:
    chosen = {
        "resources": [one.ref for one in resources],
        "start": "2026-12-01T07:00",
        "end": "2026-12-01T17:00",
        "reason": "maintenance",
        "note": "ganti AC",
    }
    return typed(client, NEW, **{**chosen, **changes})


def test_the_page_lists_whom_it_hits_and_closes_only_then(subkor: Client):
    room = make_room()
    make_hold("pemohonpemohon", room, label="Rapat Dinkes")
    sent = filled(subkor, room)
    shown = subkor.post(NEW, sent)
    assert shown.status_code == 200
    page = shown.content.decode()
    assert "Rapat Dinkes" in page
    assert "/permohonan/pemohonpemohon/" in page
    assert not Closure.objects.exists()
    pressed = {**sent, "seen": shown.context["form"]["seen"].value(), "tutup": "ya"}
    for _ in range(2):
        answer = subkor.post(NEW, pressed)
        assert answer.status_code == 302
    batch = Closure.objects.get().batch
    assert answer["Location"] == reverse("kelola_penutupan_satu", args=[batch])
    after = subkor.get(answer["Location"]).content.decode()
    assert "/permohonan/pemohonpemohon/" in after
    assert "Rapat Dinkes" in subkor.get("/kelola/penutupan/").content.decode()


def test_pressing_without_having_seen_the_list_is_refused(subkor: Client):
    room = make_room()
    make_hold("a", room, label="Rapat Dinkes")
    answer = subkor.post(NEW, {**filled(subkor, room), "seen": "", "tutup": "ya"})
    assert answer.status_code == 409
    assert "Rapat Dinkes" in answer.content.decode()
    assert not Closure.objects.exists()


def test_a_holiday_closes_all_rooms_at_once(subkor: Client):
    make_room(), make_room()
    make_room(is_active=False)
    sent = filled(subkor, all_rooms="on", reason="holiday")
    shown = subkor.post(NEW, sent)
    pressed = {**sent, "seen": shown.context["form"]["seen"].value(), "tutup": "ya"}
    subkor.post(NEW, pressed)
    assert Closure.objects.count() == 2
    assert Closure.objects.values("batch").distinct().count() == 1


def test_a_unit_of_a_pool_or_a_whole_pool_is_closed_from_its_page(subkor: Client):
    pool = make_pool()
    unit, _other = make_unit(pool), make_unit(pool)
    make_unit(pool, is_active=False)
    for query, count in ((f"?satuan={unit.ref}", 1), (f"?kelompok={pool.ref}", 2)):
        form = subkor.get(NEW + query).context["form"]
        assert len(form["resources"].value()) == count
        assert len(form.fields["resources"].queryset) == count


@pytest.mark.parametrize(
    "wrong",
    [
        {"resources": []},
        {"resources": ["tidakada"]},
        {"start": ""},
        {"start": "besok"},
        {"start": "1026-12-01T07:00"},
        {"end": "2026-12-01T06:00"},
        {"end": "2026-11-01T06:00"},
        {"reason": "hujan"},
        {"reason": "leave"},
        {"note": "<b>x</b>"},
        {"note": "x" * 301},
    ],
)
def test_bad_input_is_refused_and_kept(subkor: Client, wrong: dict[str, Any]):
    room = make_room()
    answer = subkor.post(NEW, {**filled(subkor, room), **wrong, "tutup": "ya"})
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert "2026-12-01T" in answer.content.decode()
    assert not Closure.objects.exists()


def test_lifting_asks_first(subkor: Client):
    closed = close(make_room())
    address = reverse("kelola_penutupan_cabut", args=[closed.batch])
    assert "Cabut penutupan?" in subkor.get(address).content.decode()
    assert Closure.objects.standing().exists()
    assert subkor.post(address).status_code == 302
    assert not Closure.objects.standing().exists()
    assert "Dicabut" in subkor.get("/kelola/penutupan/").content.decode()


@pytest.mark.parametrize("office", ["opd", "tu", "tim_tcmr", "kepala_dinas", "kabid_aptika"])
def test_other_offices_get_no_page(client: Client, office: str):
    batch = close(make_room()).batch
    client.force_login(make_person(office))
    for address in (
        "/kelola/penutupan/",
        NEW,
        reverse("kelola_penutupan_satu", args=[batch]),
        reverse("kelola_penutupan_cabut", args=[batch]),
    ):
        assert client.get(address).status_code == 403
        assert client.post(address).status_code in {403, 405}
    assert Closure.objects.standing().exists()


def test_a_closure_that_is_not_there_is_not_found(subkor: Client):
    assert subkor.get("/kelola/penutupan/tidakada/").status_code == 404


def test_the_list_asks_a_constant_number_of_times(
    subkor: Client, django_assert_max_num_queries: Any
):
    for number in range(12):
        room = make_room()
        make_hold(f"o{number}", room)
        close(room, make_room())
    for closure in Closure.objects.order_by("pk")[:10:2]:
        actions.lift_closure(closure.batch, actor=SUBKOR)
    with django_assert_max_num_queries(14):
        subkor.get("/kelola/penutupan/")
