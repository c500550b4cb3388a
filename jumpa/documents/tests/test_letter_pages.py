"""An uploaded letter is read by the worker, and looked at as pictures of its pages."""

from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from jumpa.core import events
from jumpa.documents import access
from jumpa.documents.actions import read_now, store_upload
from jumpa.documents.actions import reading as reading_action
from jumpa.documents.confinement import Confined, ConfinementError
from jumpa.documents.events import LetterRead
from jumpa.documents.models import LetterReading, PagePreview, StoredFile
from jumpa.documents.tests import pdfs
from jumpa.documents.tests.makers import TU
from jumpa.documents.tests.reading_jobs import work_off
from jumpa.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("jumpa.documents.tests.urls")]

READING = {"found": [], "is_scan": False, "used_ocr": False, "ocr_missing": False, "notes": []}


def stored(pages: int = 2, purpose: str = "surat") -> StoredFile:
    content = pdfs.written(pdfs.blank_pdf(pages))
    return store_upload(pdfs.upload(content), owner="owner-1", purpose=purpose, actor=TU)


def reading_of(file: StoredFile) -> LetterReading:
    return LetterReading.objects.get(file=file)


def client_for(file: StoredFile) -> Client:
    """A client of someone who may see the file."""
    rina = Person.objects.create_user("Rina Marlina", "rina@contoh.id", "x")
    access.register_guard(lambda person, owner: person == rina and owner == file.owner)
    client = Client()
    client.force_login(rina)
    return client


def answering(monkeypatch: pytest.MonkeyPatch, **answers: Any) -> list[str]:
    """Let the tasks answer this; an exception is raised. Gives the tasks in order as they run."""
    ran: list[str] = []

    def run(task: str, *_rest: Any, **_more: Any) -> Confined:
        ran.append(task)
        found = answers.get(task, READING if task == "read_letter" else [])
        if isinstance(found, Exception):
            raise found
        return Confined(found, 0.5, 1000)

    monkeypatch.setattr(reading_action, "run_confined", run)
    return ran


# Reading


def test_only_letters_wait_to_be_read_and_the_worker_is_told() -> None:
    letter, rundown = stored(), stored(purpose="rundown")
    assert reading_of(letter).state == "waiting"
    assert not LetterReading.objects.filter(file=rundown).exists()
    jobs = ProcrastinateJob.objects.filter(task_name="documents.read_letter")
    assert [job.args for job in jobs] == [{"file_id": letter.pk}]


def test_the_worker_reads_checks_and_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[LetterRead] = []
    monkeypatch.setitem(events._listeners, LetterRead, [heard.append])
    letter = stored(3)
    work_off(letter.pk)
    reading = reading_of(letter)
    assert (reading.state, reading.problem, reading.is_checked) == ("read", "", True)
    assert reading.at is not None
    assert reading.cpu_ms > 0
    assert [preview.page for preview in letter.previews.all()] == [1, 2, 3]
    first = letter.previews.get(page=1)
    assert (first.width, first.height) == (910, 1287)
    assert heard == [LetterRead(letter.ref, "owner-1")]


def test_a_letter_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = stored()
    stale = reading_of(letter)
    read_now(reading_of(letter))
    ran = answering(monkeypatch)
    read_now(reading_of(letter))
    assert ran == []
    assert read_now(stale).state == "read"  # two at once: the second finds it done
    assert PagePreview.objects.count() == 2


def test_a_job_for_a_file_that_is_gone_costs_nothing() -> None:
    work_off(12345)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("time", "batas waktu"),
        ("memory", "batas memori"),
        ("crash", "berhenti di tengah"),
        ("busy", "terlalu banyak berkas"),
        ("unavailable", "dengan aman"),
    ],
)
def test_one_look_that_fails_leaves_the_others(
    monkeypatch: pytest.MonkeyPatch, reason: Any, said: str
) -> None:
    ended = ConfinementError(reason, "", 1.0, 2000)
    answering(monkeypatch, check_signatures=[{"signer": "x"}], read_letter=ended, preview=ended)
    reading = read_now(reading_of(stored()))
    assert reading.state == "failed"
    assert reading.problem.count(said) == 2
    assert (reading.is_checked, reading.signatures) == (True, [{"signer": "x"}])
    assert reading.cpu_ms >= 2500, "what each of the three had cost, and the inspection"
    assert reading.peak_kib == 2000


