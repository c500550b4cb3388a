"""The requester takes a request back, or asks for another time, before the event begins."""

from datetime import timedelta

import pytest

from jumpa.documents.queries import current_paper
from jumpa.intake.models import ServiceRequest
from jumpa.scheduling.actions import hold
from jumpa.scheduling.models import Reservation
from jumpa.scheduling.tests.makers import SUBKOR, make_room
from jumpa.workflow.models import Task
from tests.flows import swift
from tests.flows.office import Office, problems

pytestmark = pytest.mark.django_db
STAGES = (
    "receive",
    "dispose_head",
    "dispose_division",
    "examine",
    "check",
    "negotiate",
    "prepare",
    "reply_release",
    "execute",
)


def withdraw(office: Office, ref: str, *, status: int = 302, reason: str = "Ditunda.") -> str:
    answer = office.client(office.cast.requester).post(
        f"/permohonan/{ref}/batalkan/", {"reason": reason}
    )
    assert answer.status_code == status, problems(answer)
    return answer.content.decode()


def ask(office: Office, ref: str, *, status: int = 302, **changes: str) -> str:
    """Ask for the afternoon of the same day."""
    start = office.event_start().replace(hour=14)
    values = {
        "room": office.room.ref,
        "start": f"{start:%Y-%m-%dT%H:%M}",
        "end": f"{start + timedelta(hours=1):%Y-%m-%dT%H:%M}",
        "reason": "Narasumber berhalangan pagi.",
        "versi": str(office.found(ref).version),
    }
    answer = office.client(office.cast.requester).post(
        f"/permohonan/{ref}/jadwal-lain/", values | changes
    )
    assert answer.status_code == status, problems(answer)
    return answer.content.decode()


@pytest.mark.parametrize("stage", STAGES)
def test_a_request_is_withdrawn_at_any_stage_and_blocks_nothing_more(
    office: Office, stage: str
) -> None:
    ref = swift.to(office, stage)
    assert "Batalkan" in office.page_of(ref, office.cast.requester)
    withdraw(office, ref)
    assert office.status(ref) == "Dibatalkan"
    assert office.steps(ref) == []
    assert not Reservation.objects.filter(owner=ref).exists()
    assert Task.objects.filter(run__owner=ref, state="cancelled").exists()


def test_withdrawing_twice_changes_nothing_the_second_time(office: Office) -> None:
    ref = swift.to(office, "check")
    withdraw(office, ref)
    closed = office.found(ref).run.closed_at
    withdraw(office, ref, reason="Sekali lagi.")
    assert office.found(ref).run.closed_at == closed


def test_a_withdrawal_says_why(office: Office) -> None:
    ref = swift.to(office, "check")
    withdraw(office, ref, status=422, reason=" ")
    answer = office.client(office.cast.requester).post(f"/permohonan/{ref}/batalkan/")
    assert answer.status_code == 422
    assert office.steps(ref) == ["check"]


def test_an_event_that_has_begun_is_neither_withdrawn_nor_moved(office: Office) -> None:
    ref = swift.to(office, "execute")
    swift.move(office, ref, "start", office.cast.operator, operators=[office.cast.operator.name])
    page = office.page_of(ref, office.cast.requester)
    assert "Batalkan" not in page
    assert "Minta jadwal lain" not in page
    withdraw(office, ref, status=409)
    ask(office, ref, status=409)
    assert office.steps(ref) == ["execute"]
    assert office.holds(ref) == [("TCM Room", office.event_start(), "confirmed")]


def test_a_draft_is_neither_withdrawn_nor_moved(office: Office) -> None:
    values = office.request_values(ajukan=None, simpan="1")
    office.client(office.cast.requester).post("/permohonan/drafdrafdraf22/isi/", values)
    withdraw(office, "drafdrafdraf22", status=409)
    ask(office, "drafdrafdraf22", status=409)


def test_before_step_6_another_time_changes_the_wish_where_it_stands(office: Office) -> None:
    ref = swift.to(office, "dispose_head")
    ask(office, ref)
    assert office.steps(ref) == ["dispose_head"]
    assert office.holds(ref) == [("TCM Room", office.event_start().replace(hour=14), "held")]


def test_from_step_6_on_another_time_leads_back_to_the_check(office: Office) -> None:
    ref = swift.to(office, "prepare")
    ask(office, ref)
    assert office.steps(ref) == ["check"]
    found = office.found(ref)
    assert found.agreed_start is None
    assert office.holds(ref) == [("TCM Room", office.event_start().replace(hour=14), "held")]
    office.check(ref)
    assert office.steps(ref) == ["prepare", "reply_draft"]


