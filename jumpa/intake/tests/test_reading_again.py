"""A letter that could not be read: the form says so, and has it read again at a press."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from jumpa.documents.actions import read_now
from jumpa.documents.models import LetterReading
from jumpa.documents.tests.reading_jobs import done, jobs_for, taken_by_worker
from jumpa.intake.tests.readings import letter_of, make_found, make_reading
from jumpa.intake.tests.test_letter_card import ask, person, press, upload
from jumpa.people.models import Person
from jumpa.people.tests.makers import make_person

pytestmark = pytest.mark.django_db

__all__ = ["person"]
BUTTON = 'name="baca_ulang"'


def failed(client: Client, person: Person) -> str:
    """A draft whose letter could not be read; its ref."""
    ref = upload(client, person)
    problem = "Surat ini tidak dapat dibaca: peladen sedang membaca terlalu banyak berkas."
    make_reading(letter_of(ref), state=LetterReading.State.FAILED, problem=problem)
    done(letter_of(ref))
    return ref


def state(ref: str) -> str:
    return LetterReading.objects.get(file=letter_of(ref)).state


def test_the_card_says_what_happened_and_offers_to_read_again(
    client: Client, person: Person
) -> None:
    card = ask(client, failed(client, person)).content.decode()
    assert "peladen sedang membaca terlalu banyak berkas" in card
    assert BUTTON in card


def test_what_was_read_wholly_has_no_button(client: Client, person: Person) -> None:
    ref = upload(client, person)
    make_reading(letter_of(ref), make_found(), is_checked=True)
    assert BUTTON not in ask(client, ref).content.decode()


def test_a_press_has_it_read_and_loses_nothing_typed(client: Client, person: Person) -> None:
    ref = failed(client, person)
    page = press(client, person, "baca_ulang", ref, versi="2", event_name="Rapat Literasi")
    assert "Surat sedang dibaca" in page
    assert 'hx-trigger="every 2s"' in page
    assert 'value="Rapat Literasi"' in page
    assert BUTTON not in page
    read_now(LetterReading.objects.select_related("file").get(file=letter_of(ref)))
    assert "Terbaca dari surat" in press(client, person, "periksa", ref, versi="2")


def test_pressed_twice_it_is_one_reading(client: Client, person: Person) -> None:
    ref = failed(client, person)
    for _press in range(2):
        assert "Surat sedang dibaca" in press(client, person, "baca_ulang", ref, versi="2")
    assert len(jobs_for(letter_of(ref))) == 2


def test_pressed_too_often_it_says_when_and_keeps_what_was_typed(
    client: Client, person: Person
) -> None:
    ref = failed(client, person)
    for _press in range(3):
        press(client, person, "baca_ulang", ref, versi="2")
        LetterReading.objects.update(state="failed")
        done(letter_of(ref))
    page = press(client, person, "baca_ulang", ref, status=409, versi="2", event_name="Rapat")
    assert "Coba lagi 15 menit lagi" in page
    assert 'value="Rapat"' in page


def test_another_agency_has_nothing_read(client: Client, person: Person) -> None:
    ref = failed(client, person)
    press(client, make_person("opd"), "baca_ulang", ref, status=404)
    assert state(ref) == "failed"


def test_without_a_letter_the_press_changes_nothing(client: Client, person: Person) -> None:
    ref = upload(client, person)
    LetterReading.objects.all().delete()
    press(client, person, "baca_ulang", ref, versi="2")
    assert not LetterReading.objects.exists()


@pytest.mark.parametrize(("heard_of", "has_button"), [(5, False), (300, True)])
def test_a_reading_that_was_broken_off_is_offered_again(
    client: Client, person: Person, heard_of: int, has_button: Any
) -> None:
    ref = upload(client, person)
    later = timezone.now() + timedelta(minutes=10)
    with time_machine.travel(later):
        taken_by_worker(letter_of(ref), heard_of=timedelta(seconds=heard_of))
        card = ask(client, ref).content.decode()
        assert (BUTTON in card) is has_button
        assert ("Pembacaan terhenti sebelum selesai" in card) is has_button
        if has_button:
            page = press(client, person, "baca_ulang", ref, versi="2")
            assert "Biasanya selesai dalam beberapa detik" in page, "it waits anew"
