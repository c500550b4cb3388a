"""What may come with the letter, and a reply that no longer holds."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jumpa.documents.queries import files_of
from jumpa.documents.tests.pdfs import good, png
from jumpa.intake.actions import ask_another_time
from jumpa.workflow.models import Task
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db
PLAN = "denah.png"


def test_attachments_are_kept_and_read_beside_the_letter_and_by_nobody_else(office: Office) -> None:
    plan = SimpleUploadedFile(PLAN, png(), content_type="image/png")
    rundown = SimpleUploadedFile("rundown.pdf", good(), content_type="application/pdf")
    ref = office.submit(layout_file=plan, rundown_file=rundown)
    assert {file.purpose for file in files_of(ref)} == {"surat", "layout", "rundown"}

    assert PLAN in office.page_of(ref, office.cast.requester)
    task = office.open_task(ref, "receive")
    assert PLAN in office.read(office.cast.clerk, f"/tugas/{task.ref}/")
    address = f"/berkas/{files_of(ref, 'layout')[0].ref}/"
    assert office.client(office.cast.clerk).get(address).status_code == 200
    assert office.client(office.cast.outsider).get(address).status_code == 404


def test_a_bad_attachment_is_named_and_the_good_ones_are_kept(office: Office) -> None:
    bad = SimpleUploadedFile("rundown.pdf", b"MZ bukan PDF", content_type="application/pdf")
    plan = SimpleUploadedFile(PLAN, png(), content_type="image/png")
    response = office.post_request(rundown_file=bad, layout_file=plan)
    page = response.content.decode()
    assert response.status_code == 422
    assert "rundown.pdf" in page
    assert PLAN in page, "kept: nobody uploads it twice"
    assert not Task.objects.exists(), "nothing is submitted"


def test_a_reply_that_went_out_is_marked_while_another_is_on_its_way(office: Office) -> None:
    ref = swift.to(office, "execute")
    mark = "Menunggu surat pengganti"
    assert mark not in office.page_of(ref, office.cast.requester)
    later = office.event_start() + timedelta(days=1)
    ask_another_time(
        ref,
        room=office.room,
        start=later,
        end=later + timedelta(hours=2),
        reason="Narasumber berhalangan.",
        person=office.cast.requester,
    )
    assert mark in office.page_of(ref, office.cast.requester)
