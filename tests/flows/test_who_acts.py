"""Only whom the SOP names acts, and only what one may see exists."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jumpa.core.models import AuditEntry
from jumpa.documents.queries import current_paper
from jumpa.people.models import Appointment, Person
from jumpa.people.tests.makers import make_appointment
from jumpa.workflow.inbox import inbox
from jumpa.workflow.models import Task
from jumpa.workflow.queries import sop_of
from jumpa.workflow.step_kind import Move, kinds, moves_at
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db

MAY = {
    "receive": {"clerk"},
    "dispose_head": {"head", "stand_in"},
    "dispose_division": {"division_head"},
    "examine": {"coordinator"},
    "check": {"coordinator"},
    "check.items": {"coordinator", "operator", "operator_two", "operator_three"},
    "negotiate": {"coordinator"},
    "negotiate.wait": {"requester"},
    "negotiate.leave": {"requester"},
    "negotiate.agreed": {"coordinator", "requester"},
    "negotiate.propose": {"requester"},
    "prepare": {"coordinator"},
    "prepare.contact": {
        "coordinator",
        "operator",
        "operator_two",
        "operator_three",
        "requester",
    },
    "prepare.schedule": {"coordinator", "operator", "operator_two", "operator_three"},
    "prepare.checklist": {"coordinator", "operator", "operator_two", "operator_three"},
    "prepare.operators": {"coordinator"},
    "reply_draft": {"coordinator"},
    "reply_release": {"head", "stand_in"},
    "reply_release.from_srikandi": {"head", "stand_in", "clerk"},
    "execute": {"operator", "operator_two", "operator_three"},
    "execute.extend": {"coordinator", "operator", "operator_two", "operator_three"},
    "execute.operators": {"coordinator"},
    "acknowledge": {"coordinator"},
}
"""Who may make a move at a step; where a move is not named, who may make all others there."""


def others(office: Office, task: Task, key: str) -> Iterator[tuple[str, Person]]:
    """Everybody else of the cast."""
    may = MAY.get(f"{task.step_key}.{key}", MAY[task.step_key])
    for part in fields(office.cast):
        if part.name not in may:
            yield part.name, getattr(office.cast, part.name)


def moves_of(task: Task) -> tuple[Move, ...]:
    """The moves that the SOP gives at this task."""
    return moves_at(kinds[task.kind], sop_of(task.run).step(task.step_key))


def walk(office: Office) -> Iterator[Task]:
    """Every step of one way, as it opens; the tasks beside each other one after the other."""
    tomorrow = office.event_start() + timedelta(days=1)
    ref = swift.to(office, "negotiate", "tawartawar2345", start=tomorrow)
    yield office.open_task(ref, "negotiate")
    ref = swift.submit(office)
    while office.steps(ref)[0] != "acknowledge":
        task = Task.objects.open().filter(run__owner=ref).earliest("id")
        yield task
        swift.step(office, ref, task.step_key)
    yield office.open_task(ref, "acknowledge")


def test_whoever_the_step_does_not_name_is_turned_away_and_changes_nothing(
    office: Office,
) -> None:
    seen = set()
    for task in walk(office):
        seen.add(task.step_key)
        before = AuditEntry.objects.count()
        for move in moves_of(task):
            for name, person in others(office, task, move.key):
                values = {"token": "tamu", "versi": str(task.version)}
                answer = office.client(person).post(f"/tugas/{task.ref}/{move.key}/", values)
                wanted = 404 if name == "outsider" else 403
                assert answer.status_code == wanted, (task.step_key, move.key, name)
        assert AuditEntry.objects.count() == before
    assert seen == {key.partition(".")[0] for key in MAY}


def test_whom_the_step_names_is_let_in(office: Office) -> None:
    """The control: the same empty form of the right person is refused for its content only."""
    for task in walk(office):
        for move in moves_of(task):
            name = min(MAY.get(f"{task.step_key}.{move.key}", MAY[task.step_key]))
            client = office.client(getattr(office.cast, name))
            answer = client.post(f"/tugas/{task.ref}/{move.key}/", {"token": "tamu", "versi": "0"})
            assert answer.status_code in (409, 422), (task.step_key, move.key, name)


def test_whose_appointment_ended_a_minute_ago_no_longer_acts(office: Office) -> None:
    ref = swift.to(office, "dispose_division")
    task = office.open_task(ref, "dispose")
    person = office.cast.division_head
    hidden = office.form_at(task, person)
    ended = timezone.now() - timedelta(minutes=1)
    Appointment.objects.filter(person=person).update(end=ended)
    values = {"to": ["subkor_ile"], "instructions": ["proses"]}
    office.send(task, "forwarded", person, hidden, status=404, **values)
    assert office.steps(ref) == ["dispose_division"]

    # Who holds another office still sees the request, and is told why.
    Appointment.objects.filter(person=office.cast.coordinator).update(end=None)
    office.send(task, "forwarded", office.cast.coordinator, hidden, status=403, **values)


def test_an_appointment_that_begins_tomorrow_gives_nothing_today(office: Office) -> None:
    ref = swift.to(office, "receive")
    task = office.open_task(ref, "receive")
    tomorrow = timezone.now() + timedelta(days=1)
    Appointment.objects.filter(person=office.cast.clerk).update(start=tomorrow)
    hidden = {"token": "besok", "versi": "1"}
    office.send(task, "returned", office.cast.clerk, hidden, status=404, **swift.REASON)


def test_a_stand_in_acts_inside_the_scope_only_and_in_the_offices_name(office: Office) -> None:
    person = office.cast.stand_in
    Appointment.objects.filter(person=person).update(scope=["dispose"])
    ref = swift.to(office, "dispose_head")
    values = {"to": ["kabid_aptika"], "instructions": ["proses"]}
    office.move(ref, "dispose", "forwarded", person, **values)
    done = Task.objects.get(run__owner=ref, step_key="dispose_head")
    assert (done.office_title, done.person_name) == ("Plh. Kepala Dinas", "Maria Yosefina, S.Sos.")
    entry = AuditEntry.objects.get(verb="steps.dispose.forwarded")
    assert (entry.office_title, entry.person_name) == (done.office_title, done.person_name)
    sheet = current_paper(ref, "disposition_sheet")
    assert sheet.facts["levels"][0]["sender"] == "Plh. Kepala Dinas"
    assert "Plh. Kepala Dinas" in office.page_of(ref, office.cast.requester)

    swift.forward(office, ref, "reply_draft")
    swift.draft(office, ref)
    task = office.open_task(ref, "release_reply")
    hidden = {"token": "luar", "versi": str(task.version)}
    office.send(task, "released", person, hidden, status=403)
    Appointment.objects.filter(person=person).update(scope=["dispose", "release_reply"])
    office.send(task, "released", person, hidden)


def addresses(office: Office, ref: str) -> list[str]:
    """Every address of a request: pages, tasks, files, papers, the draft of its reply."""
    tasks = Task.objects.filter(run__owner=ref)
    found = office.found(ref)
    return [
        f"/permohonan/{ref}/",
        f"/permohonan/{ref}/isi/",
        f"/permohonan/{ref}/batalkan/",
        f"/permohonan/{ref}/jadwal-lain/",
        f"/berkas/{found.letter.ref}/",
        *(
            f"/naskah/{paper.ref}/"
            for paper in (*office.papers(ref), *office.papers(f"{ref}:konsep"))
        ),
        *(f"/tugas/{task.ref}/" for task in tasks),
    ]


def test_another_agencys_request_does_not_exist(office: Office) -> None:
    ref = swift.to(office, "prepare")
    swift.draft(office, ref)
    client = office.client(office.cast.outsider)
    for address in addresses(office, ref):
        assert client.get(address).status_code == 404, address
        assert client.post(address).status_code in (404, 405), address
    assert "Literasi Digital" not in office.read(office.cast.outsider, "/permohonan/")
    assert "Literasi Digital" not in office.read(office.cast.outsider, "/permohonan/?cari=Literasi")
    assert "Literasi Digital" not in office.read(office.cast.outsider, "/")


def test_another_agencys_draft_does_not_exist_either_not_even_for_the_office(
    office: Office,
) -> None:
    values = office.request_values(ajukan=None, simpan="1", letter_file=office.letter())
    office.client(office.cast.requester).post("/permohonan/drafdrafdraf22/isi/", values)
    letter = office.found("drafdrafdraf22").letter
    assert "Literasi Digital" in office.page_of("drafdrafdraf22", office.cast.requester)
    for person in (office.cast.outsider, office.cast.clerk, office.cast.administrator):
        client = office.client(person)
        for address in ("/permohonan/drafdrafdraf22/", f"/berkas/{letter.ref}/"):
            assert client.get(address).status_code == 404
        assert client.post("/permohonan/drafdrafdraf22/isi/", values).status_code == 404
    assert "Literasi Digital" not in office.read(office.cast.clerk, "/permohonan/")


def test_a_stranger_is_sent_to_the_login_and_back(office: Office) -> None:
    ref = swift.to(office, "prepare")
    for address in addresses(office, ref):
        assert Client().get(address)["Location"] == f"/masuk/?next={address}"
        assert Client().post(address)["Location"] == "/masuk/?next=%2F"


def test_the_office_itself_sends_no_request(office: Office) -> None:
    client = office.client(office.cast.clerk)
    assert client.get("/permohonan/baru/").status_code == 403
    assert (
        client.post("/permohonan/barubarubaru23/isi/", office.request_values()).status_code == 403
    )


def test_who_may_not_act_is_shown_the_request_without_the_forms(office: Office) -> None:
    ref = swift.to(office, "receive")
    task = office.open_task(ref, "receive")
    answer = office.client(office.cast.head).get(f"/tugas/{task.ref}/")
    assert answer.status_code == 302
    assert answer["Location"] == f"/permohonan/{ref}/"
    assert "Kerjakan" not in office.page_of(ref, office.cast.head)
    assert "Kerjakan" in office.page_of(ref, office.cast.clerk)


def test_an_official_who_is_also_a_requester_acts_for_their_own_agency_only(
    office: Office,
) -> None:
    """They see the request, for they sit in the office; it is another agency's nonetheless."""
    both = office.cast.operator
    both.agency = office.cast.outsider.agency
    both.save(update_fields=["agency"])
    make_appointment(both, "opd")
    ref = swift.to(office, "negotiate")
    assert "Literasi Digital" in office.page_of(ref, both)
    for path in ("isi", "batalkan", "jadwal-lain"):
        assert office.client(both).get(f"/permohonan/{ref}/{path}/").status_code == 403
        assert office.client(both).post(f"/permohonan/{ref}/{path}/").status_code == 403
    task = office.open_task(ref, "negotiate")
    hidden = {"token": "rangkap", "versi": str(task.version)}
    for key in ("propose", "agreed"):
        office.send(task, key, both, hidden, status=403)
    assert titles_of(both) == []


def titles_of(person: Person) -> list[str]:
    """Titles of the tasks in a person's inbox."""
    found = inbox(person, timezone.now())
    return [row.task_title for row in (*found.late, *found.waiting, *found.next)]
