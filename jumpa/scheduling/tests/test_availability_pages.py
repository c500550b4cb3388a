import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from jumpa.people.tests.makers import make_person
from jumpa.scheduling.tests.makers import NOW, make_hold, make_room

pytestmark = pytest.mark.django_db

MORNING = {"mulai": "2026-12-01T09:00", "selesai": "2026-12-01T11:00"}


@pytest.fixture
def requester(client: Client) -> Client:
    client.force_login(make_person("opd"))
    return client


@pytest.fixture
def official(client: Client) -> Client:
    client.force_login(make_person("subkor_ile"))
    return client


def fragment(client: Client, status: int = 200, **query: str) -> str:
    answer = client.get(reverse("ketersediaan"), query, headers={"HX-Request": "true"})
    assert answer.status_code == status
    page = answer.content.decode()
    assert "<html" not in page
    return page


def test_a_free_room_is_said_to_be_free(requester: Client):
    room = make_room(name="Ruang TCM")
    page = fragment(requester, ruang=room.ref, **MORNING)
    assert "Ruang TCM tersedia" in page
    assert "Selasa, 1 Desember 2026, pukul 09.00–11.00 WIB" in page


def test_a_taken_room_comes_with_what_else_is_free(requester: Client, office_week: None):
    room = make_room(name="Ruang TCM")
    make_room(name="Ruang Rapat")
    make_hold("a", room)
    page = fragment(requester, ruang=room.ref, **MORNING)
    assert "Ruang TCM sudah terpakai" in page
    assert "Ruang Rapat" in page
    assert "Ruang sama, 2 jam lebih lambat" in page


@pytest.mark.parametrize(("office", "sees_it"), [("opd", False), ("tu", True)])
def test_a_requester_sees_taken_time_and_an_official_whose_it_is(
    client: Client, office: str, sees_it: bool
):
    room = make_room()
    make_hold("a", room, label="Rapat Dinkes")
    client.force_login(make_person(office))
    for name, query in (
        ("ketersediaan", {"ruang": room.ref, **MORNING}),
        ("ketersediaan", MORNING),
        ("ruang", {"tanggal": "2026-12-01"}),
    ):
        page = client.get(reverse(name), query).content.decode()
        assert "pukul 09.00–11.00 WIB" in page
        assert ("Rapat Dinkes" in page) is sees_it
        assert ("Terpakai" in page) or sees_it


def test_the_time_of_the_request_that_asks_is_not_in_its_own_way(requester: Client):
    room = make_room(name="Ruang TCM")
    make_hold("permohonan-1", room)
    page = fragment(requester, ruang=room.ref, kecuali="permohonan-1", **MORNING)
    assert "Ruang TCM tersedia" in page


def test_without_a_room_all_rooms_are_shown(official: Client):
    taken = make_room(name="Ruang TCM")
    make_room(name="Ruang Rapat")
    make_hold("a", taken)
    page = fragment(official, **MORNING)
    assert page.count("Tersedia") == 1
    assert page.count("Terpakai") == 1


def test_a_room_without_a_connection_says_so(requester: Client):
    room = make_room(has_connection=False)
    assert "tidak memiliki koneksi internet" in fragment(requester, ruang=room.ref, **MORNING)


def test_a_room_that_is_too_small_says_so(requester: Client):
    room = make_room(capacity=20)
    assert "hanya memuat 20 orang" in fragment(requester, ruang=room.ref, peserta="21", **MORNING)
    assert "hanya memuat" not in fragment(requester, ruang=room.ref, peserta="20", **MORNING)
    assert "Kapasitas kurang" in fragment(requester, peserta="21", **MORNING)
    assert "Kapasitas kurang" not in fragment(requester, peserta="20", **MORNING)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"selesai": "2026-12-01T08:00"}, "Waktu selesai harus sesudah waktu mulai."),
        ({"selesai": "2026-12-02T10:00"}, "Satu kegiatan paling lama 24 jam."),
        (
            {"mulai": "2026-11-20T09:00", "selesai": "2026-11-20T10:00"},
            "Waktu mulai sudah lewat.",
        ),
        ({"mulai": "besok pagi"}, "alert-box"),
        ({"mulai": "2026-02-29T09:00"}, "alert-box"),
        ({"mulai": "9999-12-31T22:00", "selesai": "9999-12-31T23:00"}, "Periksa tahunnya."),
        ({"ruang": "tidakada"}, "alert-box"),
        ({"peserta": "-1"}, "alert-box"),
    ],
)
def test_an_impossible_wish_is_answered_with_what_is_wrong(
    requester: Client, changes: dict[str, str], words: str
):
    page = fragment(requester, 422, **{**MORNING, **changes})
    assert words in page
    assert "badge" not in page


@pytest.mark.parametrize("query", [{"mulai": "2026-12-01T09:00", "selesai": ""}, {"mulai": ""}])
def test_a_half_typed_time_is_no_mistake_yet(requester: Client, query: dict[str, str]):
    assert "Isi waktu mulai dan selesai" in fragment(requester, **query)


def test_without_javascript_the_answer_is_a_whole_page_with_the_form_filled(requester: Client):
    room = make_room(name="Ruang TCM")
    page = requester.get(reverse("ketersediaan"), {"ruang": room.ref, **MORNING}).content.decode()
    assert "<html" in page
    assert "Ruang TCM tersedia" in page
    assert 'value="2026-12-01T09:00"' in page
    assert "Ruang TCM tersedia" not in requester.get(reverse("ketersediaan")).content.decode()


def test_the_list_of_rooms_shows_the_day_and_what_goes_on_now(official: Client):
    room = make_room(name="Ruang TCM")
    make_room(name="Aula")
    make_hold("a", room, start=NOW.replace(hour=8), end=NOW.replace(hour=10))
    page = official.get(reverse("ruang")).content.decode()
    assert "Selasa, 24 November 2026" in page
    assert "Sedang berlangsung" in page
    assert "Kosong sepanjang hari" in page
    other = official.get(reverse("ruang"), {"tanggal": "2026-11-25"}).content.decode()
    assert "Sedang berlangsung" not in other


@pytest.mark.parametrize("text", ["kemarin", "2026-02-30", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_shows_today(official: Client, text: str):
    answer = official.get(reverse("ruang"), {"tanggal": text})
    assert answer.context["day"] == NOW.date()


@pytest.mark.parametrize("rooms", [1, 10])
def test_the_list_of_rooms_needs_the_same_queries_however_many_there_are(
    official: Client, rooms: int, django_assert_num_queries: DjangoAssertNumQueries
):
    for number in range(rooms):
        make_hold(f"a{number}", make_room(), start=NOW, end=NOW.replace(hour=10))
    official.get(reverse("ruang"))
    with django_assert_num_queries(8):
        official.get(reverse("ruang"))


def test_nobody_sees_rooms_without_a_login(client: Client):
    for name in ("ruang", "ketersediaan", "kelola_ruang"):
        answer = client.get(reverse(name))
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("masuk"))
