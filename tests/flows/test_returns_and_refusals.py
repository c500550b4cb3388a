"""Requests that go back to the requester or end in a refusal, and questions to the head."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from jumpa.documents.access import DRAFT
from jumpa.documents.queries import current_paper
from jumpa.scheduling.queries import reservations_of
from jumpa.workflow.models import Task
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db


def test_a_returned_request_keeps_its_entries_and_shows_the_clerk_what_changed(
    office: Office,
) -> None:
    ref = office.submit()
    office.move(ref, "receive", "returned", office.cast.clerk, **swift.REASON)

    assert office.status(ref) == "Dikembalikan"
    form = office.read(office.cast.requester, f"/permohonan/{ref}/isi/")
    assert "Data tidak lengkap" in form
    assert "Rundown belum dilampirkan." in form
    assert 'value="Rapat Koordinasi Literasi Digital"' in form
    assert "surat.pdf" in form

    version = str(office.found(ref).version)
    office.submit(ref, letter_file=None, versi=version, people_in_room="30")
    assert office.steps(ref) == ["receive"]
    page = office.read(office.cast.clerk, f"/tugas/{office.open_task(ref, 'receive').ref}/")
    changed = page.partition("Yang berubah sejak pengajuan sebelumnya")[2].partition("</table>")[0]
    assert "Peserta di ruang" in changed
    assert "25" in changed
    assert "30" in changed
    # Only that: not a time that reads otherwise in another zone, nor a letter sent once.
    assert changed.count("<tr>") == 2


def test_a_changed_time_is_shown_in_the_words_of_the_office(office: Office) -> None:
    ref = swift.to(office, "receive")
    swift.move(office, ref, "returned", office.cast.clerk, **swift.REASON)
    later = office.event_start().replace(hour=14)
    swift.submit(office, ref, start=later, test_time=office.found(ref).test_time)
    page = office.read(office.cast.clerk, f"/tugas/{office.open_task(ref, 'receive').ref}/")
    assert "pukul 09.00 WIB" in page
    assert "pukul 14.00 WIB" in page
    assert "T14:00:00" not in page


def test_a_request_returned_by_the_coordinator_comes_back_to_the_coordinator(
    office: Office,
) -> None:
    ref = swift.to(office, "examine")
    office.move(ref, "examine", "returned", office.cast.coordinator, **swift.REASON)
    assert office.steps(ref) == ["correct"]
    assert office.status(ref) == "Dikembalikan"

    office.submit(
        ref, letter_file=None, versi=str(office.found(ref).version), chair="Wali Kota Singkawang"
    )
    assert office.steps(ref) == ["examine"]
    page = office.read(office.cast.coordinator, f"/tugas/{office.open_task(ref, 'examine').ref}/")
    assert "Wali Kota Singkawang" in page
    assert office.found(ref).agenda_number == 1


def test_a_returned_request_keeps_its_room_meanwhile(office: Office) -> None:
    ref = swift.to(office, "receive")
    swift.move(office, ref, "returned", office.cast.clerk, **swift.REASON)
    assert office.holds(ref) == [("TCM Room", office.event_start(), "held")]
    second = office.post_request("benturbentur23", by=office.cast.outsider)
    assert second.status_code == 409


def test_nobody_sends_a_returned_request_past_its_form(office: Office) -> None:
    ref = swift.to(office, "receive")
    swift.move(office, ref, "returned", office.cast.clerk, **swift.REASON)
    task = office.open_task(ref, "submit")
    hidden = {"token": "buatan", "versi": str(task.version)}
    office.send(task, "submitted", office.cast.requester, hidden, status=409)
    assert office.steps(ref) == ["submit"]


@pytest.mark.parametrize("step", ["dispose_head", "examine"])
def test_a_refusal_is_written_released_and_frees_the_room(office: Office, step: str) -> None:
    ref = swift.to(office, step)
    kind = "dispose" if step == "dispose_head" else "examine"
    who = office.cast.head if step == "dispose_head" else office.cast.coordinator
    office.move(ref, kind, "refused", who, reason="tidak_sesuai", note="Bukan kegiatan dinas.")
    assert office.steps(ref) == ["refusal_draft"]
    assert office.status(ref) == "Surat penolakan disiapkan"

    page = office.read(
        office.cast.coordinator, f"/tugas/{office.open_task(ref, 'draft_reply').ref}/"
    )
    assert "tidak dapat dilayani" in page
    assert "ukan kegiatan dinas" in page
    swift.draft(office, ref)
    assert office.holds(ref) != []
    office.move(ref, "release_reply", "released", office.cast.head)

    assert office.status(ref) == "Ditolak"
    assert office.holds(ref) == []
    assert office.steps(ref) == []
    letter = current_paper(ref, "reply")
    assert letter is not None
    assert letter.facts["outcome"] == "refused"
    assert office.client(office.cast.requester).get(f"/naskah/{letter.ref}/").status_code == 200


def test_the_requester_reads_no_draft_and_the_office_does(office: Office) -> None:
    ref = swift.to(office, "prepare")
    swift.draft(office, ref)
    paper = current_paper(ref + DRAFT, "reply")
    assert paper is not None
    address = f"/naskah/{paper.ref}/"
    office.read(office.cast.requester, address, status=404)
    assert paper.ref not in office.page_of(ref, office.cast.requester)
    assert office.client(office.cast.head).get(address).status_code == 200


def test_a_draft_that_is_sent_back_keeps_its_text(office: Office) -> None:
    ref = swift.to(office, "prepare")
    swift.draft(office, ref)
    note = "Sebutkan narahubung kami."
    office.move(ref, "release_reply", "sent_back", office.cast.head, note=note)
    page = office.read(
        office.cast.coordinator, f"/tugas/{office.open_task(ref, 'draft_reply').ref}/"
    )
    assert note in page
    assert swift.LETTER["paragraphs"] in page


def test_a_question_goes_up_to_the_head_and_its_answer_comes_down_again(office: Office) -> None:
    ref = swift.to(office, "dispose_division")
    question = "Apakah Wali Kota hadir?"
    office.move(ref, "dispose", "questioned", office.cast.division_head, note=question)
    assert office.steps(ref) == ["dispose_head"]
    assert question in office.read(
        office.cast.head, f"/tugas/{office.open_task(ref, 'dispose').ref}/"
    )
    swift.dispose_head(office, ref)
    assert office.steps(ref) == ["dispose_division"]
    sheet = current_paper(ref, "disposition_sheet")
    assert sheet is not None
    assert len(sheet.facts["levels"]) == 3
    rounds = Task.objects.filter(run__owner=ref, step_key="dispose_head")
    assert list(rounds.values_list("round", flat=True)) == [1, 2]


def test_a_request_may_be_returned_again_and_again(office: Office) -> None:
    ref = swift.to(office, "receive")
    for _ in range(2):
        swift.move(office, ref, "returned", office.cast.clerk, **swift.REASON)
        swift.submit(office, ref)
    assert office.found(ref).revisions.count() == 3
    swift.receive(office, ref)
    assert office.found(ref).agenda_number == 1


def test_a_request_that_was_sent_back_keeps_its_room_for_a_while_and_not_for_ever(
    office: Office, settings: Any
) -> None:
    ref = swift.to(office, "receive")
    assert [one.expires_at for one in reservations_of(ref)] == [None]
    swift.move(office, ref, "returned", office.cast.clerk, **swift.REASON)
    (limited,) = reservations_of(ref)
    assert limited.expires_at is not None
    left = limited.expires_at - timezone.now()
    assert timedelta(hours=71) < left <= timedelta(hours=settings.RETURN_HOLD_HOURS)

    swift.submit(office, ref)

    assert [one.expires_at for one in reservations_of(ref)] == [None], "sent again: held as before"
