"""The coordinator moves an event on the timetable: what hangs on its time goes along."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone

from jumpa.core.models import AuditEntry
from jumpa.documents.models import Paper
from jumpa.people.models import Person
from jumpa.scheduling.actions import hold, release
from jumpa.scheduling.models import Allocation, Resource
from jumpa.scheduling.queries import allocations_of
from jumpa.scheduling.tests.makers import SUBKOR, allocation_of, make_room
from jumpa.workflow.models import Task
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def booked(owner: str) -> Allocation:
    """What the owner has, as one."""
    (found,) = allocations_of(owner)
    return found


def values(start: datetime, **changes: str) -> dict[str, str]:
    """The form as the page gives it, with a start typed anew; two hours long."""
    end = start + timedelta(hours=2)
    return {
        "mulai": f"{start:%Y-%m-%dT%H:%M}",
        "selesai": f"{end:%Y-%m-%dT%H:%M}",
        "alasan": "",
        **changes,
    }


def move(
    office: Office, found: Allocation, start: datetime, *, by: Person | None = None, **changes: str
) -> HttpResponse:
    """Send the form."""
    client = office.client(by or office.cast.coordinator)
    return client.post(f"/jadwal/{found.ref}/pindah/", values(start, **changes))


def later(office: Office, hours: int = 4) -> datetime:
    return office.event_start() + timedelta(hours=hours)


def test_a_confirmed_event_moves_and_its_agreed_time_follows(office: Office) -> None:
    ref = swift.to(office, "prepare")
    answer = move(office, booked(ref), later(office), alasan="Ruang dipakai wali kota.")
    assert answer.status_code == 302
    request = office.found(ref)
    assert (request.agreed_start, request.agreed_end) == (later(office), later(office, 6))
    assert request.agreed_room == office.room
    assert office.holds(ref) == [("TCM Room", later(office), "confirmed")]


def test_the_requester_reads_who_moved_it_from_when_to_when_and_why(office: Office) -> None:
    ref = swift.to(office, "prepare")
    move(office, booked(ref), later(office), alasan="Ruang dipakai wali kota.")
    page = office.page_of(ref, office.cast.requester)
    assert "Jadwal dipindahkan" in page
    assert "Siti Aminah, S.T." in page
    assert re.search(
        r"Dari TCM Room, .* pukul 09\.00–11\.00 WIB ke TCM Room, .* 13\.00–15\.00", page
    )
    assert "Alasan: Ruang dipakai wali kota." in page


def test_a_wish_that_is_not_agreed_yet_moves_as_a_wish(office: Office) -> None:
    ref = swift.to(office, "check")
    move(office, booked(ref), later(office))
    request = office.found(ref)
    assert (request.start, request.agreed_start) == (later(office), None)
    assert office.holds(ref) == [("TCM Room", later(office), "held")]
    office.check(ref)
    assert office.found(ref).agreed_start == later(office)


def test_another_room_is_written_on_the_request(office: Office) -> None:
    ref, hall = swift.to(office, "prepare"), make_room(name="Aula")
    move(office, booked(ref), office.event_start(), ruang=hall.ref)
    assert office.found(ref).agreed_room == hall
    assert office.holds(ref) == [("Aula", office.event_start(), "confirmed")]
    assert "ke Aula" in office.page_of(ref, office.cast.requester)


def test_a_reply_that_went_out_is_written_again(office: Office) -> None:
    ref = swift.to(office, "prepare")
    office.reply(ref)
    assert office.steps(ref) == ["prepare"]
    move(office, booked(ref), later(office))
    assert office.steps(ref) == ["prepare", "reply_draft"]
    assert "Menunggu surat pengganti" in office.page_of(ref, office.cast.requester)
    office.reply(ref)
    reply = Paper.objects.get(owner=ref, kind="reply", is_current=True)
    assert datetime.fromisoformat(reply.facts["event"]["start"]) == later(office)
    assert office.steps(ref) == ["prepare"]
    office.prepare(ref)
    assert office.steps(ref) == ["execute"]


def test_a_draft_that_waits_for_release_is_taken_back(office: Office) -> None:
    ref = swift.to(office, "reply_release")
    waiting = office.open_task(ref, "release_reply")
    move(office, booked(ref), later(office))
    waiting.refresh_from_db()
    assert waiting.state == Task.State.CANCELLED
    assert "reply_draft" in office.steps(ref)
    assert "reply_release" not in office.steps(ref)


def test_step_nine_is_due_when_the_moved_event_is_over(office: Office) -> None:
    ref = swift.to(office, "execute")
    move(office, booked(ref), later(office, 48))
    assert office.open_task(ref, "execute").due == later(office, 50)


def test_a_test_that_would_come_too_late_is_fixed_anew_and_due_before_the_event(
    office: Office,
) -> None:
    ref = swift.to(office, "prepare")
    sooner = timezone.localtime() + timedelta(days=2)
    move(office, booked(ref), sooner.replace(minute=0, second=0, microsecond=0))
    assert office.found(ref).test_time is None
    due = office.open_task(ref, "prepare").due
    assert due is not None
    assert due <= sooner


def test_a_form_that_showed_the_old_time_is_stale(office: Office) -> None:
    ref = swift.to(office, "check")
    swift.items(office, ref)
    task = office.open_task(ref, "check")
    hidden = office.form_at(task, office.cast.coordinator)
    move(office, booked(ref), later(office))
    page = office.send(task, "feasible", office.cast.coordinator, hidden, status=409, note="")
    assert "tidak sesuai keadaan terakhir" in page
    assert office.steps(ref) == ["check"]


def test_a_taken_time_changes_nothing_and_says_who_has_it_and_what_else_is_free(
    office: Office,
) -> None:
    ref = swift.to(office, "prepare")
    make_room(name="Aula", capacity=40)
    hold("lain", [office.room], later(office), later(office, 6), label="Apel besar", actor=SUBKOR)
    answer = move(office, booked(ref), later(office))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Apel besar" in page
    assert "Yang masih tersedia" in page
    assert re.search(r'href="/jadwal/\w+/\?mulai=[^"]*ruang=', page)
    assert office.holds(ref) == [("TCM Room", office.event_start(), "confirmed")]
    assert office.found(ref).agreed_start == office.event_start()
    assert not AuditEntry.objects.filter(verb="intake.schedule_moved").exists()


def test_an_alternative_fills_the_form(office: Office) -> None:
    found, hall = booked(swift.to(office, "prepare")), make_room(name="Aula")
    query = f"?mulai=2026-12-24T13:00&selesai=2026-12-24T15:00&ruang={hall.ref}"
    page = office.read(office.cast.coordinator, f"/jadwal/{found.ref}/{query}")
    assert 'value="2026-12-24T13:00"' in page
    assert f'<option value="{hall.ref}" selected>' in page
    assert "Pindahkan jadwal" in office.read(
        office.cast.coordinator, f"/jadwal/{found.ref}/?mulai=2026-99-99&ruang=x"
    )


def test_the_drawing_is_answered_in_json(office: Office) -> None:
    ref, client = swift.to(office, "prepare"), office.client(office.cast.coordinator)
    url = f"/jadwal/{booked(ref).ref}/pindah/"
    moved = client.post(url, values(later(office)), headers=JSON)
    assert moved.status_code == 200
    assert "13.00–15.00" in moved.json()["message"]
    hold("lain", [office.room], later(office, 24), later(office, 26), label="Apel", actor=SUBKOR)
    url = f"/jadwal/{booked(ref).ref}/pindah/"
    refused = client.post(url, values(later(office, 24)), headers=JSON)
    assert refused.status_code == 409
    assert "Apel" in " ".join(refused.json()["details"])
    broken = client.post(url, values(later(office), mulai="kapan saja"), headers=JSON)
    assert broken.status_code == 422
    assert broken.json()["message"]


def test_moving_twice_is_moving_once(office: Office) -> None:
    ref = swift.to(office, "prepare")
    found = booked(ref)
    assert move(office, found, later(office)).status_code == 302
    assert move(office, found, later(office)).status_code == 302
    assert AuditEntry.objects.filter(verb="intake.schedule_moved").count() == 1


def test_what_another_moved_meanwhile_is_not_moved_from_an_old_page(office: Office) -> None:
    ref = swift.to(office, "prepare")
    old = booked(ref)
    move(office, old, later(office))
    answer = move(office, old, later(office, 24))
    assert answer.status_code == 409
    assert "sudah dipindahkan atau dilepas" in answer.content.decode()
    assert office.holds(ref) == [("TCM Room", later(office), "confirmed")]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"selesai": "2020-01-01T10:00"}, 422),
        ({"mulai": "2020-01-01T08:00", "selesai": "2020-01-01T10:00"}, 422),
        ({"mulai": ""}, 422),
        ({"ruang": "tidakadatidak2"}, 422),
        ({"selesai": "2031-01-01T10:00"}, 422),
    ],
)
def test_a_time_that_no_event_can_have_is_refused(
    office: Office, changes: dict[str, str], status: int
) -> None:
    ref = swift.to(office, "prepare")
    assert move(office, booked(ref), later(office), **changes).status_code == status
    assert office.holds(ref) == [("TCM Room", office.event_start(), "confirmed")]


def test_an_event_that_has_begun_or_was_released_stays(office: Office, time_machine: Any) -> None:
    ref = swift.to(office, "prepare")
    found = booked(ref)
    page = f"/jadwal/{found.ref}/"
    time_machine.move_to(office.event_start() + timedelta(minutes=5))
    assert "Pindahkan jadwal" not in office.read(office.cast.coordinator, page)
    assert move(office, found, timezone.localtime() + timedelta(days=1)).status_code == 409
    release(ref, actor=SUBKOR)
    assert move(office, found, timezone.localtime() + timedelta(days=1)).status_code == 409
    assert "Tidak ada yang sedang dipakai." in office.read(office.cast.coordinator, page)


def test_only_the_coordinator_moves(office: Office) -> None:
    cast = office.cast
    found = booked(swift.to(office, "prepare"))
    for person in (cast.clerk, cast.head, cast.operator, cast.administrator):
        assert move(office, found, later(office), by=person).status_code == 403
        page = office.read(person, f"/jadwal/{found.ref}/")
        assert "Pindahkan jadwal" not in page
    assert move(office, found, later(office), by=cast.requester).status_code == 403
    assert move(office, found, later(office), by=cast.outsider).status_code == 404


def test_a_requester_opens_their_own_event_and_no_other(office: Office) -> None:
    found = booked(swift.to(office, "prepare"))
    assert "TCM Room" in office.read(office.cast.requester, f"/jadwal/{found.ref}/")
    office.read(office.cast.outsider, f"/jadwal/{found.ref}/", status=404)
    office.read(office.cast.coordinator, "/jadwal/tidakadatidak2/", status=404)


def test_what_is_no_request_simply_moves(office: Office) -> None:
    start = office.event_start()
    end = start + timedelta(hours=2)
    (made,) = hold("perawatan", [office.room], start, end, label="Perawatan", actor=SUBKOR)
    assert move(office, allocation_of(made), later(office)).status_code == 302
    assert office.holds("perawatan") == [("TCM Room", later(office), "held")]


def test_the_page_lists_all_that_the_event_has(office: Office) -> None:
    start = office.event_start()
    room: Resource = office.room
    (made,) = hold("lain", [room], start, start + timedelta(hours=1), label="Apel", actor=SUBKOR)
    page = office.read(office.cast.clerk, f"/jadwal/{allocation_of(made).ref}/")
    assert f"sumber={room.ref}" in page
    assert "Buka permohonan" not in page


def series(office: Office, step: str = "prepare") -> tuple[str, list[Allocation]]:
    """A request for three weeks running, and what it has for each."""
    ref = swift.to(office, step, recurrence="RRULE:FREQ=WEEKLY;COUNT=3")
    return ref, allocations_of(ref)


def dates_of(office: Office, ref: str) -> list[datetime]:
    return [timezone.localtime(one.start) for one in office.found(ref).occurrences.all()]


def test_one_date_of_a_series_moves_and_the_others_stay(office: Office) -> None:
    ref, (_first, second, _third) = series(office)
    week = timedelta(days=7)
    move(office, second, later(office) + week)
    start = office.event_start()
    assert dates_of(office, ref) == [start, later(office) + week, start + 2 * week]
    assert office.found(ref).agreed_start == start
    assert [at for _room, at, _state in office.holds(ref)] == dates_of(office, ref)
    assert "Jadwal dipindahkan" in office.page_of(ref, office.cast.requester)


def test_the_first_date_of_a_series_is_the_agreed_time(office: Office) -> None:
    ref, (first, *_rest) = series(office)
    move(office, first, later(office))
    assert office.found(ref).agreed_start == later(office)


def test_a_moved_date_of_a_series_is_confirmed_where_it_was_moved(office: Office) -> None:
    ref, (_first, second, _third) = series(office, "check")
    move(office, second, later(office) + timedelta(days=7))
    office.check(ref)
    assert dates_of(office, ref)[1] == later(office) + timedelta(days=7)
    assert {state for _room, _at, state in office.holds(ref)} == {"confirmed"}
    assert [at for _room, at, _state in office.holds(ref)] == dates_of(office, ref)


def test_a_date_is_not_moved_onto_another_of_its_series(office: Office) -> None:
    hall = make_room(name="Aula")
    ref, (first, second, _third) = series(office)
    answer = move(office, first, timezone.localtime(second.span.start), ruang=hall.ref)
    assert answer.status_code == 422
    assert dates_of(office, ref)[0] == office.event_start()
    assert move(office, first, timezone.localtime(second.span.start)).status_code == 422


def test_any_room_becomes_the_room_it_is_moved_in(office: Office) -> None:
    ref = swift.to(office, "check", room=None, any_room=True)
    move(office, booked(ref), later(office))
    request = office.found(ref)
    assert (request.room, request.any_room) == (office.room, False)
    office.check(ref)
    assert office.found(ref).agreed_start == later(office)
