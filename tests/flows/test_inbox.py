"""The inbox shows to each what waits for them, at a cost that does not grow with the rows."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jumpa.people.models import Appointment, Person
from jumpa.scheduling.tests.makers import make_room
from jumpa.workflow.inbox import Inbox, inbox
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db


def seen(person: Person) -> Inbox:
    return inbox(person, timezone.now())


def titles(rows: Any) -> list[str]:
    return [row.task_title for row in rows]


def numbers(found: Inbox) -> dict[str, int]:
    return {counter.label: counter.number for counter in found.counters}


def many(office: Office, step: str, count: int, first: int = 0) -> None:
    """That many requests at that step, each on a day of its own."""
    for number in range(first, first + count):
        start = office.event_start() + timedelta(days=number)
        swift.to(office, step, f"banyakbanyak{number:02}", start=start)


def test_a_task_waits_for_its_office_and_for_nobody_else(office: Office) -> None:
    swift.to(office, "receive")
    assert titles(seen(office.cast.clerk).waiting) == ["Penerimaan permohonan"]
    for person in (office.cast.head, office.cast.coordinator, office.cast.outsider):
        found = seen(person)
        assert found.late == found.waiting == found.next == ()
    assert numbers(seen(office.cast.clerk))["Naskah masuk belum diterima"] == 1


def test_a_row_tells_all_that_is_needed_to_begin(office: Office) -> None:
    ref = swift.to(office, "dispose_head")
    (row,) = seen(office.cast.stand_in).waiting
    assert row.request_title == "Rapat Koordinasi Literasi Digital"
    assert row.agency == "Dinas Pendidikan dan Kebudayaan"
    assert (row.step_number, row.office_title) == (3, "Kepala Dinas")
    assert (row.urgency, row.urgency_tone) == ("Segera", "warning")
    assert row.status_label == "Diterima TU"
    assert row.url == f"/tugas/{office.open_task(ref, 'dispose').ref}/"
    assert row.due is not None
    assert numbers(seen(office.cast.head))["Disposisi belum ditindaklanjuti"] == 1


def test_the_turn_changes_between_office_and_requester(office: Office) -> None:
    ref = swift.to(office, "negotiate")
    assert titles(seen(office.cast.coordinator).waiting) == ["Konfirmasi alternatif"]
    assert titles(seen(office.cast.requester).next) == ["Konfirmasi alternatif"]
    start = office.event_start()
    offer = {"choices": [], "room": make_room(name="Aula"), "message": "Ruang lain."}
    offer |= {"start": start, "end": start + timedelta(hours=2)}
    offer |= {"expires_at": start - timedelta(days=1)}
    swift.move(office, ref, "offer", office.cast.coordinator, **offer)
    assert titles(seen(office.cast.coordinator).next) == ["Konfirmasi alternatif"]
    (row,) = seen(office.cast.requester).waiting
    assert (row.status_label, row.due) == ("Menunggu konfirmasi pemohon", None)


def test_a_returned_request_waits_for_its_agency(office: Office) -> None:
    ref = swift.to(office, "receive")
    swift.move(office, ref, "returned", office.cast.clerk, **swift.REASON)
    assert titles(seen(office.cast.requester).waiting) == ["Pengajuan permohonan"]
    assert seen(office.cast.outsider).waiting == ()


def test_test_and_reply_wait_beside_each_other(office: Office) -> None:
    ref = swift.to(office, "prepare")
    waiting = titles(seen(office.cast.coordinator).waiting)
    assert sorted(waiting) == ["Konsep surat balasan", "Persiapan dan uji koneksi"]
    assert titles(seen(office.cast.operator).waiting) == ["Persiapan dan uji koneksi"]
    swift.draft(office, ref)
    assert numbers(seen(office.cast.head))["Surat perlu diterbitkan"] == 1


def test_an_event_comes_next_until_the_day_before_it_ends(office: Office) -> None:
    night = office.event_start().replace(hour=22)
    swift.to(office, "execute", start=night)
    assert titles(seen(office.cast.operator).next) == ["Pelaksanaan"]
    # It ends after midnight and waits nonetheless in the evening before.
    with time_machine.travel(night - timedelta(minutes=30)):
        assert titles(seen(office.cast.operator).waiting) == ["Pelaksanaan"]


def test_whose_appointment_has_ended_has_an_empty_inbox(office: Office) -> None:
    swift.to(office, "receive")
    office.cast.clerk.appointments.update(end=timezone.now() - timedelta(minutes=1))
    assert seen(office.cast.clerk).waiting == ()


@pytest.mark.parametrize(
    ("step", "who"),
    [("dispose_head", "head"), ("negotiate", "coordinator"), ("execute", "operator")],
)
def test_more_rows_cost_no_more_queries(office: Office, step: str, who: str) -> None:
    person = getattr(office.cast, who)
    counts = []
    for first, count in ((0, 1), (1, 2)):
        many(office, step, count, first)
        if step == "execute":
            for task in swift.open_tasks(step):
                values = {"operators": [person.name]}
                swift.move(office, task.run.owner, "start", person, **values)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            found = seen(person)
        counts.append((len(found.waiting) + len(found.next), len(asked)))
    assert [rows for rows, _ in counts] == [1, 3]
    assert counts[0][1] == counts[1][1] <= 5


@pytest.mark.parametrize("step", ["receive", "execute"])
def test_the_list_of_requests_costs_no_more_for_more_rows(office: Office, step: str) -> None:
    client = office.client(office.cast.clerk)
    counts = []
    for first, count in ((0, 1), (1, 2)):
        many(office, step, count, first)
        client.get("/permohonan/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/permohonan/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_longer_way_costs_the_pages_of_a_request_no_more_queries(office: Office) -> None:
    ref, clerk = swift.to(office, "receive"), office.cast.clerk
    counts = []
    for rounds in (1, 3):
        for _ in range(rounds):
            swift.move(office, ref, "returned", clerk, **swift.REASON)
            swift.submit(office, ref)
        task = office.open_task(ref, "receive")
        for path in (f"/permohonan/{ref}/", f"/tugas/{task.ref}/"):
            office.read(clerk, path)
            with CaptureQueriesContext(connection) as asked:
                office.read(clerk, path)
            counts.append(len(asked))
    assert counts[:2] == counts[2:]


def test_a_stand_in_is_not_asked_for_what_lies_outside_the_scope(office: Office) -> None:
    ref = swift.to(office, "dispose_head")
    scope = Appointment.objects.filter(person=office.cast.stand_in)
    link = f"/tugas/{office.open_task(ref, 'dispose').ref}/"
    scope.update(scope=["dispose"])
    assert titles(seen(office.cast.stand_in).waiting) == ["Disposisi Kepala Dinas"]
    assert link in office.page_of(ref, office.cast.stand_in)
    scope.update(scope=["release_reply"])
    assert seen(office.cast.stand_in).waiting == ()
    assert link not in office.page_of(ref, office.cast.stand_in)
