import csv
import hashlib
import io
import tracemalloc
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from pypdf import PdfReader

from jumpa.core.errors import Refused
from jumpa.documents.actions import issue_paper, paper_bytes, store_upload
from jumpa.documents.archive import bundle, zipping
from jumpa.documents.archive.bundle import bundle_of, fits
from jumpa.documents.archive.contents import Entry, contents_of
from jumpa.documents.archive.zipping import zip_of
from jumpa.documents.models import Paper, StoredFile
from jumpa.documents.tests import pdfs
from jumpa.documents.tests.makers import TU, make_receipt, make_reply
from jumpa.documents.tests.test_verification import sign

pytestmark = pytest.mark.django_db
OWNER = "owner-1"


def upload(content: bytes, name: str, purpose: str) -> StoredFile:
    return store_upload(pdfs.upload(content, name), owner=OWNER, purpose=purpose, actor=TU)


@pytest.fixture
def matter() -> list[Entry]:
    """A letter, a receipt, a reply in two versions, the second signed, and a picture."""
    upload(pdfs.written(pdfs.blank_pdf(3)), "Surat: Dinas/1.pdf", "surat")
    issue_paper("receipt", make_receipt(), owner=OWNER, actor=TU)
    issue_paper("reply", make_reply(), owner=OWNER, actor=TU)
    second = issue_paper(
        "reply", replace(make_reply(), sensitivity="Rahasia"), owner=OWNER, actor=TU
    )
    sign(second, pdfs.written(pdfs.blank_pdf(2)))
    upload(pdfs.png(), "denah.png", "layout")
    return contents_of([OWNER])


def read_zip(entries: list[Entry]) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(zip_of(entries, "Arsip uji"))))


def bundled(entries: list[Entry], title: str = "x") -> PdfReader:
    with bundle_of(entries, title) as stream:
        return PdfReader(io.BytesIO(stream.read()))


def text_of(reader: PdfReader, page: int) -> str:
    return reader.pages[page].extract_text()


def test_all_versions_copies_and_uploads_stand_in_order(matter: list[Entry]) -> None:
    assert [(one.title, one.version) for one in matter] == [
        ("Surat permohonan (unggahan)", 1),
        ("Tanda Terima Permohonan", 1),
        ("Surat Balasan", 1),
        ("Surat Balasan", 2),
        ("Surat Balasan, bertanda tangan", 2),
        ("Denah (unggahan)", 1),
    ]
    assert [one.order for one in matter] == list(range(1, 7))
    assert matter[2].note == "Sudah diganti"
    assert all(one.is_there and len(one.sha256) == 64 for one in matter)


def test_a_signed_copy_says_how_it_was_signed_and_what_is_to_be_known_of_it() -> None:
    paper = issue_paper("reply", make_reply(), owner="lain", actor=TU)
    sign(paper, b"%PDF lama")
    sign(paper, b"%PDF baru", remarks=["not_read"], confirmed_by="Yuliana Sari")
    _as_issued, old, new = contents_of(["lain"])
    assert old.note == "Tanda tangan basah, Pindaian lama"
    assert new.note.startswith("Tanda tangan basah, Nomor naskah tidak terbaca pada pindaian.")
    assert "Yuliana Sari" in new.note


def test_drafts_are_there_only_for_who_asks_for_them(matter: list[Entry]) -> None:
    issue_paper("receipt", make_receipt(), owner=f"{OWNER}:konsep", actor=TU)
    assert len(contents_of([OWNER])) == 6
    found = contents_of([OWNER, f"{OWNER}:konsep"])
    assert [one.note for one in found if one.title == "Tanda Terima Permohonan"] == ["", "Konsep"]


def test_the_zip_has_the_originals_byte_for_byte(matter: list[Entry]) -> None:
    with read_zip(matter) as found:
        assert found.testzip() is None
        for entry in matter:
            content = found.read(entry.path)
            assert hashlib.sha256(content).hexdigest() == entry.sha256
            assert len(content) == entry.size
        sums = found.read("SHA256SUMS").decode().splitlines()
        assert sums == [f"{one.sha256}  {one.path}" for one in matter]
        names = set(found.namelist())
    assert names - {one.path for one in matter} == {
        "daftar-isi.pdf",
        "daftar-isi.csv",
        "SHA256SUMS",
    }
    assert matter[0].path == "01-Surat permohonan (unggahan)/01-1.pdf"
    assert matter[4].path == "03-Surat Balasan/03-versi-2-bertanda-tangan.pdf"


def test_no_name_in_the_zip_leads_out_of_its_folder() -> None:
    for name in ("../../etc/passwd.pdf", "..\\..\\x.pdf", "a\x00b.pdf", "CON?.pdf", ". .pdf"):
        upload(pdfs.written(pdfs.blank_pdf(len(name))), name, "surat")
    for entry in contents_of([OWNER]):
        folder, slash, file = entry.path.partition("/")
        assert slash
        assert "/" not in file
        assert ".." not in folder
        assert not set(entry.path) & set('\\:*?"<>|\x00')


