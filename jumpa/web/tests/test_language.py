"""The language of the screen is what the person chose here, and Indonesian before."""

import pytest
from django.test import Client
from django.utils import translation

pytestmark = pytest.mark.django_db
SIGN_IN = "/masuk/"


def language_of(client: Client, **headers: str) -> str:
    answer = client.get(SIGN_IN, headers=headers)
    assert f'<html lang="{answer["Content-Language"]}"' in answer.content.decode()
    return str(answer["Content-Language"])


def test_a_browser_that_prefers_english_gets_indonesian(client: Client) -> None:
    assert language_of(client, **{"Accept-Language": "en-GB,en;q=0.9"}) == "id"


def test_who_chose_english_gets_english_until_they_choose_again(client: Client) -> None:
    for language in ("en", "id"):
        answer = client.post("/bahasa/", {"language": language, "next": SIGN_IN})
        assert (answer.status_code, answer["Location"]) == (302, SIGN_IN)
        assert language_of(client) == language


@pytest.mark.parametrize("wanted", ["de", "", "../../etc", "id\x00", "x" * 4000])
def test_a_language_that_we_lack_is_indonesian(client: Client, wanted: str) -> None:
    client.cookies["bahasa"] = wanted
    assert language_of(client) == "id"
    client.post("/bahasa/", {"language": wanted, "next": SIGN_IN})
    assert language_of(client) == "id"


def test_choosing_a_language_leads_nowhere_else(client: Client) -> None:
    answer = client.post("/bahasa/", {"language": "en", "next": "https://jahat.contoh/"})
    assert answer["Location"] == "/"


def test_choosing_needs_the_forms_token() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/bahasa/", {"language": "en"}).status_code == 403


def test_the_choice_returns_to_the_page_and_is_not_offered_on_an_answer(client: Client) -> None:
    page = client.get(SIGN_IN, {"next": "/ruang/"}).content.decode()
    assert 'name="next" value="/masuk/?next=%2Fruang%2F"' in page
    assert 'lang="en">English</button>' in page
    answer = client.post(SIGN_IN, {"username": "x", "password": "y"}).content.decode()
    assert "language-choice" not in answer


def test_a_cache_keeps_the_languages_apart(client: Client) -> None:
    assert "Cookie" in client.get(SIGN_IN)["Vary"]


def test_one_answer_in_english_leaves_nothing_behind(client: Client) -> None:
    client.cookies["bahasa"] = "en"
    client.get(SIGN_IN)
    assert translation.get_language() == "id"
