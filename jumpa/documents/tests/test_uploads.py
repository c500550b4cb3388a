from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from jumpa.core.errors import Refused
from jumpa.core.models import AuditEntry
from jumpa.documents.actions import issue_paper, paper_bytes, store_upload
from jumpa.documents.inspection import clean_name
from jumpa.documents.models import StoredFile
from jumpa.documents.tests import pdfs
from jumpa.documents.tests.makers import TU
from jumpa.documents.tests.outgoing_makers import EVERY

pytestmark = pytest.mark.django_db


def store(content: bytes, name: str = "surat.pdf", purpose: str = "letter") -> StoredFile:
    return store_upload(
        pdfs.upload(content, name), owner="owner-1", purpose=purpose, actor=TU, field="letter"
    )


def refusal(content: bytes, name: str = "surat.pdf", purpose: str = "letter") -> str:
    """What the office says; nothing may have been kept."""
    with pytest.raises(Refused) as caught:
        store(content, name, purpose)
    assert caught.value.fields == {"letter": (caught.value.message,)}
    assert not StoredFile.objects.exists()
    return caught.value.message


def test_a_letter_is_kept_byte_for_byte_under_our_own_name(files_of_this_test: Path) -> None:
    content = pdfs.written(pdfs.blank_pdf(3))
    stored = store(content, "../../etc/Surat Dinas.pdf")
    assert stored.original_name == "Surat Dinas.pdf"
    assert "Surat" not in stored.file.name
    kept = [path for path in files_of_this_test.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in kept] == [content]
    assert (stored.pages, stored.size, len(stored.sha256)) == (3, len(content), 64)
    assert AuditEntry.objects.get().verb == "documents.upload"


@pytest.mark.parametrize("kind", sorted(EVERY))
def test_our_own_papers_come_back_in(kind: str) -> None:
    paper = issue_paper(kind, EVERY[kind](), owner="owner-2", actor=TU)
    assert store(paper_bytes(paper)).content_type == "application/pdf"


def test_a_double_click_stores_once() -> None:
    assert store(pdfs.good()).ref == store(pdfs.good()).ref
    assert StoredFile.objects.count() == 1
    assert AuditEntry.objects.count() == 1


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"") == "Berkas “surat.pdf” kosong. Pilih berkas yang benar."


def test_a_file_over_the_limit_is_refused_and_the_limit_named(settings: Any) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    padded = pdfs.good() + b"\n" * 1024 * 1024
    said = refusal(padded)
    assert "“surat.pdf” melebihi batas 1 MB." in said
    assert "Perkecil dulu" in said
    settings.UPLOAD_LIMIT_MB = 2
    assert store(padded).size == len(padded)


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 a word file", b"<html><script>alert(1)</script>", b" %PDF-1.7 not at the start"],
)
def test_what_is_no_pdf_is_refused_whatever_its_name(content: bytes) -> None:
    said = refusal(content)
    assert said.startswith("Berkas “surat.pdf” bukan PDF.")
    assert "unggah kembali" in said


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"garbage " * 400])
def test_a_damaged_pdf_is_refused(content: bytes) -> None:
    assert "rusak atau bukan PDF yang dapat dibaca" in refusal(content)


def test_a_pdf_cut_short_is_refused() -> None:
    whole = pdfs.written(pdfs.blank_pdf(2))
    assert "rusak" in refusal(whole[:60])


def test_a_pdf_without_pages_is_refused() -> None:
    assert "tidak mempunyai halaman" in refusal(pdfs.written(pdfs.blank_pdf(0)))


def test_a_locked_pdf_is_refused() -> None:
    assert "terkunci kata sandi" in refusal(pdfs.locked())


@pytest.mark.parametrize(
    "content",
    [
        pdfs.with_script(),
        pdfs.with_annotation_script(),
        pdfs.with_open_action("/Launch"),
        pdfs.with_open_action("/SubmitForm"),
        pdfs.with_attachment("tagihan.pdf.exe", b"harmless text"),
        pdfs.with_attachment("catatan.txt", b"MZ\x90\x00 a program in disguise"),
    ],
)
def test_active_content_is_refused_with_its_reason(content: bytes) -> None:
    assert "memuat isi aktif" in refusal(content)


def test_a_plain_attachment_inside_a_letter_is_no_harm() -> None:
    assert store(pdfs.with_attachment("daftar.csv", b"a,b\n1,2\n")).pages == 1


def test_looking_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jumpa.documents.inspection.MOST_OBJECTS", 2)
    assert "terlalu rumit" in refusal(pdfs.good())


def test_a_picture_will_do_for_a_layout_but_not_for_a_letter() -> None:
    assert "bukan PDF" in refusal(pdfs.png(), "denah.png")
    assert store(pdfs.png(), "denah.png", "layout").content_type == "image/png"


def test_a_page_that_calls_itself_a_picture_is_refused() -> None:
    assert "bukan PDF, PNG, atau JPG" in refusal(b"<svg onload=alert(1)>", "denah.png", "layout")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\rina\\surat.pdf", "surat.pdf"),
        ("..", "berkas"),
        ("", "berkas"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("surat\u202efdp.exe", "suratfdp.exe"),
        ("رسالة.pdf", "رسالة.pdf"),
        ("x" * 400 + ".pdf", "x" * 251 + ".pdf"),
    ],
)
def test_an_uploaders_name_is_cleaned(given: str, kept: str) -> None:
    assert clean_name(given) == kept


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_the_same_file_from_four_threads_is_stored_once() -> None:
    content = pdfs.good()

    def work(_turn: int) -> str:
        try:
            return store(content).ref
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(work, range(8)))) == 1
    assert StoredFile.objects.count() == 1
