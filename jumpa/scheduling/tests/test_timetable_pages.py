from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from jumpa.people.tests.makers import make_appointment, make_person
from jumpa.scheduling.models import Kind
from jumpa.scheduling.tests.makers import (
    allocation_of,
    at,
    make_closure,
    make_hold,
    make_room,
    make_units,
)

pytestmark = pytest.mark.django_db
WEEK = {"tampilan": "minggu", "tanggal": "2026-12-01"}
DAY = {"tampilan": "hari", "tanggal": "2026-12-01"}
MONTH = {"tampilan": "bulan", "tanggal": "2026-12-01"}


@pytest.fixture
def official(client: Client) -> Client:
    client.force_login(make_person("tu"))
    return client


def page(client: Client, status: int = 200, **query: str) -> str:
    answer = client.get(reverse("jadwal"), query)
    assert answer.status_code == status
    return unescape(answer.content.decode())


def test_the_timetable_needs_a_login(client: Client):
    assert client.get(reverse("jadwal")).status_code == 302
    assert client.get(reverse("jadwal_data")).status_code == 302


@pytest.mark.parametrize("period", [DAY, WEEK, MONTH], ids=["hari", "minggu", "bulan"])
def test_an_official_reads_time_name_and_state_without_javascript(
    official: Client, period: dict[str, str]
):
    room = make_room(name="Ruang TCM", setup_minutes=30)
    allocation = allocation_of(make_hold("a", room, label="Rapat Dinkes"))
    text = page(official, **period)
    assert "09.00–11.00" in text
    assert "Rapat Dinkes" in text
    assert "ditahan" in text
    assert "terpakai 08.30–11.00" in text
    assert f'href="/jadwal/{allocation.ref}/"' in text
    assert f"sumber={room.ref}" in text


def test_a_requester_reads_only_that_it_is_taken(client: Client):
    client.force_login(make_person("opd"))
    room = make_room()
    allocation = allocation_of(make_hold("a", room, label="Rapat tertutup"))
    operators = make_units(1, Kind.OPERATOR, name="Operator malam")
    for text in (page(client, **DAY), client.get(reverse("jadwal_data"), DAY).content.decode()):
        assert "Terpakai" in text
        assert "tertutup" not in text
        assert allocation.ref not in text
        assert operators.name not in text


def test_a_free_row_says_so(official: Client):
    make_room()
    assert "Kosong" in page(official, **WEEK)


def test_an_office_without_anything_to_book_is_told_what_to_do(official: Client):
    assert "minta administrator menambahkan" in page(official)


def test_nonsense_in_the_address_counts_as_not_said(official: Client):
    make_room(name="Ruang TCM")
    text = page(official, tampilan="tahun", tanggal="31-31-31", jenis="kapal", halaman="-3")
    assert "Senin, 23 November 2026 s.d. Minggu, 29 November 2026" in text
    assert "Ruang TCM" in text
    assert "Ruang TCM" in page(official, tanggal="9999-12-31", halaman="nol")


def test_the_timetable_of_what_is_not_there_is_not_found(official: Client):
    page(official, status=404, sumber="tidakadatidak2")
    answer = official.get(reverse("jadwal_data"), {"sumber": "tidakadatidak2"})
    assert answer.status_code == 404


def test_an_operators_timetable_is_not_found_for_a_requester(client: Client):
    client.force_login(make_person("opd"))
    operator = make_units(1, Kind.OPERATOR).resources.get()
    page(client, status=404, sumber=operator.ref)


def test_one_resource_and_one_pool_have_a_timetable_of_their_own(official: Client):
    room, pool = make_room(name="Ruang TCM"), make_units(2, name="Mikrofon")
    make_room(name="Aula")
    alone = page(official, **WEEK, sumber=room.ref)
    assert "<h1>Ruang TCM</h1>" in alone
    assert "Aula" not in alone
    units = page(official, **WEEK, kelompok=pool.ref)
    assert "<h1>Mikrofon</h1>" in units
    assert "Mikrofon 2" in units


def test_an_event_over_midnight_stands_under_both_days(official: Client):
    make_hold("a", make_room(), start=at(22), end=at(2, day=2), label="Rapat malam")
    assert page(official, **WEEK).count("Rapat malam") == 2
    assert "22.00–2 Des 02.00" in page(official, **DAY)


def test_a_whole_day_closed_is_said_in_words(official: Client):
    make_closure(make_room(), note="Pengecatan")
    text = page(official, **DAY)
    assert "sepanjang hari" in text
    assert "Pemeliharaan" in text
    assert "Pengecatan" in text


def test_the_data_of_the_drawing_are_the_same_rows_in_the_offices_time(official: Client):
    room = make_room(name="Ruang TCM", setup_minutes=30)
    allocation = allocation_of(make_hold("a", room, label="Rapat Dinkes"))
    told = official.get(reverse("jadwal_data"), DAY).json()
    assert [one["id"] for one in told["resources"]] == [room.ref]
    event, phase = told["events"]
    assert (event["start"], event["end"]) == ("2026-12-01T09:00:00", "2026-12-01T11:00:00")
    assert event["extendedProps"]["ref"] == allocation.ref
    assert (phase["display"], phase["start"]) == ("background", "2026-12-01T08:30:00")


@pytest.mark.parametrize(
    ("office", "may"),
    [("subkor_ile", True), ("tim_tcmr", False), ("tu", False), ("administrator", False)],
)
def test_only_the_coordinator_drags(client: Client, office: str, may: bool):
    client.force_login(make_person(office))
    allocation_of(make_hold("a", make_room()))
    told = client.get(reverse("jadwal_data"), DAY).json()
    assert told["events"][0]["startEditable"] is may
    assert ("Pindahkan jadwal?" in page(client, **DAY)) is may


def test_a_stand_in_drags_only_if_the_scope_says_so(client: Client):
    person = make_person()
    make_appointment(person, "subkor_ile", standing="plh", scope=["check"])
    client.force_login(person)
    allocation_of(make_hold("a", make_room()))
    assert client.get(reverse("jadwal_data"), DAY).json()["events"][0]["startEditable"] is False


def test_everybody_finds_the_timetable_in_the_menu(client: Client):
    client.force_login(make_person("opd"))
    assert f'href="{reverse("jadwal")}"' in client.get(reverse("ruang")).content.decode()
