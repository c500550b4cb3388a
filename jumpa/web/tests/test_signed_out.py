"""Whoever is signed out in the middle of their work loses nothing of it."""

from html import unescape
from re import findall, search

import pytest
from django.test import Client

from jumpa.people.models import Person
from jumpa.people.tests.makers import PASSWORD, make_person
from jumpa.web import carried as carrying

TYPED = {
    "note": "Mohon dijadwalkan\r\nulang",
    "papers": ["a1", "b2"],
    "token": "satu-dua",
    "nik": "6172000000000001",
    "passphrase": "rahasia sekali",
}


@pytest.fixture
def person(db: None) -> Person:
    """Someone who signs in."""
    return make_person("kepala_dinas", email="hendra@contoh.go.id")


def sign_in(client: Client, carried: str, password: str = PASSWORD) -> str:
    """Send the sign-in form that carries something; returns the page that follows."""
    values = {"username": "hendra@contoh.go.id", "password": password, "isian": carried}
    return client.post("/masuk/", values).content.decode()


def carried_by(page: str) -> str:
    """What the page's sign-in form carries."""
    found = search(r'name="isian" value="([^"]+)"', page)
    assert found, page
    return unescape(found[1])


def hidden(page: str) -> list[tuple[str, str]]:
    """The fields of the form that is offered to be sent again."""
    fields = findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return [(name, unescape(value)) for name, value in fields if name != "csrfmiddlewaretoken"]


def test_htmx_is_told_in_the_message_area_and_the_page_stays(client: Client, db: None) -> None:
    answer = client.post("/tanda-tangan/", TYPED, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer["HX-Retarget"] == "#pesan"
    assert answer["HX-Reselect"] == ".signed-out"
    page = answer.content.decode()
    assert "Anda sudah keluar dari Jumpa" in page
    assert "<main" not in page


def test_a_form_is_carried_through_the_sign_in_and_offered_once_more(
    client: Client, person: Person
) -> None:
    asked = client.post("/tanda-tangan/?dari=beranda", TYPED)
    assert asked.status_code == 401
    page = sign_in(client, carried_by(asked.content.decode()))
    assert client.session["_auth_user_id"] == str(person.pk)
    assert 'action="/tanda-tangan/?dari=beranda"' in page
    kept = [("note", "Mohon dijadwalkan\r\nulang"), ("papers", "a1"), ("papers", "b2")]
    assert hidden(page) == [*kept, ("token", "satu-dua")]
    assert "Kirim isian tadi" in page


def test_neither_passphrase_nor_nik_is_carried(client: Client, db: None) -> None:
    page = client.post("/tanda-tangan/", TYPED).content.decode()
    kept = carrying.carried_in(carried_by(page))
    assert kept is not None
    assert not {"nik", "passphrase"} & {name for name, _value in kept.fields}
    assert "rahasia sekali" not in page


def test_a_wrong_password_does_not_lose_it(client: Client, person: Person) -> None:
    carried = carried_by(client.post("/tanda-tangan/", TYPED).content.decode())
    page = sign_in(client, carried, password="keliru sekali")
    assert carried_by(page) == carried


def test_whoever_signed_in_elsewhere_meanwhile_gets_it_too(client: Client, person: Person) -> None:
    carried = carried_by(client.post("/tanda-tangan/", TYPED).content.decode())
    client.force_login(person)
    assert "Kirim isian tadi" in sign_in(client, carried)


def test_what_we_did_not_write_is_not_sent_anywhere(client: Client, person: Person) -> None:
    answer = client.post(
        "/masuk/",
        {"username": "hendra@contoh.go.id", "password": PASSWORD, "isian": "eyJ0byI6Ii8ifQ:x:y"},
    )
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_a_button_alone_leads_back_to_its_page_not_to_an_address_that_only_takes_forms(
    client: Client, db: None
) -> None:
    answer = client.post(
        "/tugas/abcdefgh234567/released/", headers={"Referer": "http://testserver/tugas/a/"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/masuk/?next=%2Ftugas%2Fa%2F")


def test_a_stale_proof_tells_htmx_in_the_message_area(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/tanda-tangan/", TYPED, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Retarget"]) == (403, "#pesan")
    assert "<main" not in answer.content.decode()


def test_a_refusal_to_htmx_is_whole_whatever_part_of_a_page_was_asked_for(
    client: Client, person: Person
) -> None:
    client.force_login(person)
    answer = client.get("/permohonan/baru/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Reselect"]) == (403, ".refused")
