"""A form sent twice is taken once; of two officials at one task the second is told of the first."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from jumpa.core.models import AuditEntry
from jumpa.documents.models import Paper, StoredFile
from jumpa.intake.models import Revision, ServiceRequest
from jumpa.linecheck.rules import ITEMS
from jumpa.scheduling.models import Offer
from jumpa.scheduling.tests.makers import make_room
from jumpa.steps.wording import CHECK_ITEMS
from jumpa.workflow.models import Task, TaskEntry
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db


def state() -> tuple[Any, ...]:
    """All that a second click could change."""
    return (
        AuditEntry.objects.count(),
        list(Task.objects.order_by("id").values_list("step_key", "state", "version", "outcome")),
        TaskEntry.objects.count(),
        Offer.objects.count(),
        Paper.objects.count(),
        StoredFile.objects.count(),
        Revision.objects.count(),
        list(ServiceRequest.objects.values_list("ref", "version", "agenda_number")),
    )


def reason(office: Office) -> dict[str, Any]:
    return dict(swift.REASON)


def forward(office: Office) -> dict[str, Any]:
    return {"to": ["kabid_aptika"], "instructions": ["proses"]}


def direct(office: Office) -> dict[str, Any]:
    members = {f"member_{key}": office.cast.operator.ref for key in CHECK_ITEMS}
    return {"facts_match": "on", **members}


def items(office: Office) -> dict[str, Any]:
    return {f"result_{key}": "sesuai" for key in CHECK_ITEMS}


def checklist(office: Office) -> dict[str, Any]:
    return {f"result_{item}": "baik" for item in ITEMS}


def offer(office: Office) -> dict[str, Any]:
    room = make_room(name="Aula")
    start = office.event_start()
    return {
        "room": room.ref,
        "start": f"{start:%Y-%m-%dT%H:%M}",
        "end": f"{start:%Y-%m-%dT11:00}",
        "message": "Ruang lain.",
        "expires_at": f"{start:%Y-%m-%dT07:00}",
    }


def note(office: Office) -> dict[str, Any]:
    return {"note": "Sudah dibahas."}


def letter(office: Office) -> dict[str, Any]:
    return dict(swift.LETTER)


def duty(office: Office) -> dict[str, Any]:
    return {"operators": [office.cast.operator.name]}


def nothing(office: Office) -> dict[str, Any]:
    return {}


FORMS = [
    ("receive", "receive", "returned", "clerk", reason),
    ("dispose_head", "dispose", "forwarded", "head", forward),
    ("dispose_head", "dispose", "refused", "head", reason),
    ("dispose_division", "dispose", "questioned", "division_head", note),
    ("examine", "examine", "directed", "coordinator", direct),
    ("check", "check", "items", "operator", items),
    ("check", "check", "clash", "coordinator", note),
    ("negotiate", "negotiate", "offer", "coordinator", offer),
    ("negotiate", "negotiate", "no_agreement", "coordinator", note),
    ("reply_draft", "draft_reply", "drafted", "coordinator", letter),
    ("reply_release", "release_reply", "released", "head", nothing),
    ("reply_release", "release_reply", "sent_back", "head", note),
    ("prepare", "prepare", "checklist", "operator", checklist),
    ("execute", "execute", "start", "operator", duty),
    ("acknowledge", "acknowledge", "acknowledged", "coordinator", nothing),
]


@pytest.mark.parametrize(
    ("step", "kind", "key", "who", "values"), FORMS, ids=[f"{one[0]}-{one[2]}" for one in FORMS]
)
def test_a_form_of_a_step_sent_twice_is_taken_once(
    office: Office, step: str, kind: str, key: str, who: str, values: Callable[..., Any]
) -> None:
    ref = swift.to(office, step)
    task, person = office.open_task(ref, kind), getattr(office.cast, who)
    hidden, filled = office.form_at(task, person), values(office)
    office.send(task, key, person, hidden, **filled)
    once = state()
    office.send(task, key, person, hidden, **filled)
    assert state() == once


def test_a_request_sent_twice_with_its_letter_is_taken_once(office: Office) -> None:
    assert office.post_request().status_code == 302
    once = state()
    answer = office.post_request()
    assert answer.status_code == 302
    assert answer["Location"] == "/permohonan/barubarubaru22/"
    assert state() == once


def test_a_draft_saved_twice_is_saved_once(office: Office) -> None:
    values = office.request_values(ajukan=None, simpan="1")
    client = office.client(office.cast.requester)
    for _ in range(2):
        assert client.post("/permohonan/drafdrafdraf22/isi/", values).status_code == 302
    assert ServiceRequest.objects.get().version == 2


def test_a_sent_request_is_not_overwritten_from_another_window(office: Office) -> None:
    ref = office.submit()
    once = state()
    answer = office.post_request(ref, event_name="Rapat lain sama sekali")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "sudah diajukan" in page
    assert 'value="Rapat lain sama sekali"' in page
    assert state() == once


def test_a_draft_changed_elsewhere_is_not_overwritten_and_the_difference_is_told(
    office: Office,
) -> None:
    values = office.request_values(ajukan=None, simpan="1")
    client = office.client(office.cast.requester)
    address = "/permohonan/drafdrafdraf22/isi/"
    client.post(address, values)
    version = str(ServiceRequest.objects.get().version)
    client.post(address, values | {"versi": version, "chair": "Wali Kota"})
    stale = client.post(address, values | {"versi": version, "chair": "Sekretaris Daerah"})
    page = stale.content.decode()
    assert stale.status_code == 409
    assert "kini tersimpan: Wali Kota" in page
    assert 'value="Sekretaris Daerah"' in page
    assert ServiceRequest.objects.get().chair == "Wali Kota"
    # Knowing it, the same form is taken.
    version = str(ServiceRequest.objects.get().version)
    assert f'name="versi" value="{version}"' in page
    client.post(address, values | {"versi": version, "chair": "Sekretaris Daerah"})
    assert ServiceRequest.objects.get().chair == "Sekretaris Daerah"


SECOND = [
    ("dispose_head", "dispose", "forwarded", "head", "stand_in", forward),
    ("receive", "receive", "returned", "clerk", "clerk", reason),
    ("check", "check", "items", "operator", "operator_two", items),
    ("negotiate", "negotiate", "no_agreement", "coordinator", "coordinator", note),
    ("reply_draft", "draft_reply", "drafted", "coordinator", "coordinator", letter),
    ("reply_release", "release_reply", "sent_back", "head", "stand_in", note),
    ("prepare", "prepare", "checklist", "operator", "operator_two", checklist),
    ("execute", "execute", "start", "operator", "operator_two", duty),
    ("acknowledge", "acknowledge", "sent_back", "coordinator", "coordinator", note),
]


@pytest.mark.parametrize(
    ("step", "kind", "key", "first", "second", "values"), SECOND, ids=[one[0] for one in SECOND]
)
def test_who_comes_second_to_a_task_is_told_who_decided_what_and_keeps_what_was_typed(
    office: Office,
    step: str,
    kind: str,
    key: str,
    first: str,
    second: str,
    values: Callable[..., Any],
) -> None:
    ref = swift.to(office, step)
    task, person = office.open_task(ref, kind), getattr(office.cast, second)
    hidden, filled = office.form_at(task, person), values(office)
    swift.close(office, task, getattr(office.cast, first))
    once = state()
    page = office.send(task, key, person, hidden, status=409, **filled)
    closed = Task.objects.get(pk=task.pk)
    assert "sudah memutuskan" in page
    assert closed.person_name in page
    assert closed.outcome_title in page
    for text in filled.values():
        if isinstance(text, str) and " " in text:
            assert text in page
    assert state() == once


def test_a_task_that_was_taken_back_says_so(office: Office) -> None:
    ref = swift.to(office, "prepare")
    task = office.open_task(ref, "draft_reply")
    hidden = office.form_at(task, office.cast.coordinator)
    swift.move(
        office,
        ref,
        "elsewhere",
        office.cast.coordinator,
        kind="prepare",
        held_at=task.opened_at,
        note="Jalur putus.",
    )
    page = office.send(task, "drafted", office.cast.coordinator, hidden, status=409, **swift.LETTER)
    assert "sudah tidak diperlukan" in page
    assert swift.LETTER["paragraphs"] in page


def test_a_replay_without_a_session_is_carried_through_the_login_and_changes_nothing(
    office: Office,
) -> None:
    ref = swift.to(office, "receive")
    task = office.open_task(ref, "receive")
    hidden = office.form_at(task, office.cast.clerk)
    answer = Client().post(f"/tugas/{task.ref}/returned/", hidden)
    assert answer.status_code == 401
    assert 'name="isian"' in answer.content.decode()
    assert office.steps(ref) == ["receive"]
