import pytest
from django.template.loader import get_template
from django.test import Client
from pytest_django import Settings

from jumpa.people.models import Person
from jumpa.people.tests.makers import make_person


@pytest.fixture
def signed_in(client: Client, db: None, settings: Settings) -> Client:
    """Someone's browser, where ``/uji/<kind>/`` says no."""
    settings.ROOT_URLCONF = "jumpa.web.tests.refusing_urls"
    person: Person = make_person("kabid_aptika")
    client.force_login(person)
    return client


@pytest.mark.parametrize(
    ("kind", "status", "sentence"),
    [
        ("salah-orang", 403, "Hanya Kepala Dinas yang mendisposisikan."),
        ("basi", 409, "Diteruskan pukul 09.00 WIB"),
        ("bentrok", 409, "Rapat &lt;SPBE&gt;"),
        ("bentrok", 409, "TCM Room, Rabu"),
        ("isian", 422, "Nama kegiatan belum diisi."),
        ("dilarang", 403, "tidak berwenang membukanya"),
    ],
)
def test_a_refusal_is_a_page_with_its_status_and_its_sentence(
    signed_in: Client, kind: str, status: int, sentence: str
) -> None:
    answer = signed_in.post(f"/uji/{kind}/")
    assert answer.status_code == status
    assert sentence in answer.content.decode()
    assert "<main" in answer.content.decode()


def test_a_refusal_keeps_what_was_typed_but_no_secret(signed_in: Client) -> None:
    typed = {
        "note": "Mohon <b>dijadwalkan</b> ulang",
        "password": "kata sandi rahasia",
        "csrfmiddlewaretoken": "satu dua",
        "room": "k7x",
    }
    page = signed_in.post("/uji/basi/", typed).content.decode()
    assert "Mohon &lt;b&gt;dijadwalkan&lt;/b&gt; ulang" in page
    assert "kata sandi rahasia" not in page
    assert "satu dua" not in page
    assert "k7x" not in page


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/tugas/abc/?halaman=2", "/tugas/abc/?halaman=2"),
        ("http://jahat.example/tugas/abc/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_leads_only_into_this_site(signed_in: Client, referer: str, back: str) -> None:
    page = signed_in.post("/uji/basi/", headers={"referer": referer}).content.decode()
    assert f'href="{back}" data-back' in page


def test_htmx_gets_a_fragment_for_the_message_area_so_that_the_form_stays(
    signed_in: Client,
) -> None:
    answer = signed_in.post("/uji/bentrok/", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#pesan"
    assert "<html" not in answer.content.decode()
    assert "Ruang sudah dipakai." in answer.content.decode()


def test_a_fault_is_a_page_that_needs_no_database() -> None:
    page = get_template("500.html").render()
    assert "Terjadi gangguan" in page
    assert "{%" not in page


def test_a_fault_answers_500_and_tells_nothing_of_it(signed_in: Client) -> None:
    signed_in.raise_request_exception = False
    answer = signed_in.get("/uji/rusak/")
    assert answer.status_code == 500
    assert "Terjadi gangguan" in answer.content.decode()
    assert "boom" not in answer.content.decode()


def test_an_unknown_address_is_a_plain_page(client: Client, db: None) -> None:
    answer = client.get("/tidak-ada/")
    assert answer.status_code == 404
    assert "Halaman tidak ditemukan" in answer.content.decode()


def test_a_form_without_its_token_is_refused_with_a_way_on(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/masuk/", {"username": "a", "password": "b"})
    assert answer.status_code == 403
    assert "Formulir sudah kedaluwarsa" in answer.content.decode()


def test_a_form_in_another_encoding_is_refused_and_breaks_nothing(db: None) -> None:
    kind = "application/x-www-form-urlencoded; charset=utf-16"
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(make_person("tu"))
    assert careful.get("/").status_code == 200  # brings the CSRF cookie
    answer = careful.post("/permohonan/barubarubaru22/isi/", b"event_name=a", content_type=kind)
    assert answer.status_code == 400
    assert "tidak dapat dibaca" in answer.content.decode()


def test_who_no_longer_sees_the_page_still_finds_what_they_typed(client: Client, db: None) -> None:
    client.force_login(make_person("opd"))
    typed = {"forwarded-note": "Mohon <b>dijadwalkan</b> ulang"}
    answer = client.post("/tugas/tidakadatugas2/forwarded/", typed)
    assert answer.status_code == 404
    assert "Mohon &lt;b&gt;dijadwalkan&lt;/b&gt; ulang" in answer.content.decode()
    assert client.post("/tidak/ada/", typed).status_code == 404
