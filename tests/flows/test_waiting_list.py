"""The requester waits for what they asked for, and is offered it when it becomes free."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from jumpa.intake.actions import withdraw_request
from jumpa.scheduling.actions import expire_holds, grant_waiting
from jumpa.scheduling.models import Offer, Waiting
from jumpa.scheduling.tests.makers import make_room
from jumpa.steps.jobs import restart_clock, tell_of_grant
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = "barubarubaru22", "benturbentur23", "ketigaketiga24"


def clashing(office: Office, ref: str = SECOND) -> str:
    """A later request for the same time, at step 7."""
    swift.submit(office, ref, by=office.cast.outsider, accepts_clash=True)
    swift.forward(office, ref, "check")
    swift.check(office, ref, "clash")
    return ref


def wait(office: Office, ref: str = SECOND) -> None:
    office.move(ref, "negotiate", "wait", office.cast.outsider, note="Kami menunggu.", sure="on")


def task_page(office: Office, ref: str = SECOND, *, by: Any = None) -> str:
    task = office.open_task(ref, "negotiate")
    return office.read(by or office.cast.coordinator, f"/tugas/{task.ref}/")


def run(name: str, job: Any) -> None:
    """What the worker does of that name."""
    for args in ProcrastinateJob.objects.filter(task_name=name).values_list("args", flat=True):
        job(**args)


def leave(office: Office) -> None:
    """The first request is taken back."""
    withdraw_request(FIRST, reason="Kegiatan ditunda.", person=office.cast.requester)


def test_waiting_stops_the_clock_and_shows_the_place_on_the_list(office: Office) -> None:
    swift.to(office, "prepare", FIRST)
    clashing(office)
    clashing(office, THIRD)
    wait(office)
    wait(office, THIRD)
    assert office.open_task(SECOND, "negotiate").asked_since is not None
    assert office.status(SECOND) == "Dalam daftar tunggu"
    assert "nomor 1 dari 2" in task_page(office, SECOND)
    assert "nomor 2 dari 2" in task_page(office, THIRD)


def test_what_becomes_free_is_offered_to_the_first_and_taking_it_goes_the_usual_way(
    office: Office,
) -> None:
    swift.to(office, "prepare", FIRST)
    clashing(office)
    clashing(office, THIRD)
    wait(office)
    wait(office, THIRD)
    leave(office)
    assert ProcrastinateJob.objects.filter(task_name="scheduling.grant_waiting").exists()
    assert grant_waiting() == 1
    run("steps.tell_of_grant", tell_of_grant)
    (offer,) = Offer.objects.filter(state="open")
    assert offer.owner == SECOND
    text = task_page(office, by=office.cast.outsider)
    assert "Waktu yang ditunggu kini tersedia" in text
    assert "kini ditahan untuk pemohon" in office.page_of(SECOND, office.cast.outsider)
    assert "Menunggu konfirmasi pemohon" in office.read(office.cast.outsider, "/")

    office.move(SECOND, "negotiate", "agreed", office.cast.outsider, offer=offer.ref, note="")
    assert office.holds(SECOND) == [("TCM Room", office.event_start(), "confirmed")]
    assert office.steps(SECOND) == ["prepare", "reply_draft"]
    assert Waiting.objects.get(owner=SECOND).state == "granted"
    assert Waiting.objects.get(owner=THIRD).state == "waiting"


def test_who_leaves_the_list_is_not_offered_and_the_office_is_at_work_again(
    office: Office,
) -> None:
    swift.to(office, "prepare", FIRST)
    clashing(office)
    wait(office)
    office.move(SECOND, "negotiate", "leave", office.cast.outsider)
    assert office.open_task(SECOND, "negotiate").asked_since is None
    leave(office)
    assert grant_waiting() == 0


def test_only_the_requester_waits(office: Office) -> None:
    swift.to(office, "prepare", FIRST)
    task = office.open_task(clashing(office), "negotiate")
    hidden = office.form_at(task, office.cast.coordinator)
    for person, status in ((office.cast.coordinator, 403), (office.cast.requester, 404)):
        client = office.client(person)
        assert client.post(f"/tugas/{task.ref}/wait/", hidden).status_code == status
    assert not Waiting.objects.exists()


def test_waiting_lets_the_open_offers_go(office: Office) -> None:
    room = make_room(name="Aula")
    swift.to(office, "prepare", FIRST)
    clashing(office)
    start = office.event_start()
    choice = f"{room.ref}|{start.isoformat()}|{start.replace(hour=11).isoformat()}"
    until = f"{timezone.localtime() + timedelta(hours=30):%Y-%m-%dT%H:%M}"
    values = {"choices": [choice], "message": "Aula bebas.", "expires_at": until}
    office.move(SECOND, "negotiate", "offer", office.cast.coordinator, **values)
    wait(office)
    assert Offer.objects.get().state == "withdrawn"


@pytest.mark.parametrize("way", ["withdrawn", "given_up", "another_time"])
def test_who_goes_another_way_waits_no_more(office: Office, way: str) -> None:
    swift.to(office, "prepare", FIRST)
    clashing(office)
    wait(office)
    if way == "withdrawn":
        withdraw_request(SECOND, reason="Batal.", person=office.cast.outsider)
    elif way == "given_up":
        swift.move(office, SECOND, "no_agreement", office.cast.coordinator, note="Tidak ada.")
    else:
        start = office.event_start().replace(hour=14)
        values = {
            "versi": str(office.found(SECOND).version),
            "ruang": office.room.ref,
            "room": office.room.ref,
            "start": f"{start:%Y-%m-%dT%H:%M}",
            "end": f"{start.replace(hour=15):%Y-%m-%dT%H:%M}",
            "reason": "Siang saja.",
        }
        address = f"/permohonan/{SECOND}/jadwal-lain/"
        assert office.client(office.cast.outsider).post(address, values).status_code == 302
    assert Waiting.objects.get().state == "left"


def test_an_answer_that_never_comes_takes_them_off_the_list_and_the_clock_runs_again(
    office: Office,
) -> None:
    swift.to(office, "prepare", FIRST)
    clashing(office)
    wait(office)
    leave(office)
    grant_waiting()
    with time_machine.travel(timezone.now() + timedelta(hours=100), tick=True):
        expire_holds()
        grant_waiting()
        run("steps.restart_clock", restart_clock)
    assert Waiting.objects.get().state == "left"
    assert office.open_task(SECOND, "negotiate").asked_since is None
    assert office.status(SECOND) != "Dalam daftar tunggu"
