"""The scan of a paper signed by hand is held against that paper."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from pypdf import PdfReader, PdfWriter

from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed, Refused, WrongState
from jumpa.core.models import AuditEntry
from jumpa.documents import access
from jumpa.documents.actions import issue_paper, paper_bytes
from jumpa.documents.actions import scans as actions
from jumpa.documents.actions.scans import Unread, confirm_scan, keep_scan
from jumpa.documents.models import Paper, SignedCopy, StoredFile
from jumpa.documents.reading.recognition import is_installed
from jumpa.documents.reading.tests.letters import make_letter, make_scan
from jumpa.documents.remarks import remark_words
from jumpa.documents.rendering import unsigned_bytes
from jumpa.documents.scan_words import is_clearly_another, is_paper, read_of
from jumpa.documents.tests import pdfs
from jumpa.documents.tests.makers import TU, at, make_reply
from jumpa.people.models import Appointment, Office, Person

pytestmark = pytest.mark.django_db
needs_tesseract = pytest.mark.skipif(not is_installed(), reason="tesseract is not installed")


@pytest.fixture(autouse=True)
def ink(settings: Any) -> None:
    settings.SIGNERS = ["wet"]


def issue(number: str = "500.12/238/2026", owner: str = "owner-1") -> Paper:
    facts = make_reply(number=number)
    return issue_paper("reply", facts, owner=owner, actor=TU, signer_office="kepala_dinas")


def hand_in(paper: Paper, content: bytes, actor: Actor = TU) -> SignedCopy:
    return keep_scan(paper.ref, pdfs.upload(content, "scan.pdf"), actor=actor)


def with_a_stroke(paper: Paper) -> bytes:
    """The paper as it comes from a scanner that makes a text layer of what it sees."""
    return pdfs.written(_again(unsigned_bytes(paper)))


def _again(content: bytes) -> Any:
    return PdfWriter(clone_from=PdfReader(BytesIO(content)))


def test_the_scan_of_this_paper_is_kept_byte_for_byte_without_a_question() -> None:
    paper = issue()
    scan = with_a_stroke(paper)
    copy = hand_in(paper, scan)
    assert paper_bytes(paper) == scan
    assert (copy.remarks, copy.confirmed_by, copy.verdict, copy.certificate) == ([], "", [], {})


@needs_tesseract
def test_a_picture_of_this_paper_is_recognised() -> None:
    paper = issue()
    assert hand_in(paper, make_scan(unsigned_bytes(paper), angle=0.6, noise=20)).remarks == []


@needs_tesseract
def test_a_picture_of_another_letter_is_refused_with_what_it_is() -> None:
    paper, other = issue(), issue("500.12/7/2026", "owner-2")
    with pytest.raises(Refused, match=r"memuat Surat Balasan 500\.12/7/2026, bukan"):
        hand_in(paper, make_scan(unsigned_bytes(other)))
    with pytest.raises(Refused, match=r"memuat surat nomor 000\.5\.6\.2/X/2026, bukan"):
        hand_in(paper, make_scan(make_letter()))
    assert not SignedCopy.objects.exists()
    assert not StoredFile.objects.exists()


def test_control_without_the_look_any_pdf_would_be_the_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(actions, "_is_on", lambda _paper, _content: True)
    assert hand_in(issue(), make_letter()).remarks == []


def test_what_can_not_be_read_is_asked_for_and_kept_once_someone_answers_for_it() -> None:
    paper, scan = issue(), pdfs.good()
    with pytest.raises(Unread, match="Nomor surat tidak terbaca pada pindaian ini") as asked:
        hand_in(paper, scan)
    assert not SignedCopy.objects.exists()
    copy = confirm_scan(paper.ref, asked.value.file.ref, actor=TU)
    assert paper_bytes(paper) == scan
    assert (copy.remarks, copy.confirmed_by) == (["not_read"], TU.person_name)
    assert TU.person_name in remark_words(copy)
    entry = AuditEntry.objects.get(verb="documents.sign")
    assert (entry.person_name, entry.after["remarks"]) == (TU.person_name, ["not_read"])


def test_only_a_file_of_this_matter_is_confirmed_by_who_may() -> None:
    paper, other = issue(), issue("500.12/7/2026", "owner-2")
    with pytest.raises(Unread) as asked:
        hand_in(other, pdfs.good())
    ref = asked.value.file.ref
    with pytest.raises(Http404):
        confirm_scan(paper.ref, ref, actor=TU)
    with pytest.raises(NotAllowed):
        confirm_scan(other.ref, ref, actor=Actor(0, "x", "Bambang", "kabid_aptika", "Kabid"))


def test_a_better_scan_takes_the_place_and_the_old_one_does_not_come_back() -> None:
    paper = issue()
    first, better = with_a_stroke(paper), pdfs.written(_twice(unsigned_bytes(paper)))
    hand_in(paper, first)
    hand_in(paper, better)
    assert paper_bytes(paper) == better
    with pytest.raises(WrongState, match="sudah diganti"):
        hand_in(paper, first)
    assert SignedCopy.objects.count() == 2


def _twice(content: bytes) -> Any:
    writer = _again(content)
    writer.add_blank_page()
    return writer


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (b"bukan PDF", "bukan PDF"),
        (pdfs.with_script(), "isi aktif"),
        (None, "belum ditandatangani"),
    ],
)
def test_a_scan_that_is_none_is_refused(file: bytes | None, why: str) -> None:
    paper = issue()
    with pytest.raises(Refused, match=why):
        hand_in(paper, unsigned_bytes(paper) if file is None else file)


@pytest.fixture
def clerk(monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(access, "_guards", [lambda _person, _owner: True])
    person = Person.objects.create_user("Yuliana Sari", "tu@contoh.id", "x")
    office, _ = Office.objects.get_or_create(key="tu", defaults={"title": "Tata Usaha"})
    Appointment.objects.create(office=office, person=person, start=at(1, 0, month=1))
    client = Client()
    client.force_login(person)
    return client


def test_the_page_asks_and_keeps_the_file_meanwhile(
    clerk: Client, files_of_this_test: Path
) -> None:
    paper = issue()
    address = f"/naskah/{paper.ref}/pindaian/"
    answer = clerk.post(address, {"file": SimpleUploadedFile("foto.pdf", pdfs.good())})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nomor surat tidak terbaca pada pindaian ini" in page
    assert "foto.pdf" in page
    ref = StoredFile.objects.get().ref
    assert f'value="{ref}"' in page
    again = clerk.post(address, {"berkas": ref})
    assert again.status_code == 422
    assert f'value="{ref}"' in again.content.decode()
    assert not SignedCopy.objects.exists()
    assert clerk.post(address, {"berkas": ref, "is_this": "on"}).status_code == 302
    assert SignedCopy.objects.get().confirmed_by == "Yuliana Sari"


TOKEN = "k3v7m2p9q4r8t6w5x3y7z2"


@pytest.mark.parametrize(
    ("lines", "is_recognised", "is_this", "is_another"),
    [
        (["Nomor : 500.12/238/2026 Singkawang"], False, True, False),
        (["Nomor : 500.12 / 238 /2026"], True, True, False),
        (["jumpa.example.go.id/periksa/k3v7m2p9q4r8t6w5x3y7z2/"], True, True, False),
        (["jumpa.example.go.id/periksa/k3v7mZp9q4r8t6vv5x3y7z2"], True, True, False),
        (["Nomor : 500.12/288/2026"], True, False, False),
        (["Nomor : 500.12/288/2026"], False, False, True),
        (["Nomor : 045/77/BPBD/XI"], True, False, True),
        (["Nomor : 9/1/2026", "Menunjuk surat Nomor 500.12/238/2026"], False, False, True),
        (["Menunjuk surat 1500.12/238/2026"], True, False, False),
        (["tak terbaca"], True, False, False),
        ([], False, False, False),
    ],
)
def test_what_is_read_decides(
    lines: list[str], is_recognised: bool, is_this: bool, is_another: bool
) -> None:
    read = read_of(lines, is_recognised=is_recognised)
    assert is_paper(read, "500.12/238/2026", TOKEN) is is_this
    assert is_clearly_another(read, "500.12/238/2026") is is_another
