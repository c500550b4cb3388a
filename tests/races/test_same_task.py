"""Several people at one request at the same moment: one decides, and nobody is thrown out."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected

from jumpa.core.errors import WrongState
from jumpa.core.models import AuditEntry
from jumpa.intake.actions import withdraw, withdraw_request
from jumpa.intake.models import Revision, ServiceRequest
from jumpa.scheduling.actions import expire_holds
from jumpa.scheduling.models import Offer
from jumpa.scheduling.tests.makers import make_room
from jumpa.steps.actions import make_move
from jumpa.workflow.models import Run, Task
from tests.flows import swift
from tests.flows.office import Office
from tests.races.racing import THREADS, failures, race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ROUNDS = 5
NOTE = {"reason": "tidak_sesuai", "note": "Bukan kegiatan dinas."}


def refuse(office: Office, task: Task, thread: int) -> Task:
    """The head and the stand-in at the same letter."""
    person = office.cast.head if thread % 2 else office.cast.stand_in
    return make_move(
        task.ref, "refused", NOTE, person=person, token=f"t{thread}", stamp=task.version
    )


def impatient() -> None:
    """Let the database look for deadlocks at once, on this thread's connection."""
    with connection.cursor() as cursor:
        cursor.execute("SET deadlock_timeout = '20ms'")


def deadlocks(results: list[Any]) -> int:
    return sum(
        isinstance(one, OperationalError) and isinstance(one.__cause__, DeadlockDetected)
        for one in results
    )


def test_of_eight_decisions_on_one_letter_one_counts(office: Office) -> None:
    ref = swift.to(office, "dispose_head")
    task = office.open_task(ref, "dispose")
    results = race(partial(refuse, office, task))
    assert failures(results, WrongState) == []
    assert len([one for one in results if isinstance(one, Task)]) == 1
    assert AuditEntry.objects.filter(verb="steps.dispose.refused").count() == 1
    assert office.steps(ref) == ["refusal_draft"]
    told = next(one for one in results if isinstance(one, WrongState))
    assert "sudah memutuskan: Ditolak" in told.changes[0]


def test_without_the_lock_several_decide(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: only the database's own constraint is left, and it answers with an error."""

    def unlocked(ref: str) -> Task:
        return Task.objects.select_related("run").get(ref=ref)

    ref = swift.to(office, "dispose_head")
    task = office.open_task(ref, "dispose")
    monkeypatch.setattr("jumpa.steps.actions.lock_task", unlocked)
    results = race(partial(refuse, office, task))
    assert failures(results, WrongState) != []


def test_eight_clicks_on_one_button_are_one(office: Office) -> None:
    ref = swift.to(office, "execute")
    task, person = office.open_task(ref, "execute"), office.cast.operator

    def press(thread: int) -> Task:
        values = {"operators": [person.name]}
        return make_move(task.ref, "start", values, person=person, token="sama", stamp=1)

    assert failures(race(press)) == []
    assert task.entries.count() == 1
    assert AuditEntry.objects.filter(verb="execution.start").count() == 1


def test_a_request_sent_by_eight_clicks_is_one_request(office: Office) -> None:
    results = race(lambda thread: office.post_request().status_code)
    assert failures(results) == []
    assert set(results) == {302}
    assert (ServiceRequest.objects.count(), Run.objects.count()) == (1, 1)
    assert Revision.objects.count() == 1
    assert AuditEntry.objects.filter(verb="intake.submit").count() == 1


def test_agenda_numbers_have_no_gap_and_no_twin(office: Office) -> None:
    refs = []
    for number in range(THREADS):
        start = office.event_start() + timedelta(days=number)
        refs.append(swift.to(office, "receive", f"agendaagenda{number:02}", start=start))
    results = race(lambda thread: swift.receive(office, refs[thread]))
    assert failures(results) == []
    numbers = ServiceRequest.objects.order_by("agenda_number")
    assert list(numbers.values_list("agenda_number", flat=True)) == list(range(1, THREADS + 1))


def confirm_or_withdraw(office: Office, ref: str, task: Task, thread: int) -> None:
    """The coordinator confirms in the moment in which the agency takes the request back."""
    impatient()
    if thread % 2:
        withdraw_request(ref, reason="Ditunda.", person=office.cast.requester)
    else:
        person = office.cast.coordinator
        values = {"note": ""}
        make_move(
            task.ref, "feasible", values, person=person, token=f"t{thread}", stamp=task.version
        )


def rounds(office: Office) -> list[Any]:
    results: list[Any] = []
    for number in range(ROUNDS):
        start = office.event_start() + timedelta(days=number)
        ref = swift.to(office, "check", f"batalbatal{number:04}", start=start)
        swift.items(office, ref)
        task = office.open_task(ref, "check")
        results += race(partial(confirm_or_withdraw, office, ref, task), 4)
    return results


def test_a_withdrawal_beside_a_decision_waits_its_turn(office: Office) -> None:
    results = rounds(office)
    assert failures(results, WrongState) == []
    assert not Task.objects.open().exists()
    assert set(Run.objects.values_list("ending", flat=True)) == {"dibatalkan"}


def test_with_the_request_locked_before_its_run_they_deadlock(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""

    def backwards(ref: str) -> ServiceRequest:
        request = ServiceRequest.objects.select_for_update(of=("self",)).get(ref=ref)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.05)")
        return request

    monkeypatch.setattr(withdraw, "lock_request", backwards)
    assert deadlocks(rounds(office)) > 0


def test_offers_run_out_beside_an_answer_without_a_deadlock(office: Office) -> None:
    room = make_room(name="Aula")
    for number in range(ROUNDS):
        start = office.event_start() + timedelta(days=number)
        ref = swift.to(office, "negotiate", f"tawartawar{number:04}", start=start)
        offer = {"choices": [], "room": room, "message": "Ruang lain."}
        offer |= {"start": start, "end": start + timedelta(hours=1)}
        offer |= {"expires_at": start - timedelta(days=1)}
        swift.move(office, ref, "offer", office.cast.coordinator, **offer)
        Offer.objects.filter(owner=ref).update(expires_at=Task.objects.latest("id").opened_at)
        task = office.open_task(ref, "negotiate")

        def answer(thread: int, ref: str = ref, task: Task = task) -> None:
            impatient()
            if thread:
                expire_holds()
            else:
                values = {"note": "Tidak jadi."}
                person = office.cast.coordinator
                make_move(
                    task.ref, "no_agreement", values, person=person, token="a", stamp=task.version
                )

        assert failures(race(answer, 2), WrongState) == []
