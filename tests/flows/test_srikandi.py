"""The reply goes out by way of SRIKANDI, with its number and none of ours."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jumpa.documents.models import OutgoingNumber, Paper, SignedCopy, StoredFile
from jumpa.documents.queries import current_paper
from jumpa.documents.srikandi import tags
from jumpa.documents.tests import pdfs, pki
from jumpa.documents.tests.office_program import filled, to_pdf
from jumpa.people.models import Person
from jumpa.workflow.models import Task
from jumpa.workflow.queries import sop_of
from tests.flows import swift
from tests.flows.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(pki.NOW)]
NUMBER = "500.12/1024/KOMINFO/2026"


@pytest.fixture(autouse=True)
def at_work(settings: Any, tmp_path: Path) -> None:
    """The office trusts the root of the certificates of these tests."""
    roots = tmp_path / "akar"
    roots.mkdir()
    (roots / "induk.pem").write_bytes(pki.root().pem)
    settings.TRUST_ROOTS = str(roots)


@pytest.fixture
def task(office: Office) -> Task:
    """A reply that waits for its release."""
    return office.open_task(swift.to(office, "reply_release"), "release_reply")


def docx_of(office: Office, task: Task, person: Person) -> bytes:
    response = office.client(person).get(f"/tugas/{task.ref}/srikandi.docx")
    assert response.status_code == 200
    return bytes(response.content)


def signed_there(office: Office, task: Task, folder: Path, **changes: str) -> bytes:
    """What SRIKANDI makes of our .docx: filled in, printed and signed."""
    values = {
        tags.NUMBER: NUMBER,
        tags.DATE: "25 November 2026",
        tags.NATURE: "Biasa",
        tags.SUBJECT: "Balasan permohonan",
        tags.TITLE: "Kepala Dinas",
        tags.SIGNATURE: "",
        tags.NAME: "Drs. Hendra Gunawan, M.Si.",
        tags.NIP: "196804041993031004",
    }
    made = filled(docx_of(office, task, office.cast.clerk), values)
    for old, new in changes.items():
        made = filled(made, {old: new})
    return pki.sign(to_pdf(made, folder))


def upload(office: Office, task: Task, content: bytes, person: Person, *, status: int = 302) -> str:
    file = SimpleUploadedFile("balasan.pdf", content, content_type="application/pdf")
    hidden = office.form_at(task, person)
    return office.send(task, "from_srikandi", person, hidden, status=status, file=file)


def confirm(
    office: Office, task: Task, person: Person, *, status: int = 302, **changes: str
) -> str:
    address = f"/tugas/{task.ref}/srikandi/"
    page = office.client(person).get(address).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(token|versi|berkas)" value="([^"]*)"', page))
    shown = dict(re.findall(r'name="(number|dated)" value="([^"]*)"', page))
    response = office.client(person).post(address, {**hidden, **shown, **changes})
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def test_a_reply_signed_in_srikandi_is_released_with_its_number_and_date(
    office: Office, task: Task, tmp_path: Path
) -> None:
    content = signed_there(office, task, tmp_path)
    upload(office, task, content, office.cast.clerk)
    page = office.read(office.cast.clerk, f"/tugas/{task.ref}/srikandi/")
    assert "Isinya sama dengan konsep" in page
    assert "Terbitkan surat balasan" not in page, "the clerk hands in, the head releases"
    assert "Menunggu pejabat" in page
    shown = office.read(office.cast.head, f"/tugas/{task.ref}/srikandi/")
    assert f'value="{NUMBER}"' in shown
    assert 'value="2026-11-25"' in shown
    confirm(office, task, office.cast.head)
    paper = current_paper(task.run.owner, "reply")
    assert paper is not None
    assert (paper.number, paper.content["date"]) == (NUMBER, "25 November 2026")
    assert not OutgoingNumber.objects.exists()
    copy = SignedCopy.objects.get()
    assert (copy.paper_id, copy.way) == (paper.pk, "srikandi")
    assert copy.verdict[0]["integrity"] == "intact"
    served = office.client(office.cast.requester).get(f"/naskah/{paper.ref}/")
    assert served.content == content
    again = office.client(office.cast.head).post(f"/tugas/{task.ref}/srikandi/", {})
    assert again.status_code == 302
    assert Paper.objects.filter(kind="reply", owner=task.run.owner).count() == 1
    assert "reply_release" not in office.steps(task.run.owner)


def test_what_was_changed_there_is_told_and_must_be_meant(
    office: Office, task: Task, tmp_path: Path
) -> None:
    changed = {"Permohonan Saudara dapat kami layani.": "Permohonan Saudara kami layani malam."}
    upload(office, task, signed_there(office, task, tmp_path, **changed), office.cast.clerk)
    page = office.read(office.cast.head, f"/tugas/{task.ref}/srikandi/")
    assert "berbeda dari konsep" in page
    assert "malam" in page
    refused = confirm(office, task, office.cast.head, status=422)
    assert "memang dikehendaki" in refused
    assert "malam" in refused
    assert "reply_release" in office.steps(task.run.owner)
    confirm(office, task, office.cast.head, compared="on")
    assert "reply_release" not in office.steps(task.run.owner)


def test_what_was_added_behind_the_closing_is_told_and_not_said_to_be_the_same(
    office: Office, task: Task, tmp_path: Path
) -> None:
    last = "Permohonan Saudara dapat kami layani."
    added = {last: f"{last} Biaya sebesar Rp5.000.000 ditanggung Saudara."}
    upload(office, task, signed_there(office, task, tmp_path, **added), office.cast.clerk)
    page = office.read(office.cast.head, f"/tugas/{task.ref}/srikandi/")
    assert "Isinya sama dengan konsep" not in page
    assert "Ditambahkan pada surat:" in page
    assert "Biaya sebesar Rp5.000.000 ditanggung Saudara." in page


def test_a_file_that_is_not_signed_or_not_filled_in_does_not_go_out(
    office: Office, task: Task, tmp_path: Path
) -> None:
    upload(office, task, pdfs.good(), office.cast.clerk)
    page = office.read(office.cast.head, f"/tugas/{task.ref}/srikandi/")
    assert "Surat belum dapat diterbitkan" in page
    assert "Terbitkan surat balasan" not in page
    later = timezone.now() + timedelta(minutes=1)
    unfilled = pki.sign(to_pdf(docx_of(office, task, office.cast.head), tmp_path), at=later)
    upload(office, task, unfilled, office.cast.clerk)
    page = office.read(office.cast.head, f"/tugas/{task.ref}/srikandi/")
    assert "${nomor_naskah}" in page
    confirm(office, task, office.cast.head, status=422, number="1", dated="2026-11-25")
    assert "reply_release" in office.steps(task.run.owner)
    assert not SignedCopy.objects.exists()


def test_a_number_that_another_letter_has_is_refused_with_whose_it_is(
    office: Office, task: Task, tmp_path: Path
) -> None:
    upload(office, task, signed_there(office, task, tmp_path), office.cast.clerk)
    OutgoingNumber.objects.create(
        series="surat-keluar",
        year=2026,
        sequence=1024,
        text=NUMBER,
        dated=timezone.localdate(),
        state="reserved",
        subject="Surat edaran",
        by_name="TU",
    )
    page = confirm(office, task, office.cast.head, status=422, number=NUMBER.replace("/", " / "))
    assert "Nomor ini sudah dipakai surat lain" in page
    assert "Surat edaran" in page
    assert not SignedCopy.objects.exists()
    assert "reply_release" in office.steps(task.run.owner)


def test_the_clerk_does_not_release_and_others_do_not_see_it(office: Office, task: Task) -> None:
    upload(office, task, pki.sign(pdfs.good()), office.cast.clerk)
    clerk = office.client(office.cast.clerk)
    values = {"number": NUMBER, "dated": "2026-11-25"}
    assert clerk.post(f"/tugas/{task.ref}/srikandi/", values).status_code == 403
    for person in (office.cast.requester, office.cast.outsider):
        client = office.client(person)
        assert client.get(f"/tugas/{task.ref}/srikandi/").status_code == 404
        assert client.get(f"/tugas/{task.ref}/srikandi.docx").status_code == 404
    assert "reply_release" in office.steps(task.run.owner)


def test_the_way_of_our_own_numbers_stays_and_says_what_is_next(office: Office, task: Task) -> None:
    head = office.client(office.cast.head)
    data = office.form_at(task, office.cast.head)
    answer = head.post(f"/tugas/{task.ref}/released/", data, follow=True)
    assert "menunggu tanda tangan" in answer.content.decode()
    line = OutgoingNumber.objects.get()
    paper = current_paper(task.run.owner, "reply")
    assert paper is not None
    assert (line.text, line.paper_id) == (paper.number, paper.pk)
    assert (paper.signer_office, line.state) == ("kepala_dinas", "issued")


def test_the_draft_says_its_nature_and_attachment(office: Office) -> None:
    ref = swift.to(office, "reply_draft")
    task = office.open_task(ref, "draft_reply")
    docx = office.client(office.cast.coordinator).get(f"/tugas/{task.ref}/srikandi.docx")
    assert docx.content.startswith(b"PK")
    letter = {**swift.LETTER, "nature": "terbatas", "attachment": "1 (satu) lembar"}
    swift.move(office, ref, "drafted", office.cast.coordinator, kind="draft_reply", **letter)
    draft = current_paper(f"{ref}:konsep", "reply")
    assert draft is not None
    head = dict(draft.content["head"])
    assert (head["Sifat"], head["Lampiran"]) == ("Terbatas", "1 (satu) lembar")
    release = office.open_task(ref, "release_reply")
    assert sop_of(release.run).step(release.step_key).performers == ("kepala_dinas",)


def test_a_scan_of_a_paper_signed_by_hand_becomes_its_copy(office: Office, task: Task) -> None:
    swift.move(office, task.run.owner, "released", office.cast.head, kind="release_reply")
    paper = current_paper(task.run.owner, "reply")
    assert paper is not None
    address = f"/naskah/{paper.ref}/pindaian/"
    assert "Unggah pindaian" in office.read(office.cast.clerk, "/nomor-surat/")
    for person, status in ((office.cast.requester, 403), (office.cast.outsider, 404)):
        assert office.client(person).get(address).status_code == status
    clerk = office.client(office.cast.clerk)
    plain = clerk.get(f"/naskah/{paper.ref}/").content
    for content in (b"bukan pdf", plain):
        file = SimpleUploadedFile("pindaian.pdf", content)
        assert clerk.post(address, {"file": file}).status_code == 422
    file = SimpleUploadedFile("pindaian.pdf", pdfs.good())
    assert clerk.post(address, {"file": file}).status_code == 422
    unread = StoredFile.objects.get(purpose="pindaian").ref
    assert clerk.post(address, {"berkas": unread, "is_this": "on"}).status_code == 302
    assert SignedCopy.objects.get().way == "wet"
    assert clerk.get(f"/naskah/{paper.ref}/").content == pdfs.good()
    assert "Unggah pindaian" not in office.read(office.cast.clerk, "/nomor-surat/")
    assert "Unggahan yang baru menggantikannya" in clerk.get(address).content.decode()
    better = SimpleUploadedFile("pindaian.pdf", plain + b"\n")
    done = office.client(office.cast.head).post(address, {"file": better})
    assert (done.status_code, done["Location"]) == (302, "/tanda-tangan/")
    page = office.page_of(task.run.owner, office.cast.requester)
    assert "Ditandatangani" in page
