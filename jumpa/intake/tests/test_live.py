"""What the form says about all that it asks for, while it is being filled in."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from jumpa.core.ids import new_ref
from jumpa.core.models import WorkingHours
from jumpa.intake.actions import open_draft
from jumpa.people.models import Person
from jumpa.people.tests.makers import make_person
from jumpa.scheduling.actions import allocate
from jumpa.scheduling.models import Kind
from jumpa.scheduling.need import Need, UnitNeed, Want
from jumpa.scheduling.rules import Span
from jumpa.scheduling.tests.makers import (
    NOW,
    SUBKOR,
    at,
    make_hold,
    make_pool,
    make_room,
    make_unit,
)

pytestmark = pytest.mark.django_db

MORNING = {"mulai": "2026-12-01T09:00", "selesai": "2026-12-01T11:00"}


@pytest.fixture
def person(db: None) -> Iterator[Person]:
    """A requester, a week before the event, in an office that works from Monday to Friday."""
    for weekday in range(5):
        WorkingHours.objects.create(weekday=weekday, start="07:30", end="16:00")
    with time_machine.travel(NOW):
        yield make_person("opd")


def ask(client: Client, person: Person, ref: str = "", status: int = 200, **typed: str) -> str:
    client.force_login(person)
    address = reverse("permohonan_ketersediaan", args=[ref or new_ref()])
    answer = client.post(address, {**MORNING, **typed})
    assert answer.status_code == status
    return str(answer.content.decode())


def take_microphones(count: int) -> None:
    """Two there are; so many are taken on Tuesday morning."""
    pool = make_pool(Kind.EQUIPMENT, name="Mikrofon nirkabel", key="mik_nirkabel")
    for _ in range(2):
        make_unit(pool)
    need = Need(units=(UnitNeed("equipment", key="mik_nirkabel", count=count),))
    want = Want(Span(at(9), at(11)), need)
    allocate("b", [want], label="Rapat Dinkes", actor=SUBKOR)


def test_what_is_short_of_the_equipment_is_said_with_what_would_do(
    client: Client, person: Person
) -> None:
    room = make_room(name="TCM Room")
    take_microphones(1)
    page = ask(client, person, ruang=room.ref, equipment_mik_nirkabel="2")
    assert "Belum semua yang diminta tersedia" in page
    assert "Mikrofon nirkabel: diminta 2, yang bebas 1" in page
    assert "Ruang sama, 2 jam lebih lambat; waktu bebas terdekat sesudahnya" in page
    assert f'value="{room.ref}|2026-12-01T11:00:00+07:00|2026-12-01T13:00:00+07:00"' in page
    assert "Rapat Dinkes" not in page
    free = ask(client, person, ruang=room.ref, equipment_mik_nirkabel="1")
    assert "TCM Room tersedia" in free


def test_a_place_of_ones_own_gets_other_times_with_the_same_things(
    client: Client, person: Person
) -> None:
    take_microphones(2)
    page = ask(client, person, ruang="", equipment_mik_nirkabel="1")
    assert "yang bebas 0" in page
    assert 'value="|2026-12-01T11:00:00+07:00|2026-12-01T13:00:00+07:00"' in page


def test_of_any_room_each_alternative_names_its_room(client: Client, person: Person) -> None:
    room = make_room(name="TCM Room")
    make_hold("b", room)
    page = ask(client, person, ruang="mana_saja")
    assert "Tidak ada ruang yang bebas" in page
    assert "TCM Room, Selasa, 1 Desember 2026, pukul 11.00–13.00 WIB" in page


def test_what_the_request_has_itself_is_not_in_its_way(client: Client, person: Person) -> None:
    room = make_room(name="TCM Room")
    draft = open_draft(new_ref(), person=person)
    make_hold(draft.ref, room)
    assert "TCM Room tersedia" in ask(client, person, draft.ref, ruang=room.ref)


def test_while_a_time_is_missing_nothing_is_said_and_an_impossible_one_is_told(
    client: Client, person: Person
) -> None:
    room = make_room()
    assert "Isi mulai, selesai, dan ruang" in ask(client, person, ruang=room.ref, selesai="")
    page = ask(client, person, status=422, ruang=room.ref, selesai="2026-12-01T08:00")
    assert "alert" in page


def test_another_agencys_request_is_not_there(client: Client, person: Person) -> None:
    draft = open_draft(new_ref(), person=make_person("opd"))
    ask(client, person, draft.ref, status=404)
