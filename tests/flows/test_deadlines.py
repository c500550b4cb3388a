"""Deadlines count working time, and stand still while the requester is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from jumpa.core.models import Holiday
from jumpa.scheduling.jobs import expire_holds
from jumpa.scheduling.models import Offer
from jumpa.scheduling.tests.makers import make_room
from jumpa.steps.jobs import restart_clock
from jumpa.workflow.models import Task
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_holidays(office: Office) -> None:
    """So that every weekday of the coming two weeks is a working day."""
    Holiday.objects.all().delete()


TODAY = timezone.localtime()
"""Of the run, not of a test that travels."""


def moment(weekday: int, hour: int, minute: int = 0) -> datetime:
    """That time in the week after this one; Monday is 0."""
    day = TODAY + timedelta(days=7 - TODAY.weekday() + weekday)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


@contextmanager
def at(when: datetime) -> Iterator[None]:
    with time_machine.travel(when, tick=False):
        yield


def due(task: Task) -> datetime | None:
    task.refresh_from_db()
    return timezone.localtime(task.due) if task.due else None


def offered(office: Office, ref: str, expires_at: datetime) -> Offer:
    """One alternative, offered to the requester."""
    start = office.event_start() + timedelta(days=7)
    values = {
        "choices": [],
        "room": make_room(name="Aula"),
        "start": start,
        "end": start + timedelta(hours=2),
        "message": "Ruang lain tersedia.",
        "expires_at": expires_at,
    }
    swift.move(office, ref, "offer", office.cast.coordinator, **values)
    return Offer.objects.get(owner=ref)


def test_a_step_is_due_after_its_minutes_of_working_time(office: Office) -> None:
    monday, lunch, friday = moment(0, 8), moment(1, 11, 50), moment(4, 16, 20)
    with at(monday):
        ref = swift.submit(office)
        assert due(office.open_task(ref, "receive")) == monday.replace(minute=5)
        swift.receive(office, ref)
    with at(lunch):
        swift.dispose_head(office, ref)
        # Ten minutes before the break, twenty after it.
        assert due(office.open_task(ref, "dispose")) == lunch.replace(hour=13, minute=20)
    with at(friday):
        swift.dispose_division(office, ref)
        task = office.open_task(ref, "examine")
        assert due(task) == friday.replace(hour=7, minute=50) + timedelta(days=3)


def test_what_a_step_took_is_counted_in_working_minutes(office: Office) -> None:
    with at(moment(0, 15, 50)):
        ref = swift.submit(office)
    with at(moment(1, 7, 35)):
        swift.receive(office, ref)
    done = Task.objects.get(run__owner=ref, kind="receive")
    assert done.used_minutes == 15
    assert done.is_late(timezone.now())
    page = office.page_of(ref, office.cast.requester)
    assert "Standar 5 menit · nyata 15 menit · lebih dari standar" in page


def test_a_holiday_is_no_working_day(office: Office) -> None:
    Holiday.objects.create(day=moment(1, 0).date(), name="Libur")
    with at(moment(0, 15, 58)):
        ref = swift.submit(office)
        assert due(office.open_task(ref, "receive")) == moment(2, 7, 33)


def test_the_clock_stands_still_while_the_requester_is_asked(office: Office) -> None:
    with at(moment(0, 8)):
        ref = swift.to(office, "negotiate")
        task = office.open_task(ref, "negotiate")
        assert due(task) == moment(0, 8, 15)
    with at(moment(0, 8, 5)):
        offer = offered(office, ref, moment(3, 12))
    with at(moment(1, 8, 5)):
        task.refresh_from_db()
        assert not task.is_late(timezone.now())
        swift.move(office, ref, "agreed", office.cast.requester, offer=offer.ref, note="")
    assert due(task) == moment(1, 8, 15)
    assert task.used_minutes == 5
    assert not task.is_late(moment(4, 8))


def test_the_clock_runs_again_when_the_requester_answers_with_a_proposal(office: Office) -> None:
    with at(moment(0, 8)):
        ref = swift.to(office, "negotiate")
        offered(office, ref, moment(3, 12))
    with at(moment(1, 8)):
        start = office.event_start() + timedelta(days=9)
        wish = {"room": office.room, "start": start, "end": start + timedelta(hours=1), "note": ""}
        swift.move(office, ref, "propose", office.cast.requester, **wish)
        task = office.open_task(ref, "negotiate")
        assert due(task) == moment(1, 8, 15)
    with at(moment(1, 8, 20)):
        assert task.is_late(timezone.now())


def test_the_clock_runs_again_from_when_the_offers_ran_out(office: Office) -> None:
    with at(moment(0, 8)):
        ref = swift.to(office, "negotiate")
        offer = offered(office, ref, moment(1, 8))
    with at(offer.expires_at):
        expire_holds(0)
    with at(moment(1, 9)):
        # The worker comes an hour late; the office does not get that hour for nothing.
        restart_clock(owner=ref, at=offer.expires_at.isoformat())
        assert due(office.open_task(ref, "negotiate")) == moment(1, 8, 15)


def test_the_requesters_own_task_has_no_deadline(office: Office) -> None:
    ref = swift.to(office, "receive")
    swift.move(office, ref, "returned", office.cast.clerk, **swift.REASON)
    task = office.open_task(ref, "submit")
    assert task.due is None
    assert not task.is_late(moment(4, 16))


def test_an_event_is_due_when_it_is_over(office: Office) -> None:
    with at(moment(0, 8)):
        ref = swift.to(office, "execute")
        task = office.open_task(ref, "execute")
        assert due(task) == office.event_start() + timedelta(hours=2)


def test_what_is_late_stands_first_in_the_inbox(office: Office) -> None:
    with at(moment(0, 8)):
        swift.submit(office, event_name="Rapat yang terlambat")
    with at(moment(0, 8, 6)):
        later = office.event_start() + timedelta(days=1)
        swift.submit(office, "rapatkedua2345", event_name="Rapat baru", start=later)
        page = office.read(office.cast.clerk, "/")
    late = page.partition('id="terlambat"')[2].partition('id="menunggu"')[0]
    assert "Rapat yang terlambat" in late
    assert "Rapat baru" not in late
    assert "Rapat baru" in page
