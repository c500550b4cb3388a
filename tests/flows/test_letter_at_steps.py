"""What was read in the letter, beside what the requester typed, at the desks of steps 2 and 5."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jumpa.documents.models import LetterReading
from jumpa.intake.tests.readings import letter_of, make_found, make_reading
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db

LETTERS = "400.3/513/Disdikbud/2026"
TYPED = "400.3/512/Disdikbud/2026"


def desk(office: Office, ref: str, kind: str) -> str:
    """The task's page as its official sees it."""
    person = office.cast.clerk if kind == "receive" else office.cast.coordinator
    return office.read(person, f"/tugas/{office.open_task(ref, kind).ref}/")


def with_reading(office: Office, *, kind: str = "receive") -> str:
    """A request at that step whose letter has another number, another end, and the same subject."""
    ref = swift.to(office, kind)
    end = f"{office.event_start():%Y-%m-%dT12:30}"
    found = [
        make_found("letter_number", LETTERS),
        make_found("letter_subject"),
        make_found("event_end", end),
        make_found("meeting_id", "812 3456 7890"),
    ]
    make_reading(letter_of(ref), *found)
    return ref


def test_the_front_desk_sees_what_agrees_and_what_does_not(office: Office) -> None:
    page = desk(office, with_reading(office), "receive")
    assert f"Surat: {LETTERS}; isian: {TYPED}. Pakai isi surat." in page
    assert f'value="{TYPED}"' in page, "the field begins with what was typed"
    assert "Cocok: Hal." in page
    assert "pukul 12.30 WIB; isian: " in page, "a time is not the front desk's to set right"
    assert "812 3456 7890" not in page, "what was left blank is no difference"


def test_the_front_desk_takes_the_letters_value_by_a_tick(office: Office) -> None:
    ref = with_reading(office)
    office.receive(ref, from_letter_letter_number="on")
    assert office.found(ref).letter_number == LETTERS


def test_without_a_tick_the_field_is_what_holds(office: Office) -> None:
    ref = with_reading(office)
    office.receive(ref, letter_number="400.3/514/Disdikbud/2026")
    assert office.found(ref).letter_number == "400.3/514/Disdikbud/2026"


def test_a_value_of_the_letter_that_the_field_refuses_is_refused(office: Office) -> None:
    ref = swift.to(office, "receive")
    make_reading(letter_of(ref), make_found("letter_number", "9" * 101))
    with pytest.raises(AssertionError, match="422"):
        office.receive(ref, from_letter_letter_number="on")
    assert office.found(ref).letter_number == TYPED


def test_the_coordinator_sees_the_differences_that_remain(office: Office) -> None:
    page = desk(office, with_reading(office, kind="examine"), "examine")
    assert f"Surat: {LETTERS}; isian: {TYPED}" in page
    assert "Pakai isi surat" not in page


@pytest.mark.parametrize("kind", ["receive", "examine"])
def test_without_a_reading_the_desk_is_as_ever_and_while_it_waits_it_says_so(
    office: Office, kind: str
) -> None:
    ref = swift.to(office, kind)
    LetterReading.objects.all().delete()
    assert "Isian dibandingkan dengan surat" not in desk(office, ref, kind)
    make_reading(letter_of(ref), state=LetterReading.State.WAITING)
    assert "Surat masih dibaca" in desk(office, ref, kind)
    make_reading(letter_of(ref), state=LetterReading.State.FAILED, problem="Surat terlalu rumit.")
    assert "Surat terlalu rumit. Cocokkan sendiri dengan surat." in desk(office, ref, kind)


@pytest.mark.parametrize("kind", ["receive", "examine"])
def test_a_letter_that_could_not_be_read_is_read_again_from_the_desk(
    office: Office, kind: str
) -> None:
    ref = swift.to(office, kind)
    make_reading(letter_of(ref), state=LetterReading.State.FAILED, problem="Peladen sibuk.")
    assert "Baca ulang" in desk(office, ref, kind)
    task = office.open_task(ref, kind)
    person = office.cast.clerk if kind == "receive" else office.cast.coordinator
    address = f"/tugas/{task.ref}/baca-surat/"
    assert office.client(person).get(address).status_code == 405
    assert office.client(office.cast.outsider).post(address).status_code == 404
    assert office.client(office.cast.requester).post(address).status_code == 403
    answer = office.client(person).post(address)
    assert (answer.status_code, answer["Location"]) == (302, f"/tugas/{task.ref}/")
    page = desk(office, ref, kind)
    assert "Surat masih dibaca" in page
    assert "Baca ulang" not in page


def test_without_a_letter_that_is_read_there_is_nothing_to_read_again(office: Office) -> None:
    ref = swift.to(office, "receive")
    LetterReading.objects.all().delete()
    address = f"/tugas/{office.open_task(ref, 'receive').ref}/baca-surat/"
    assert office.client(office.cast.clerk).post(address).status_code == 404


def test_another_agency_sees_nothing_of_the_letter(office: Office) -> None:
    ref = with_reading(office)
    task = office.open_task(ref, "receive")
    office.read(office.cast.outsider, f"/tugas/{task.ref}/", status=404)


def test_the_comparison_costs_few_queries(office: Office) -> None:
    ref = with_reading(office)
    client, path = (
        office.client(office.cast.clerk),
        f"/tugas/{office.open_task(ref, 'receive').ref}/",
    )
    client.get(path)
    with CaptureQueriesContext(connection) as compared:
        client.get(path)
    LetterReading.objects.all().delete()
    with CaptureQueriesContext(connection) as plain:
        client.get(path)
    assert 0 <= len(compared) - len(plain) <= 2
