"""A series at the steps of the SOP: checked, negotiated, answered, held, as one request."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from jumpa.intake.models import ServiceRequest
from jumpa.reporting.report import reports
from jumpa.scheduling.actions import hold, release
from jumpa.scheduling.queries import reservations_of
from jumpa.scheduling.tests.makers import SUBKOR
from tests.flows import swift
from tests.flows.office import Office
from tests.flows.repeating import (
    REF,
    WEEK,
    other_room,
    start,
    starts,
    states,
    take,
    text_of,
    weekly,
)

pytestmark = pytest.mark.django_db


def test_a_series_with_an_open_date_is_not_confirmed_until_the_date_is_solved(
    office: Office,
) -> None:
    room = other_room()
    take(office, 1)
    office.submit(accepts_clash="on", **weekly())
    swift.forward(office, REF, "check")
    page = office.read(office.cast.coordinator, f"/tugas/{office.open_task(REF, 'check').ref}/")
    assert "Apel besar" in page
    swift.items(office, REF)
    answer = office.move(
        REF, "check", "feasible", office.cast.coordinator, note="Sesuai.", status=422
    )
    assert "masih bentrok" in answer

    office.move(REF, "check", "settle_date", office.cast.coordinator, date="2", room=room.ref)
    office.move(REF, "check", "feasible", office.cast.coordinator, note="Sesuai.")
    assert {state for *_rest, state in office.holds(REF)} == {"confirmed"}
    assert starts(office)[1] == ("Ruang Rapat Kominfo", start(office, 1))
    found = office.found(REF)
    assert (found.agreed_room, found.agreed_start) == (office.room, start(office))
    assert not found.has_clash


def test_a_date_can_not_be_settled_where_another_event_is(office: Office) -> None:
    room = other_room()
    take(office, 1)
    take(office, 1, room, label="Gladi")
    office.submit(accepts_clash="on", **weekly())
    swift.forward(office, REF, "check")
    answer = office.move(
        REF,
        "check",
        "settle_date",
        office.cast.coordinator,
        date="2",
        room=room.ref,
        status=409,
    )
    assert "Gladi" in answer
    assert states() == [(False, False), (False, True), (False, False)]


def test_the_letter_lists_all_dates_and_what_they_were(office: Office) -> None:
    room = other_room()
    take(office, 1)
    office.submit(accepts_clash="on", **weekly())
    swift.forward(office, REF, "check")
    office.move(REF, "check", "settle_date", office.cast.coordinator, date="2", room=room.ref)
    swift.check(office, REF)
    office.reply(REF)
    facts = text_of(REF, "reply")
    assert "'outcome': 'changed'" in facts
    assert facts.count("'slot'") >= 3
    assert "Ruang Rapat Kominfo" in facts
    assert "semula" in facts


def test_the_requesters_one_answer_settles_all_clashing_dates(office: Office) -> None:
    room = other_room()
    take(office, 1)
    take(office, 2)
    office.submit(accepts_clash="on", **weekly(4))
    swift.forward(office, REF, "check")
    swift.check(office, REF, "clash")
    until = f"{timezone.localtime() + timedelta(hours=30):%Y-%m-%dT%H:%M}"
    choices = [f"rangkaian|{room.ref}", "rangkaian|lewati"]
    values = {"choices": choices, "message": "Dipakai apel.", "expires_at": until}
    office.move(REF, "negotiate", "offer", office.cast.coordinator, **values)
    page = office.read(office.cast.requester, f"/tugas/{office.open_task(REF, 'negotiate').ref}/")
    assert "4 tanggal" in page
    assert "dilewatkan" in page
    offer = page.partition('name="agreed-offer" value="')[2].partition('"')[0]
    office.move(REF, "negotiate", "agreed", office.cast.requester, offer=offer)
    assert [name for name, _at in starts(office)] == [
        "TCM Room",
        "Ruang Rapat Kominfo",
        "Ruang Rapat Kominfo",
        "TCM Room",
    ]
    assert states() == [(False, False)] * 4
    assert office.found(REF).agreed_start == start(office)


def test_the_offer_that_leaves_dates_out_marks_them_so(office: Office) -> None:
    take(office, 1)
    office.submit(accepts_clash="on", **weekly())
    swift.forward(office, REF, "check")
    swift.check(office, REF, "clash")
    until = f"{timezone.localtime() + timedelta(hours=30):%Y-%m-%dT%H:%M}"
    values = {"choices": ["rangkaian|lewati"], "message": "Dipakai.", "expires_at": until}
    office.move(REF, "negotiate", "offer", office.cast.coordinator, **values)
    page = office.read(office.cast.requester, f"/tugas/{office.open_task(REF, 'negotiate').ref}/")
    offer = page.partition('name="agreed-offer" value="')[2].partition('"')[0]
    office.move(REF, "negotiate", "agreed", office.cast.requester, offer=offer)
    assert states() == [(False, False), (True, False), (False, False)]


def test_what_the_requester_proposes_moves_all_dates_together(office: Office) -> None:
    take(office, 1)
    office.submit(accepts_clash="on", **weekly())
    swift.forward(office, REF, "check")
    swift.check(office, REF, "clash")
    at = start(office).replace(hour=13)
    proposal = {
        "room": office.room.ref,
        "start": f"{at:%Y-%m-%dT%H:%M}",
        "end": f"{at + timedelta(hours=2):%Y-%m-%dT%H:%M}",
        "note": "Siang saja.",
    }
    office.move(REF, "negotiate", "propose", office.cast.requester, **proposal)
    office.move(REF, "negotiate", "recheck", office.cast.coordinator)
    assert [one for _room, one in starts(office)] == [at + week * WEEK for week in range(3)]
    assert not office.found(REF).has_clash


def test_withdrawing_a_series_frees_all_its_dates(office: Office) -> None:
    office.submit(**weekly())
    person = office.cast.requester
    answer = office.client(person).post(
        f"/permohonan/{REF}/batalkan/", {"reason": "Kegiatan ditunda."}
    )
    assert answer.status_code == 302
    assert office.holds(REF) == []


def another_time(office: Office, **changes: Any) -> Any:
    at = start(office, 1).replace(hour=13)
    values = {
        "versi": str(office.found(REF).version),
        "room": office.room.ref,
        "start": f"{at:%Y-%m-%dT%H:%M}",
        "end": f"{at + timedelta(hours=2):%Y-%m-%dT%H:%M}",
        "reason": "Bertepatan dengan upacara.",
    }
    client = office.client(office.cast.requester)
    return client.post(f"/permohonan/{REF}/jadwal-lain/", {**values, **changes})


def test_another_time_may_be_asked_for_one_date_of_a_confirmed_series(office: Office) -> None:
    swift.to(office, "prepare", recurrence="RRULE:FREQ=WEEKLY;COUNT=3")
    assert another_time(office, date="2").status_code == 302
    hours = [at.hour for _room, at in starts(office)]
    assert hours == [9, 13, 9]
    assert office.steps(REF) == ["check"]
    assert office.found(REF).agreed_start is None


def test_another_time_for_all_dates_moves_them_together(office: Office) -> None:
    swift.to(office, "prepare", recurrence="RRULE:FREQ=WEEKLY;COUNT=3")
    assert another_time(office).status_code == 302
    first = start(office, 1).replace(hour=13)
    assert [at for _room, at in starts(office)] == [first + week * WEEK for week in range(3)]
    assert another_time(office).status_code in (302, 409)
    assert len(starts(office)) == 3


def test_another_time_that_is_taken_leaves_the_series_as_it_was(office: Office) -> None:
    swift.to(office, "prepare", recurrence="RRULE:FREQ=WEEKLY;COUNT=3")
    at = start(office, 1).replace(hour=13)
    hold("lain", [office.room], at, at + timedelta(hours=1), label="Apel", actor=SUBKOR)
    before = starts(office)
    assert another_time(office, date="2").status_code == 409
    assert starts(office) == before
    assert office.found(REF).agreed_start is not None


def test_step_nine_is_due_after_the_last_date(office: Office) -> None:
    swift.to(office, "execute", recurrence="RRULE:FREQ=WEEKLY;COUNT=3")
    task = office.open_task(REF, "execute")
    assert task.due == start(office, 2) + timedelta(hours=2)


def test_data_kegiatan_counts_and_lists_the_dates(office: Office) -> None:
    ref = swift.to(office, "acknowledge", recurrence="RRULE:FREQ=WEEKLY;COUNT=3")
    swift.close(office, office.open_task(ref, "acknowledge"), office.cast.coordinator)
    report = reports["data-kegiatan"]
    (row,) = report.rows(list(ServiceRequest.objects.filter(ref=ref)))
    assert row["dates"] == 3
    assert row["date_list"].count(";") == 2


def test_a_resubmitted_series_is_planned_anew(office: Office) -> None:
    office.submit(**weekly())
    task = office.open_task(REF, "receive")
    swift.close(office, task, office.cast.clerk)
    fields = {"versi": str(office.found(REF).version), **weekly(2)}
    office.submit(**fields)
    assert len(starts(office)) == 2
    assert len(states()) == 2


def test_longer_phases_of_one_event_are_held_and_refused_where_taken(office: Office) -> None:
    at = start(office)
    hold(
        "lain",
        [office.room],
        at - timedelta(hours=2),
        at - timedelta(hours=1),
        label="Apel",
        actor=SUBKOR,
    )
    office.submit()
    swift.forward(office, REF, "check")
    person = office.cast.coordinator
    values = {"setup_minutes": "30", "test_minutes": "", "teardown_minutes": "15"}
    office.move(REF, "check", "phases", person, **values)
    (held,) = reservations_of(REF)
    assert (held.busy.start, held.busy.end) == (
        at - timedelta(minutes=30),
        at + timedelta(hours=2, minutes=15),
    )
    answer = office.move(
        REF, "check", "phases", person, status=409, **{**values, "test_minutes": "90"}
    )
    assert "Apel" in answer
    assert reservations_of(REF)[0].busy == held.busy
    assert office.found(REF).test_minutes is None


def test_a_date_that_became_free_meanwhile_is_confirmed_with_the_others(office: Office) -> None:
    take(office, 1, label="Apel")
    office.submit(accepts_clash="on", **weekly())
    swift.forward(office, REF, "check")
    release("Apel", actor=SUBKOR)
    swift.check(office, REF)
    assert [at for _room, at in starts(office)] == [start(office, week) for week in range(3)]
    assert states() == [(False, False)] * 3


def test_only_the_date_that_runs_is_extended(office: Office) -> None:
    swift.to(office, "execute", recurrence="RRULE:FREQ=WEEKLY;COUNT=3")
    ends = [start(office, week) + timedelta(hours=2) for week in range(3)]
    later = ends[1] + timedelta(hours=1)
    operator = office.cast.operator
    with time_machine.travel(start(office, 1) + timedelta(minutes=30), tick=True):
        office.move(REF, "execute", "start", operator, operators=[operator.name])
        office.move(REF, "execute", "extend", operator, end=f"{later:%Y-%m-%dT%H:%M}", note="")
    found = [one.span.end for one in reservations_of(REF)]
    assert found == [ends[0], later, ends[2]]
    rows = ServiceRequest.objects.get(ref=REF).occurrences.order_by("number")
    assert [row.end for row in rows] == found
    assert office.open_task(REF, "execute").due == ends[2]
