import pytest
from django.test import Client

from jumpa.people.models import Person
from jumpa.people.tests.makers import PASSWORD, make_person


@pytest.fixture
def person(db: None) -> Person:
    """Someone with a NIP and an address."""
    return make_person("tu", nip="199003032015032003", email="yuliana@contoh.go.id")


@pytest.mark.parametrize(
    "name", ["199003032015032003", "19900303 201503 2 003", "Yuliana@contoh.go.id"]
)
def test_one_signs_in_by_nip_or_by_address(client: Client, person: Person, name: str) -> None:
    answer = client.post("/masuk/", {"username": name, "password": PASSWORD})
    assert answer.status_code == 302
    assert answer["Location"] == "/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_wrong_password_keeps_the_name_and_not_the_password(
    client: Client, person: Person
) -> None:
    answer = client.post("/masuk/", {"username": person.email, "password": "kelirusekali"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "tidak cocok" in page
    assert f'value="{person.email}"' in page
    assert "kelirusekali" not in page
    assert "_auth_user_id" not in client.session


def test_a_deactivated_person_is_told_the_same_as_a_stranger(
    client: Client, person: Person
) -> None:
    Person.objects.update(is_active=False)
    known = client.post("/masuk/", {"username": person.email, "password": PASSWORD})
    strange = client.post("/masuk/", {"username": "siapa@contoh.go.id", "password": PASSWORD})
    assert known.status_code == strange.status_code == 422
    assert known.context["form"].non_field_errors() == strange.context["form"].non_field_errors()


@pytest.mark.parametrize(
    "address",
    [
        "https://jahat.example/",
        "//jahat.example/",
        "/\\jahat.example/",
        "javascript:alert(1)",
        "https:jahat.example",
    ],
)
def test_signing_in_never_leads_to_another_site(
    client: Client, person: Person, address: str
) -> None:
    entries = {"username": person.email, "password": PASSWORD, "next": address}
    assert client.post("/masuk/", entries)["Location"] == "/"


def test_signing_in_leads_on_to_the_page_that_was_asked_for(client: Client, person: Person) -> None:
    asked = client.get("/gaya/")
    assert asked["Location"] == "/masuk/?next=/gaya/"
    entries = {"username": person.email, "password": PASSWORD, "next": "/gaya/"}
    assert client.post("/masuk/", entries)["Location"] == "/gaya/"


def test_signing_out_is_a_post_so_that_no_link_can_do_it(client: Client, person: Person) -> None:
    client.force_login(person)
    assert client.get("/keluar/").status_code == 405
    assert "_auth_user_id" in client.session
    assert client.post("/keluar/")["Location"] == "/masuk/"
    assert "_auth_user_id" not in client.session