def test_a_time_that_another_has_leaves_all_as_it_was(office: Office) -> None:
    ref = swift.to(office, "prepare")
    start = office.event_start().replace(hour=14)
    hold("lain", [office.room], start, start + timedelta(hours=1), label="Apel", actor=SUBKOR)
    page = ask(office, ref, status=409)
    assert "Terpakai" in page
    assert "Apel" not in page
    assert "Narasumber berhalangan pagi." in page
    assert office.steps(ref) == ["prepare", "reply_draft"]
    assert office.found(ref).agreed_start == office.event_start()
    assert office.holds(ref) == [("TCM Room", office.event_start(), "confirmed")]


def test_a_double_click_asks_once(office: Office) -> None:
    ref = swift.to(office, "prepare")
    version = str(office.found(ref).version)
    ask(office, ref, versi=version)
    ask(office, ref, versi=version)
    assert Task.objects.filter(run__owner=ref, step_key="check").count() == 2


@pytest.mark.parametrize("versi", ["", "satu", "9" * 30, "-1", "1"])
def test_a_stale_or_tampered_page_asks_for_nothing(office: Office, versi: str) -> None:
    ref = swift.to(office, "prepare")
    page = ask(office, ref, status=409, versi=versi)
    assert "Jadwal saat ini: TCM Room" in page
    assert office.steps(ref) == ["prepare", "reply_draft"]


def test_the_time_that_is_agreed_on_already_is_no_other_time(office: Office) -> None:
    ref = swift.to(office, "prepare")
    start = office.event_start()
    same = {
        "start": f"{start:%Y-%m-%dT%H:%M}",
        "end": f"{start + timedelta(hours=2):%Y-%m-%dT%H:%M}",
    }
    ask(office, ref, status=422, **same)
    assert office.steps(ref) == ["prepare", "reply_draft"]


def test_a_request_without_a_place_of_its_own_needs_a_room(office: Office) -> None:
    ref = swift.to(office, "prepare")
    assert "Pilih ruang" in ask(office, ref, status=422, room="")
    assert office.holds(ref) == [("TCM Room", office.event_start(), "confirmed")]


def test_asking_while_alternatives_are_offered_lets_those_go(office: Office) -> None:
    room = make_room(name="Aula")
    ref = swift.to(office, "negotiate")
    offer = {
        "choices": [],
        "room": room,
        "start": office.event_start(),
        "end": office.event_start() + timedelta(hours=2),
        "message": "Ruang lain tersedia.",
        "expires_at": office.event_start() - timedelta(days=5),
    }
    swift.move(office, ref, "offer", office.cast.coordinator, **offer)
    ask(office, ref)
    assert office.steps(ref) == ["check"]
    assert list(Reservation.objects.filter(owner=ref).values_list("is_offer", flat=True)) == [False]


def test_a_reply_released_for_the_old_time_is_followed_by_one_for_the_new(office: Office) -> None:
    ref = swift.to(office, "execute")
    first = current_paper(ref, "reply")
    ask(office, ref)
    swift.check(office, ref)
    swift.prepare(office, ref)
    assert office.steps(ref) == ["reply_draft"]
    swift.draft(office, ref)
    swift.release(office, ref)
    assert office.steps(ref) == ["execute"]
    second = current_paper(ref, "reply")
    assert second.version == first.version + 1
    assert second.number != first.number
    assert second.facts["outcome"] == "changed"
    task = office.open_task(ref, "execute")
    assert task.due == office.event_start().replace(hour=15)


def test_a_text_that_came_back_is_not_taken_for_the_letter_of_another_time(
    office: Office,
) -> None:
    ref = swift.to(office, "reply_release")
    note = {"note": "Sebutkan narahubung."}
    swift.move(office, ref, "sent_back", office.cast.head, kind="release_reply", **note)
    ask(office, ref)
    swift.check(office, ref)
    task = office.open_task(ref, "draft_reply")
    page = office.read(office.cast.coordinator, f"/tugas/{task.ref}/")
    form = page.partition('name="drafted-paragraphs"')[2].partition("</textarea>")[0]
    assert swift.LETTER["paragraphs"] not in form
    assert "Menindaklanjuti" in form


def test_only_the_agency_itself_withdraws_and_moves(office: Office) -> None:
    ref = swift.to(office, "check")
    for path in ("batalkan", "jadwal-lain"):
        address = f"/permohonan/{ref}/{path}/"
        assert office.client(office.cast.outsider).get(address).status_code == 404
        assert office.client(office.cast.outsider).post(address).status_code == 404
        assert office.client(office.cast.coordinator).post(address).status_code == 403
    assert ServiceRequest.objects.get(ref=ref).run.closed_at is None
