"""Whatever language the screen has, what is kept is in the office's language."""

import json
import re
from collections.abc import Iterator
from typing import Any

import polib
import pytest
from django.conf import settings
from django.test import Client

from jumpa.documents.models import Paper
from jumpa.people.models import Person
from jumpa.workflow.models import Task, TaskEntry
from tests.flows.office import Office

pytestmark = pytest.mark.django_db
REF = "e" * 14


class EnglishOffice(Office):
    """The same people; each has chosen English."""

    def client(self, person: Person) -> Client:
        client = super().client(person)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return client


@pytest.fixture
def english(office: Office) -> EnglishOffice:
    return EnglishOffice(office.cast, office.room)


@pytest.fixture(scope="module")
def english_words() -> frozenset[str]:
    """All English texts that are no Indonesian ones as well."""
    catalogue = polib.pofile(str(settings.BASE_DIR / "locale/en/LC_MESSAGES/django.po"))
    indonesian = {entry.msgid for entry in catalogue}
    return frozenset(entry.msgstr for entry in catalogue) - indonesian - {""}


def walk(office: Office) -> None:
    office.submit(REF)
    office.receive(REF)
    office.dispose(REF)
    office.examine(REF)
    office.check(REF)
    office.reply(REF)
    office.prepare(REF)
    office.hold_event(REF)


def texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value, and its parts, as labels are put before values."""
    if isinstance(value, str):
        yield value
        yield from re.split(r"[:;,] ", value)
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


def kept() -> set[str]:
    """All that the walk has left in summaries and papers."""
    records = [*Task.objects.values_list("summary", flat=True)]
    records += TaskEntry.objects.values_list("summary", flat=True)
    for facts, content in Paper.objects.values_list("facts", "content"):
        records += [facts, content]
    return set(texts(json.loads(json.dumps(records))))


def test_a_walk_in_english_leaves_an_indonesian_record(
    english: EnglishOffice, english_words: frozenset[str]
) -> None:
    walk(english)
    page = english.client(english.cast.clerk).get(f"/permohonan/{REF}/").content.decode()
    assert '<html lang="en" ' in page
    assert kept() & english_words == set()
    assert "Nomor agenda" in kept()


def test_the_walk_would_find_an_english_word(
    english: EnglishOffice, english_words: frozenset[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without the care that step forms take, the screen's words are kept."""
    monkeypatch.setattr("jumpa.workflow.step_kind.is_office_language", lambda: True)
    walk(english)
    assert kept() & english_words


def test_an_english_screen_is_refused_in_english(english: EnglishOffice) -> None:
    answer = english.post_request(mulai="2020-01-01T09:00")
    assert "The start has already passed." in answer.content.decode()