@pytest.mark.parametrize(
    "nonsense",
    [None, [], {}, "x", {"found": 1}, {"pages": [{"png": "AAAA"}]}, {"pages": [{"png": "é"}]}],
)
def test_nonsense_from_the_child_is_a_crash(monkeypatch: pytest.MonkeyPatch, nonsense: Any) -> None:
    answering(monkeypatch, read_letter=nonsense, preview=nonsense, check_signatures="x")
    reading = read_now(reading_of(stored()))
    assert (reading.state, reading.is_checked) == ("failed", False)
    assert reading.problem == "Surat ini tidak dapat dibaca: pembaca berkas berhenti di tengah."
    assert not PagePreview.objects.exists()


def test_a_missing_tesseract_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, read_letter={**READING, "is_scan": True, "ocr_missing": True})
    reading = read_now(reading_of(stored()))
    assert reading.state == "failed"
    assert "pengenal huruf (tesseract)" in reading.problem


def test_roots_that_cannot_be_read_stop_only_the_check(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.TRUST_ROOTS = "/nowhere/at/all"
    ran = answering(monkeypatch)
    reading = read_now(reading_of(stored()))
    assert (reading.state, reading.is_checked) == ("read", False)
    assert "sertifikat penerbit yang dipercaya tidak terbaca" in reading.problem
    assert "check_signatures" not in ran


# Looking


def test_while_pages_are_not_drawn_the_viewer_says_so_and_asks_again() -> None:
    letter = stored()
    client = client_for(letter)
    page = client.get(f"/samping/{letter.ref}/").content.decode()
    assert "Gambar halaman sedang dibuat" in page
    assert f'hx-get="/berkas/{letter.ref}/halaman/"' in page
    asked = client.get(f"/berkas/{letter.ref}/halaman/", headers={"HX-Request": "true"})
    assert asked.status_code == 204
    plain = client.get(f"/berkas/{letter.ref}/halaman/")
    assert "Gambar halaman sedang dibuat" in plain.content.decode()


def test_drawn_pages_are_pictures_with_their_number_and_nothing_asks_again() -> None:
    letter = stored()
    client = client_for(letter)
    read_now(reading_of(letter))
    news = client.get(f"/berkas/{letter.ref}/halaman/", headers={"HX-Request": "true"})
    page = news.content.decode()
    assert news.status_code == 200
    assert "hx-get" not in page
    assert page.count('loading="lazy"') == 2
    assert 'alt="Halaman 2 dari 2"' in page
    picture = client.get(f"/berkas/{letter.ref}/halaman/2/")
    assert picture["Content-Type"] == "image/png"
    assert picture["X-Content-Type-Options"] == "nosniff"
    assert picture.content.startswith(b"\x89PNG")


def test_a_letter_of_more_pages_than_are_drawn_says_so() -> None:
    letter = stored(12)
    client = client_for(letter)
    read_now(reading_of(letter))
    page = client.get(f"/samping/{letter.ref}/").content.decode()
    assert page.count('class="letter-page"') == 10
    assert "Ditampilkan 10 dari 12 halaman" in page


def test_a_letter_that_could_not_be_read_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = stored()
    answering(monkeypatch, preview=ConfinementError("time"))
    read_now(reading_of(letter))
    page = client_for(letter).get(f"/samping/{letter.ref}/").content.decode()
    assert "Gambar halaman tidak dapat dibuat: berkasnya terlalu rumit" in page
    assert "hx-get" not in page


def test_a_file_that_is_never_drawn_says_how_to_read_it() -> None:
    rundown = stored(purpose="rundown")
    page = client_for(rundown).get(f"/samping/{rundown.ref}/").content.decode()
    assert "tidak mempunyai gambar halaman" in page
    assert "hx-get" not in page


def test_pages_are_as_guarded_as_the_file() -> None:
    letter = stored()
    read_now(reading_of(letter))
    client_for(letter)
    andi = Client()
    andi.force_login(Person.objects.create_user("Andi Saputra", "andi@contoh.id", "x"))
    for address in (f"/berkas/{letter.ref}/halaman/", f"/berkas/{letter.ref}/halaman/1/"):
        assert andi.get(address).status_code == 404
        assert Client().get(address).status_code == 302
