"""Whatever language the screen has, what is kept is in the office's language."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from jumpa.documents.models import Paper
from jumpa.people.models import Person
from jumpa.scheduling.models import Offer
from jumpa.workflow.models import Task, TaskEntry
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db
REF = "e" * 14
_BETWEEN = re.compile(r"%\(\w+\)[sd]|%[sd]|[:;,.()“”]|[–·]")


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
    """All that the English catalogue says, in pieces, but for what is said alike in Indonesian."""
    catalogue = polib.pofile(str(settings.BASE_DIR / "locale/en/LC_MESSAGES/django.po"))
    indonesian = {piece for entry in catalogue for piece in pieces(entry.msgid)}
    return frozenset(piece for entry in catalogue for piece in pieces(entry.msgstr)) - indonesian


def pieces(text: str) -> Iterator[str]:
    """What stands between values and signs, since labels and values are put together."""
    for piece in _BETWEEN.split(text):
        # A single small word may be a key of ours, such as an outcome.
        if len(piece.strip()) > 3 and not re.fullmatch(r"[a-z_]+", piece.strip()):
            yield piece.strip()


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
    """The pieces of every text in a JSON value."""
    if isinstance(value, str):
        yield from pieces(value)
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


def kept() -> set[str]:
    """What has been left in summaries and papers."""
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


def test_returns_clashes_and_refusals_in_english_leave_one_too(
    english: EnglishOffice, english_words: frozenset[str]
) -> None:
    cast, why = english.cast, {"reason": "tidak_lengkap", "note": "Rundown belum ada."}
    ref = swift.to(english, "receive")
    english.move(ref, "receive", "returned", cast.clerk, **why)
    english.submit(ref)
    english.receive(ref)
    swift.forward(english, ref, "dispose_division")
    english.move(ref, "dispose", "questioned", cast.division_head, note="Apakah perlu?")
    swift.forward(english, ref, "check")
    english.check(ref, "clash", result_tempat="tidak", note_tempat="Dipakai apel.")
    offer(english, ref)
    start = english.event_start() + timedelta(days=1)
    wish = {
        "start": f"{start:%Y-%m-%dT%H:%M}",
        "end": f"{start + timedelta(hours=1):%Y-%m-%dT%H:%M}",
    }
    english.move(ref, "negotiate", "propose", cast.requester, room=english.room.ref, **wish)
    english.move(ref, "negotiate", "recheck", cast.coordinator)
    english.check(ref, "clash", result_tempat="tidak", note_tempat="Dipakai apel.")
    chosen = offer(english, ref)
    english.move(ref, "negotiate", "agreed", cast.requester, offer=chosen, note="")
    swift.draft(english, ref)
    english.move(ref, "release_reply", "sent_back", cast.head, note="Perbaiki tembusan.")
    english.reply(ref)
    swift.prepare(english, ref, "elsewhere")
    english.move(ref, "negotiate", "no_agreement", cast.coordinator, note="Tidak ada waktu.")
    english.reply(ref)
    assert english.status(ref) == "Ditolak"
    assert kept() & english_words == set()


def offer(office: EnglishOffice, ref: str) -> str:
    """Offer what the system suggests first, and that alone."""
    task, person = office.open_task(ref, "negotiate"), office.cast.coordinator
    page = office.client(person).get(f"/tugas/{task.ref}/").content.decode()
    (first, *_more) = re.findall(r'name="offer-choices" value="([^"]+)"', page)
    until = f"{timezone.localtime() + timedelta(hours=30):%Y-%m-%dT%H:%M}"
    values = {"choices": [first], "message": "Mohon dipilih.", "expires_at": until}
    office.move(ref, "negotiate", "offer", person, **values)
    return str(Offer.objects.get(owner=ref, state="open").ref)


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
