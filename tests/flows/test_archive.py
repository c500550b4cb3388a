"""The archive of a real request: who sees what of it, and that its matter is closed with it."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from jumpa.documents.closing import closed_since
from jumpa.documents.models import RetentionRule
from jumpa.documents.retention import due_items
from jumpa.people.models import Person
from jumpa.workflow.models import Run
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db


def names_in_zip(office: Office, person: Person, ref: str) -> list[str]:
    answer: Any = office.client(person).get(f"/permohonan/{ref}/arsip/arsip.zip")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as found:
        assert found.testzip() is None
        return found.namelist()


def test_the_requester_has_every_paper_and_no_draft_and_the_office_has_that_too(
    office: Office,
) -> None:
    ref = swift.to(office, "prepare")
    swift.draft(office, ref)
    page = office.read(office.cast.requester, f"/permohonan/{ref}/arsip/")
    assert "Tanda Terima Permohonan" in page
    assert "surat.pdf" in page
    assert "Konsep" not in page
    assert "Konsep" in office.read(office.cast.clerk, f"/permohonan/{ref}/arsip/")
    own = names_in_zip(office, office.cast.requester, ref)
    inside = names_in_zip(office, office.cast.clerk, ref)
    assert {"SHA256SUMS", "daftar-isi.csv", "daftar-isi.pdf"} < set(own)
    assert len(inside) == len(own) + 1


def test_the_bundle_opens_with_its_table_of_contents(office: Office) -> None:
    ref = swift.to(office, "prepare")
    answer: Any = office.client(office.cast.requester).get(f"/permohonan/{ref}/arsip/gabungan.pdf")
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    reader = PdfReader(io.BytesIO(b"".join(answer.streaming_content)))
    assert "Literasi Digital" in reader.pages[0].extract_text()
    assert len(reader.outline) > 4


def test_another_agencys_archive_does_not_exist(office: Office) -> None:
    ref = swift.to(office, "prepare")
    for address in ("", "gabungan.pdf", "arsip.zip"):
        office.read(office.cast.outsider, f"/permohonan/{ref}/arsip/{address}", status=404)


def test_a_request_counts_as_closed_once_its_run_is(office: Office) -> None:
    RetentionRule.objects.create(kind="", fate="destroy")
    ref = swift.to(office, "prepare")
    owners = {ref, f"{ref}:konsep", "kop", "tidak-ada"}
    assert closed_since(owners) == {}
    assert due_items(date(2999, 1, 1)) == []
    at = timezone.now()
    Run.objects.filter(owner=ref).update(closed_at=at, ending="selesai")
    assert closed_since(owners) == {ref: at, f"{ref}:konsep": at}
    assert {item.kind for item in due_items(date(2999, 1, 1))} > {"receipt", "surat"}