def test_the_sheet_holds_no_formula(matter: list[Entry]) -> None:
    upload(pdfs.good(), '=HYPERLINK("x").pdf', "surat")
    with read_zip(contents_of([OWNER])) as found:
        content = found.read("daftar-isi.csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert len(rows) == 8
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]
    assert any(cell.startswith("'=HYPERLINK") for row in rows for cell in row)


def test_what_was_destroyed_is_listed_and_not_in_the_zip(matter: list[Entry]) -> None:
    Paper.objects.filter(kind="receipt").update(disposed_at=timezone.now(), file="")
    found = contents_of([OWNER])
    (gone,) = [one for one in found if not one.is_there]
    assert (gone.title, gone.note) == ("Tanda Terima Permohonan", "Dimusnahkan")
    with read_zip(found) as archive:
        assert gone.path not in archive.namelist()
        assert gone.sha256 in archive.read("daftar-isi.csv").decode()
        assert gone.sha256 not in archive.read("SHA256SUMS").decode()


def test_a_file_lost_from_the_storage_spoils_nothing(matter: list[Entry]) -> None:
    row = matter[0].row
    row.file.storage.delete(row.file.name)
    found = contents_of([OWNER])
    assert not found[0].is_there
    assert len(read_zip(found).namelist()) == 5 + 3
    assert len(bundled(found).pages) > 3


def test_sending_a_large_archive_takes_little_memory(
    matter: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    size = 40 * 1024 * 1024
    row = matter[0].row
    row.file.storage.delete(row.file.name)
    row.file.storage.save(row.file.name, ContentFile(b"\0" * size))
    big = [replace(matter[0], size=size), *matter[1:]]
    next(chunks := zip_of(big, "x"))
    tracemalloc.start()
    sent = sum(map(len, chunks))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sent > size
    assert peak < 8 * zipping.CHUNK


def test_one_pdf_has_a_table_of_contents_that_tells_the_right_pages(matter: list[Entry]) -> None:
    reader = bundled(matter, "Arsip uji")
    front = text_of(reader, 0)
    assert "DAFTAR ISI ARSIP" in front.upper()
    assert "Arsip uji" in front
    assert "hanya berlaku pada berkas" in " ".join(front.split())
    marks: list[Any] = list(reader.outline)
    assert [str(mark.title) for mark in marks][:2] == [
        "Daftar isi",
        "1. Surat permohonan (unggahan)",
    ]
    starts = {str(mark.title): reader.get_destination_page_number(mark) for mark in marks}
    assert starts["1. Surat permohonan (unggahan)"] == 1
    assert starts["2. Tanda Terima Permohonan"] == 4
    page = starts["2. Tanda Terima Permohonan"]
    assert "TANDA TERIMA" in text_of(reader, page).upper()
    # The table counts pages as a reader does, from one.
    assert str(page + 1) in front.split()
    assert len(marks) == 7
    assert starts["6. Denah (unggahan)"] == len(reader.pages) - 1


def test_a_long_table_of_contents_counts_its_own_pages(
    matter: list[Entry],
) -> None:
    many = [replace(matter[0], order=at) for at in range(1, 61)]
    reader = bundled(many)
    marks: list[Any] = list(reader.outline)
    first = reader.get_destination_page_number(marks[1])
    assert first >= 2
    assert len(reader.pages) == first + 60 * 3


def test_a_broken_file_is_named_and_spoils_nothing(matter: list[Entry]) -> None:
    row = matter[0].row
    row.file.storage.delete(row.file.name)
    row.file.storage.save(row.file.name, ContentFile(b"%PDF-1.7 not at all"))
    reader = bundled(contents_of([OWNER]))
    titles = [str(mark.title) for mark in list(reader.outline)]  # type: ignore[union-attr]
    assert "1. Surat permohonan (unggahan)" not in titles
    assert "2. Tanda Terima Permohonan" in titles


def test_no_form_or_script_of_a_file_reaches_the_bundle(matter: list[Entry]) -> None:
    row = matter[0].row
    row.file.storage.delete(row.file.name)
    row.file.storage.save(row.file.name, ContentFile(pdfs.with_script()))
    root = bundled(contents_of([OWNER])).trailer["/Root"]
    assert "/AcroForm" not in root
    assert "/JavaScript" not in str(root.get("/Names", ""))


def test_what_is_too_large_for_one_pdf_is_refused_with_the_limit(
    matter: list[Entry], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fits(matter)
    monkeypatch.setattr(bundle, "MOST_PAGES", 4)
    with pytest.raises(Refused, match="4 halaman"):
        bundle_of(matter, "x")
    monkeypatch.setattr(bundle, "MOST_MB", 0)
    assert not fits(matter)
    with pytest.raises(Refused, match="0 MB"):
        bundle_of(matter, "x")


def test_the_paper_in_the_archive_is_the_one_that_is_handed_out(matter: list[Entry]) -> None:
    paper = Paper.objects.get(kind="reply", version=2)
    assert hashlib.sha256(paper_bytes(paper)).hexdigest() == matter[4].sha256
