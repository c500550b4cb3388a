"""A letter whose reading failed or was broken off is read again: by the worker, or when asked."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from jumpa.core.errors import WrongState
from jumpa.core.models import AuditEntry
from jumpa.documents.actions import read_again, read_now
from jumpa.documents.actions import reading as reading_action
from jumpa.documents.actions.reading_again import LETTER_TRIES, PERSON_TRIES
from jumpa.documents.confinement import ConfinementError
from jumpa.documents.models import LetterReading, PagePreview, StoredFile
from jumpa.documents.tests.makers import TU
from jumpa.documents.tests.reading_jobs import (
    done,
    jobs_for,
    seconds_until_retry,
    taken_by_worker,
    work_off,
)
from jumpa.documents.tests.test_letter_pages import answering, reading_of, stored

pytestmark = pytest.mark.django_db

BUSY = ConfinementError("busy")


def failed() -> StoredFile:
    """A letter whose reading the worker has given up."""
    letter = stored()
    LetterReading.objects.filter(file=letter).update(
        state="failed", problem="Surat ini tidak dapat dibaca.", at=timezone.now()
    )
    done(letter)
    return letter


# The worker


def test_while_too_many_are_read_the_worker_puts_it_off_and_nobody_hears_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    letter = stored()
    answering(monkeypatch, read_letter=BUSY)
    for attempts in range(5):
        with pytest.raises(ConfinementError):
            work_off(letter.pk, attempts)
        waits = seconds_until_retry(BUSY, attempts)
        assert waits is not None
        assert waits > 0
    assert (reading_of(letter).state, reading_of(letter).problem) == ("waiting", "")
    work_off(letter.pk, 5)
    assert reading_of(letter).state == "failed"
    assert "terlalu banyak berkas" in reading_of(letter).problem
    assert seconds_until_retry(BUSY, 5) is None


def test_it_waits_longer_each_time() -> None:
    waits = [seconds_until_retry(BUSY, attempts) or 0 for attempts in range(5)]
    assert waits == sorted(waits)


def test_what_was_put_off_is_read_by_the_next_try(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = stored()
    with monkeypatch.context() as busy:
        answering(busy, preview=BUSY)
        with pytest.raises(ConfinementError):
            work_off(letter.pk)
    answering(monkeypatch)
    work_off(letter.pk, 1)
    assert reading_of(letter).state == "read"


@pytest.mark.parametrize("reason", ["time", "memory", "crash", "unavailable"])
def test_what_waiting_does_not_mend_is_told_at_once(
    monkeypatch: pytest.MonkeyPatch, reason: Any
) -> None:
    letter = stored()
    answering(monkeypatch, read_letter=ConfinementError(reason))
    work_off(letter.pk)
    assert reading_of(letter).state == "failed"


# Asked for


def test_a_failed_reading_is_begun_anew_and_remembered() -> None:
    letter = failed()
    read_again(letter, actor=TU)
    reading = reading_of(letter)
    assert (reading.state, reading.problem, reading.found) == ("waiting", "", [])
    assert [job.status for job in jobs_for(letter)] == ["failed", "todo"]
    told = AuditEntry.objects.get(verb="documents.read_again")
    assert (told.subject, told.owner) == (f"file:{letter.ref}", "owner-1")
    assert told.before == {"problem": "Surat ini tidak dapat dibaca."}


def test_pressed_twice_it_is_read_once() -> None:
    letter = failed()
    for _press in range(5):
        read_again(letter, actor=TU)
    assert len(jobs_for(letter)) == 2
    assert AuditEntry.objects.filter(verb="documents.read_again").count() == 1


def test_what_was_read_wholly_is_left_as_it_is() -> None:
    letter = stored()
    read_now(reading_of(letter))
    before = reading_of(letter)
    assert before.state == "read"
    read_again(letter, actor=TU)
    assert reading_of(letter).at == before.at
    assert len(jobs_for(letter)) == 1


def test_only_what_is_lacking_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = stored()
    with monkeypatch.context() as slow:
        real = reading_action.run_confined

        def run(task: str, *rest: Any, **more: Any) -> Any:
            if task == "read_letter":
                raise ConfinementError("time")
            return real(task, *rest, **more)

        slow.setattr(reading_action, "run_confined", run)
        read_now(reading_of(letter))
    assert (reading_of(letter).state, reading_of(letter).is_checked) == ("failed", True)
    drawn = list(PagePreview.objects.values_list("pk", flat=True))
    read_again(letter, actor=TU)
    ran = answering(monkeypatch)
    work_off(letter.pk)
    assert ran == ["read_letter"]
    assert (reading_of(letter).state, reading_of(letter).is_checked) == ("read", True)
    assert list(PagePreview.objects.values_list("pk", flat=True)) == drawn


def test_signatures_that_could_not_be_checked_are_reason_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    letter = stored()
    answering(monkeypatch, check_signatures=ConfinementError("crash"))
    read_now(reading_of(letter))
    assert reading_of(letter).state == "read"
    read_again(letter, actor=TU)
    answering(monkeypatch)
    work_off(letter.pk)
    assert (reading_of(letter).state, reading_of(letter).is_checked) == ("read", True)


def test_what_a_worker_is_reading_is_left_to_it_unless_it_died() -> None:
    letter = stored()
    taken_by_worker(letter, heard_of=timedelta(seconds=5))
    read_again(letter, actor=TU)
    assert len(jobs_for(letter)) == 1
    done(letter)
    read_again(letter, actor=TU)
    taken_by_worker(letter, heard_of=timedelta(minutes=5))
    read_again(letter, actor=TU)
    assert [job.status for job in jobs_for(letter)] == ["failed", "doing", "todo"]


def test_a_letter_is_not_read_over_and_over() -> None:
    letter = failed()
    for _try in range(LETTER_TRIES):
        read_again(letter, actor=TU)
        LetterReading.objects.filter(file=letter).update(state="failed")
        done(letter)
    with pytest.raises(WrongState, match="15 menit lagi"):
        read_again(letter, actor=TU)
    assert len(jobs_for(letter)) == LETTER_TRIES + 1
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        read_again(letter, actor=TU)
    assert reading_of(letter).state == "waiting"


def test_nobody_has_letter_after_letter_read(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = failed()
    monkeypatch.setattr("jumpa.documents.actions.reading_again.LETTER_TRIES", 1000)
    for _try in range(PERSON_TRIES):
        read_again(letter, actor=TU)
        LetterReading.objects.filter(file=letter).update(state="failed")
        done(letter)
    with pytest.raises(WrongState):
        read_again(letter, actor=TU)


def test_a_file_that_was_destroyed_is_not_read() -> None:
    letter = failed()
    StoredFile.objects.filter(pk=letter.pk).update(disposed_at=timezone.now(), file="")
    with pytest.raises(WrongState):
        read_again(letter, actor=TU)
