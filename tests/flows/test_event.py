"""Step 9: start, end and incidents are pressed, then the event is reported and acknowledged."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from jumpa.documents.queries import current_paper
from jumpa.execution.models import Execution, Incident
from jumpa.workflow.models import Task
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db
TROUBLE = {"what": "Gema di ruang.", "done": "Mikrofon dipindah."}


def now() -> str:
    return f"{timezone.localtime():%Y-%m-%dT%H:%M}"


def start(office: Office, ref: str) -> None:
    names = [office.cast.operator.name]
    swift.move(office, ref, "start", office.cast.operator, operators=names)


def test_a_second_press_of_start_and_end_changes_nothing(office: Office) -> None:
    ref = swift.to(office, "execute")
    start(office, ref)
    first = Execution.objects.get()
    assert office.status(ref) == "Sedang berlangsung"
    names = [office.cast.operator_two.name]
    swift.move(office, ref, "start", office.cast.operator_two, operators=names)
    swift.move(office, ref, "end", office.cast.operator)
    ended = Execution.objects.get()
    swift.move(office, ref, "end", office.cast.operator_two)
    last = Execution.objects.get()
    assert (last.started_at, last.operators) == (first.started_at, first.operators)
    assert last.ended_at == ended.ended_at
    assert office.status(ref) == "Menunggu laporan"


def test_an_incident_sent_twice_is_written_once(office: Office) -> None:
    ref = swift.to(office, "execute")
    start(office, ref)
    task = office.open_task(ref, "execute")
    hidden = office.form_at(task, office.cast.operator)
    for _ in range(2):
        office.send(task, "incident", office.cast.operator, hidden, at=now(), **TROUBLE)
    assert Incident.objects.count() == 1


def test_what_has_not_ended_is_not_reported(office: Office) -> None:
    ref = swift.to(office, "execute")
    report = {"attended_in_room": "20", "attended_online": "3", "minutes_lost": "0"}
    report |= {"equipment_condition": "Baik", "conclusion": "Sudah.", "result": "lancar"}
    page = office.move(ref, "execute", "reported", office.cast.operator, status=409, **report)
    assert "Akhiri kegiatan lebih dahulu" in page
    start(office, ref)
    page = office.move(ref, "execute", "reported", office.cast.operator, status=409, **report)
    assert "Sudah." in page
    assert office.steps(ref) == ["execute"]


def test_an_end_without_a_start_is_refused(office: Office) -> None:
    ref = swift.to(office, "execute")
    page = office.move(ref, "execute", "end", office.cast.operator, status=409)
    assert "belum dimulai" in page


def test_an_event_with_incidents_did_not_simply_go_well(office: Office) -> None:
    ref = swift.to(office, "execute")
    start(office, ref)
    office.move(ref, "execute", "incident", office.cast.operator, at=now(), **TROUBLE)
    swift.move(office, ref, "end", office.cast.operator)
    report = {"attended_in_room": "20", "attended_online": "3", "minutes_lost": "4"}
    report |= {"equipment_condition": "Baik", "conclusion": "Ada gema sebentar."}
    person = office.cast.operator
    page = office.move(ref, "execute", "reported", person, status=422, result="lancar", **report)
    assert "Ada kendala yang tercatat" in page
    assert "Ada gema sebentar." in page
    office.move(ref, "execute", "reported", person, result="lancar_dengan_kendala", **report)
    (paper,) = [one for one in office.papers(ref) if one.kind == "execution_report"]
    assert [one["what"] for one in paper.facts["incidents"]] == ["Gema di ruang."]
    assert paper.facts["minutes_lost"] == 4


def test_an_incident_of_tomorrow_is_refused(office: Office) -> None:
    ref = swift.to(office, "execute")
    tomorrow = f"{timezone.localtime() + timedelta(days=1):%Y-%m-%dT%H:%M}"
    page = office.move(
        ref, "execute", "incident", office.cast.operator, status=422, at=tomorrow, **TROUBLE
    )
    assert "Waktu ini belum tiba." in page
    assert not Incident.objects.exists()


def test_an_event_that_fell_out_is_reported_as_such_and_its_room_is_free(office: Office) -> None:
    ref = swift.to(office, "execute")
    swift.report(office, ref, result="batal", attended_in_room=0, attended_online=0)
    assert office.holds(ref) != []
    swift.move(office, ref, "acknowledged", office.cast.coordinator, note="")
    assert office.status(ref) == "Selesai"
    assert office.holds(ref) == []


def test_an_event_that_was_begun_did_not_fall_out(office: Office) -> None:
    ref = swift.to(office, "execute")
    start(office, ref)
    report = {"attended_in_room": "0", "attended_online": "0", "minutes_lost": "0"}
    report |= {"equipment_condition": "Baik", "conclusion": "Batal.", "result": "batal"}
    page = office.move(ref, "execute", "reported", office.cast.operator, status=409, **report)
    assert "sudah dimulai" in page


def test_a_held_event_keeps_its_reservation_when_it_is_closed(office: Office) -> None:
    ref, begins = swift.to(office, "acknowledge"), office.event_start()
    with time_machine.travel(begins + timedelta(hours=3)):
        swift.move(office, ref, "acknowledged", office.cast.coordinator, note="")
        assert office.status(ref) == "Selesai"
        assert office.holds(ref) == [("TCM Room", begins, "confirmed")]


def test_an_event_that_was_held_before_its_time_blocks_that_time_no_longer(office: Office) -> None:
    ref = swift.to(office, "acknowledge")
    assert office.holds(ref) == [("TCM Room", office.event_start(), "confirmed")]
    swift.move(office, ref, "acknowledged", office.cast.coordinator, note="")
    assert office.status(ref) == "Selesai"
    assert office.holds(ref) == []


def test_a_report_that_is_sent_back_is_corrected_without_a_second_event(office: Office) -> None:
    ref = swift.to(office, "acknowledge")
    note = "Jumlah peserta belum benar."
    office.move(ref, "acknowledge", "sent_back", office.cast.coordinator, note=note)
    assert office.steps(ref) == ["execute"]
    assert office.status(ref) == "Menunggu laporan"
    page = office.read(office.cast.operator, f"/tugas/{office.open_task(ref, 'execute').ref}/")
    assert note in page
    assert 'value="23"' in page
    swift.report(office, ref, attended_in_room=32)
    swift.move(office, ref, "acknowledged", office.cast.coordinator, note="")
    assert office.status(ref) == "Selesai"
    (paper,) = [one for one in office.papers(ref) if one.kind == "execution_report"]
    assert paper.facts["present_in_room"] == 32
    assert paper.facts["acknowledged"]["name"] == "Siti Aminah, S.T."
    assert paper.version == 3


def test_nobody_on_duty_begins_no_event(office: Office) -> None:
    ref = swift.to(office, "execute")
    person = office.cast.operator
    office.move(ref, "execute", "start", person, status=422)
    office.move(ref, "execute", "start", person, status=422, operators=["Orang Luar"])
    assert not Execution.objects.filter(started_at__isnull=False).exists()


def test_the_report_dates_the_disposition_by_the_office_s_clock(office: Office) -> None:
    ref = swift.to(office, "execute")
    evening = datetime(2026, 11, 20, 18, tzinfo=UTC)
    Task.objects.filter(run__owner=ref, kind="dispose").update(closed_at=evening)
    swift.hold_event(office, ref)
    paper = current_paper(ref, "execution_report")
    assert paper is not None
    assert "Sabtu, 21 November 2026" in paper.facts["disposition"]


def test_an_event_of_another_day_is_not_started_by_a_slip(office: Office) -> None:
    ref = swift.to(office, "execute")
    operator = office.cast.operator
    office.move(ref, "execute", "start", operator, status=422, operators=[operator.name], early="")
    assert not Execution.objects.filter(owner=ref, started_at__isnull=False).exists()
    office.move(ref, "execute", "start", operator, operators=[operator.name], early="on")
    assert office.status(ref) == "Sedang berlangsung"
