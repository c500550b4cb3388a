"""Every change is in the audit trail, with the person, the office, and what it was before."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from jumpa.core.models import AuditEntry
from jumpa.intake.actions import ask_another_time, withdraw_request
from jumpa.workflow.models import Task
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db

WAY = [
    ("intake.draft", "OPD/Pengguna"),
    ("intake.submit", "OPD/Pengguna"),
    ("steps.submit.submitted", "OPD/Pengguna"),
    ("steps.receive.received", "TU"),
    ("steps.dispose.forwarded", "Kepala Dinas"),
    ("steps.dispose.forwarded", "KABID APTIKA"),
    ("steps.examine.directed", "SUBKOR ILE"),
    ("steps.check.items", "Tim TCMR"),
    ("steps.agree", "SUBKOR ILE"),
    ("steps.check.feasible", "SUBKOR ILE"),
    ("scheduling.confirm", "SUBKOR ILE"),
    ("steps.draft_reply.drafted", "SUBKOR ILE"),
    ("steps.release_reply.released", "Kepala Dinas"),
    ("steps.prepare.schedule", "SUBKOR ILE"),
    ("steps.prepare.checklist", "Tim TCMR"),
    ("linecheck.record", "SUBKOR ILE"),
    ("steps.prepare.ready", "SUBKOR ILE"),
    ("execution.start", "Tim TCMR"),
    ("execution.end", "Tim TCMR"),
    ("execution.report", "Tim TCMR"),
    ("steps.execute.reported", "Tim TCMR"),
    ("steps.acknowledge.acknowledged", "SUBKOR ILE"),
]


def test_the_whole_way_can_be_read_from_the_trail(office: Office) -> None:
    ref = swift.to(office, "acknowledge")
    swift.move(office, ref, "acknowledged", office.cast.coordinator, note="")
    entries = AuditEntry.objects.filter(owner=ref)
    found = list(entries.values_list("verb", "office_title"))
    for step in WAY:
        assert (step[0], step[1].lower()) in [(verb, title.lower()) for verb, title in found]
    assert all(entry.person_name and entry.person_ref for entry in entries)


def test_what_was_decided_is_kept_beside_the_state_before(office: Office) -> None:
    ref = swift.to(office, "receive")
    swift.move(office, ref, "returned", office.cast.clerk, **swift.REASON)
    entry = AuditEntry.objects.get(verb="steps.receive.returned")
    assert entry.before == {"state": "open"}
    assert entry.after == {"state": "done", **swift.REASON}
    assert entry.person_name == "Yuliana Sari, A.Md."
    swift.submit(office, ref, chair="Wali Kota")
    saved = AuditEntry.objects.filter(verb="intake.save").latest("id")
    assert (saved.before, saved.after) == ({"chair": ""}, {"chair": "Wali Kota"})


def test_moving_and_withdrawing_say_from_what_to_what(office: Office) -> None:
    ref = swift.to(office, "prepare")
    start = office.event_start() + timedelta(days=1)
    ask_another_time(
        ref,
        room=office.room,
        start=start,
        end=start + timedelta(hours=1),
        reason="Bergeser.",
        person=office.cast.requester,
    )
    moved = AuditEntry.objects.get(verb="intake.ask_another_time")
    assert moved.before["start"] != moved.after["start"]
    assert moved.after["reason"] == "Bergeser."
    withdraw_request(ref, reason="Ditunda.", person=office.cast.requester)
    gone = AuditEntry.objects.get(verb="intake.withdraw")
    assert gone.after == {"reason": "Ditunda."}
    freed = AuditEntry.objects.filter(verb="scheduling.release").latest("id")
    assert freed.before["resource"] == "TCM Room"
    assert freed.after is None


def test_what_is_refused_leaves_no_trace(office: Office) -> None:
    ref = swift.to(office, "check")
    before = AuditEntry.objects.count()
    office.move(ref, "check", "feasible", office.cast.coordinator, status=422, note="")
    assert AuditEntry.objects.count() == before


def test_the_database_keeps_tasks_sound_by_itself(office: Office) -> None:
    ref = swift.to(office, "receive")
    task = office.open_task(ref, "receive")
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(state="done")
    twin = Task(run=task.run, step_key="receive", kind="receive", title="x", round=2)
    twin.offices, twin.opened_at = ["tu"], task.opened_at
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
