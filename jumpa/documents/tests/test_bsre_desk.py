"""From the signing desk to BSrE and back; afterwards the secrets are nowhere."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from jumpa.documents.actions import issue_paper
from jumpa.documents.models import Paper, SignedCopy
from jumpa.documents.rendering import paper_bytes
from jumpa.documents.signer import Signer, signers
from jumpa.documents.tests import pki, poppler
from jumpa.documents.tests.bsre_server import PASSWORD, USER, Account, State, bsre_server
from jumpa.documents.tests.makers import TU, at, make_reply
from jumpa.people.models import Appointment, Office, Person

pytestmark = pytest.mark.django_db
NIK, PHRASE, WRONG = "6172010203040005", "rahasia sekali benar 88", "salah ketik sekali 99"
SECRETS = (NIK, PHRASE, WRONG, PASSWORD)


@pytest.fixture(params=["bsre1", "bsre2"])
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def service(settings: Any, tmp_path: Path, way: str) -> Iterator[State]:
    roots = tmp_path / "roots"
    roots.mkdir()
    (roots / "bsre.pem").write_bytes(pki.root().pem)
    settings.TRUST_ROOTS, settings.BSRE_ISSUERS = str(roots), ["Induk Uji"]
    with bsre_server(**{f"nik_{NIK}": Account("Hendra Gunawan", PHRASE)}) as (address, state):
        settings.BSRE_URL, settings.BSRE_USER, settings.BSRE_PASSWORD = address, USER, PASSWORD
        settings.SIGNERS = [way]
        yield state


@pytest.fixture
def head() -> Person:
    person = Person.objects.create_user("Drs. Hendra Gunawan, M.Si.", "hendra@contoh.id", "x")
    office, _ = Office.objects.get_or_create(key="kepala_dinas")
    Appointment.objects.create(office=office, person=person, start=at(1, 0, month=1))
    return person


def issue(number: str) -> Paper:
    facts = make_reply(number=number)
    return issue_paper("reply", facts, owner=number, actor=TU, signer_office="kepala_dinas")


def send(person: Person, passphrase: str, *papers: Paper) -> str:
    client = Client()
    client.force_login(person)
    typed = {"papers": [paper.ref for paper in papers], "nik": NIK, "passphrase": passphrase}
    answer: Any = client.post("/tanda-tangan/", typed)
    return b"".join(answer.streaming_content).decode()


def everything_in_the_database() -> str:
    """Every row of every table as text: jobs, sessions and the audit trail among them."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        rows = []
        for name in names:
            cursor.execute(f'SELECT t::text FROM "{name}" AS t')
            rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows)


def everything_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_three_papers_are_signed_with_one_passphrase_and_trusted(
    service: State, head: Person, tmp_path: Path
) -> None:
    papers = [issue(f"500.12/{at}/2026") for at in (1, 2, 3)]
    page = send(head, PHRASE, *papers)
    assert page.count("ditandatangani") >= 3
    assert service.signed == 3
    for paper in papers:
        copy = SignedCopy.objects.get(paper=paper)
        assert (copy.verdict[0]["integrity"], copy.verdict[0]["trust"]) == ("intact", "trusted")
        text = poppler.text(paper_bytes(paper))
        assert "Balai Besar Sertifikasi Elektronik" in " ".join(text.split())


def test_nik_and_passphrase_are_in_no_table_job_session_file_log_or_trace(
    service: State, head: Person, caplog: pytest.LogCaptureFixture, files_of_this_test: Path
) -> None:
    paper = issue("500.12/41/2026")
    with caplog.at_level(logging.DEBUG):
        pages = [send(head, WRONG, paper)]
        service.fault = 500, f"boom {PHRASE} {NIK}".encode()
        pages.append(send(head, PHRASE, paper))
        service.fault = 400, f'{{"error": "{PHRASE}", "status_code": 77}}'.encode()
        pages.append(send(head, PHRASE, paper))
        service.fault = None
        pages.append(send(head, PHRASE, paper))
    kept, on_disk = everything_in_the_database(), everything_on_disk(files_of_this_test)
    for secret in SECRETS:
        assert secret not in kept
        assert secret.encode() not in on_disk
        assert secret not in caplog.text
        assert secret not in "".join(pages)
    # The control: the same search finds what is there.
    assert "500.12/41/2026" in kept
    assert "documents.sign" in kept
    assert b"%PDF" in on_disk


def test_a_fault_of_our_own_leaves_no_trace_with_the_secrets(
    service: State,
    head: Person,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:
    def fail(_self: Signer, _content: bytes, _who: Any, handed: Any) -> None:
        raise RuntimeError(f"with {handed.passphrase} and {handed!r}")

    monkeypatch.setattr(type(signers[way]), "sign", fail)
    paper = issue("500.12/42/2026")
    with caplog.at_level(logging.DEBUG):
        page = send(head, PHRASE, paper)
    assert "Terjadi gangguan pada sistem" in page
    assert not SignedCopy.objects.filter(paper=paper).exists()
    for secret in SECRETS:
        assert secret not in caplog.text + page + everything_in_the_database()
    assert "RuntimeError" in caplog.text
