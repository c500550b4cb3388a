from typing import Any

import pytest
from django.test import Client

from jumpa.people.models import Person
from jumpa.people.tests.makers import PASSWORD, make_person
from jumpa.web.views.sign_in import ACCOUNT_TRIES, ADDRESS_TRIES, TRY_SECONDS


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


def tries(client: Client, count: int, name: str = "siapa{}@contoh.go.id", **more: Any) -> list[int]:
    """Status of so many tries with a wrong password; ``{}`` in the name is the try's number."""
    return [
        client.post(
            "/masuk/", {"username": name.format(at), "password": "keliru"}, **more
        ).status_code
        for at in range(count)
    ]


@pytest.fixture
def cheap_passwords(settings: Any) -> None:
    """So that a thousand tries take no minutes."""
    cheap = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [cheap, *settings.PASSWORD_HASHERS]


def test_one_account_is_guessed_at_ten_times_and_then_not_even_the_right_one_is_looked_at(
    client: Client, person: Person, cheap_passwords: None
) -> None:
    assert tries(client, 11, person.email) == [422] * ACCOUNT_TRIES + [429]
    entries = {"username": f" {person.email.upper()} ", "password": PASSWORD}
    answer = client.post("/masuk/", entries)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= TRY_SECONDS
    assert "Terlalu banyak percobaan" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_other_accounts_and_addresses_go_on_meanwhile(
    client: Client, person: Person, cheap_passwords: None
) -> None:
    tries(client, 11, "andi@contoh.go.id")
    entries = {"username": person.email, "password": PASSWORD}
    assert client.post("/masuk/", entries).status_code == 302


def test_many_accounts_are_tried_from_one_address_only_so_often(
    client: Client, person: Person, cheap_passwords: None
) -> None:
    found = tries(client, 1000)
    assert found.count(422) == ADDRESS_TRIES
    assert found.count(429) == 1000 - ADDRESS_TRIES
    assert tries(client, 1, REMOTE_ADDR="203.0.113.9") == [422]


def test_a_forged_header_makes_no_new_address(
    client: Client, person: Person, cheap_passwords: None
) -> None:
    for at in range(ADDRESS_TRIES):
        tries(client, 1, f"{at}@contoh.go.id", headers={"X-Forwarded-For": f"10.0.0.{at}"})
    assert tries(client, 1, headers={"X-Forwarded-For": "10.0.1.1"}) == [429]


def test_without_the_limits_a_thousand_tries_pass(
    client: Client, person: Person, cheap_passwords: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    monkeypatch.setattr("jumpa.core.throttle.require", lambda *_limits: None)
    assert tries(client, 1000, person.email) == [422] * 1000


def test_signing_in_often_and_rightly_is_never_limited(
    client: Client, person: Person, cheap_passwords: None
) -> None:
    entries = {"username": person.email, "password": PASSWORD}
    for _ in range(ADDRESS_TRIES + 5):
        assert client.post("/masuk/", entries).status_code == 302
        client.logout()
