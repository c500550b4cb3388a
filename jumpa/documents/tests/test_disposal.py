import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from procrastinate.contrib.django.models import ProcrastinateJob

from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed, Refused, WrongState
from jumpa.core.ids import new_ref
from jumpa.core.models import AuditEntry
from jumpa.documents import closing
from jumpa.documents.actions import issue_paper, paper_bytes, store_upload
from jumpa.documents.actions.disposal import dispose
from jumpa.documents.disposed import Gone
from jumpa.documents.facts import SignatureFacts
from jumpa.documents.jobs import remove_files
from jumpa.documents.models import Disposal, Paper, RetentionRule, StoredFile
from jumpa.documents.retention import MOST_AT_ONCE, due_items
from jumpa.documents.rules import free_from, is_due
from jumpa.documents.tests import pdfs
from jumpa.documents.tests.makers import TU, make_receipt, make_reply
from jumpa.documents.tests.test_pages import client_of, person

pytestmark = pytest.mark.django_db
ADMIN = Actor(0, "ref-teguh", "Teguh Santoso, S.Kom.", "administrator", "Administrator Jumpa")
ISSUED = datetime(2026, 11, 24, 3, tzinfo=UTC)
CLOSED = datetime(2026, 12, 1, 3, tzinfo=UTC)
FREE = date(2031, 12, 1)
WITNESSES = (SignatureFacts("Tata Usaha", "Yuliana Sari, A.Md."),)


@pytest.fixture(autouse=True)
def closings(monkeypatch: pytest.MonkeyPatch) -> dict[str, datetime]:
    """When which owner was closed, for this test."""
    known: dict[str, datetime] = {"owner-1": CLOSED}
    source = lambda owners: {one: known[one] for one in owners if one in known}  # noqa: E731
    monkeypatch.setattr(closing, "_sources", [source])
    return known


@pytest.fixture
def destroying() -> RetentionRule:
    """All is destroyed after two and three years."""
    return RetentionRule.objects.create(kind="", fate="destroy")


@pytest.fixture
def paper() -> Paper:
    with time_machine.travel(ISSUED, tick=False):
        found = issue_paper("reply", make_reply(), owner="owner-1", actor=TU)
        paper_bytes(found)
    return found


@pytest.fixture
def on_the_day() -> Iterator[None]:
    """The first day on which it may be destroyed."""
    with time_machine.travel(datetime(2031, 11, 30, 17, 1, tzinfo=UTC), tick=False):
        yield


def destroy(*keys: str, **changes: Any) -> Disposal:
    given: dict[str, Any] = {
        "ref": new_ref(),
        "basis": "Persetujuan Nomor 1/2031",
        "officials": WITNESSES,
        "actor": ADMIN,
    }
    return dispose(keys, **given | changes)


def key(row: Paper | StoredFile) -> str:
    return f"{'paper' if isinstance(row, Paper) else 'file'}:{row.ref}"


@pytest.mark.parametrize(
    ("closed", "written", "years", "free"),
    [
        (date(2026, 12, 1), date(2026, 11, 24), 5, date(2031, 12, 1)),
        (date(2026, 12, 1), date(2027, 1, 5), 5, date(2032, 1, 5)),
        (date(2028, 2, 29), date(2028, 2, 1), 5, date(2033, 3, 1)),
        (date(2028, 2, 29), date(2028, 2, 1), 4, date(2032, 2, 29)),
        (date(2026, 12, 1), date(2026, 11, 24), 0, date(2026, 12, 1)),
    ],
)
def test_a_period_is_whole_years_after_the_matter_was_closed(
    closed: date, written: date, years: int, free: date
) -> None:
    assert free_from(closed, written, years) == free
    assert is_due(free, free)
    assert not is_due(free, free - timedelta(days=1))


def test_without_a_rule_all_is_kept_for_ever(paper: Paper) -> None:
    assert due_items(date(2999, 1, 1)) == []


def test_what_is_due_on_its_day_and_not_the_day_before(
    paper: Paper, destroying: RetentionRule
) -> None:
    assert due_items(FREE - timedelta(days=1)) == []
    (item,) = due_items(FREE)
    assert (item.key, item.number, item.free) == (key(paper), paper.number, FREE)
    assert item.hashes == (paper.sha256,)


def test_what_is_still_open_is_never_due(
    paper: Paper, destroying: RetentionRule, closings: dict[str, datetime]
) -> None:
    closings.clear()
    assert due_items(date(2999, 1, 1)) == []


def test_a_rule_of_its_own_goes_before_the_rule_for_all(
    paper: Paper, destroying: RetentionRule
) -> None:
    own = RetentionRule.objects.create(kind="reply", fate="keep")
    assert due_items(date(2999, 1, 1)) == []
    RetentionRule.objects.filter(pk=own.pk).update(fate="destroy", inactive_years=8)
    assert due_items(FREE) == []
    assert len(due_items(date(2036, 12, 1))) == 1


@pytest.mark.usefixtures("on_the_day")
def test_disposal_removes_file_and_content_and_leaves_hash_and_berita_acara(
    paper: Paper, destroying: RetentionRule, files_of_this_test: Path
) -> None:
    where = files_of_this_test / paper.file.name
    assert where.exists()
    done = destroy(key(paper))
    (job,) = ProcrastinateJob.objects.filter(task_name="documents.remove_files")
    remove_files.func(**job.args)
    assert not where.exists()
    paper.refresh_from_db()
    assert paper.disposed_at is not None
    assert (paper.file.name, paper.facts) == ("", {})
    assert "Dinas Pendidikan" not in str(paper.content)
    assert done.items[0]["sha256"] == [paper.sha256]
    assert done.paper.kind == "disposal"
    assert paper.number in str(done.paper.content)
    assert "Permohonan owner-1" in str(done.paper.content)
    assert "Catatan permohonannya sendiri" in str(done.paper.content)
    assert paper_bytes(done.paper).startswith(b"%PDF-")
    entry = AuditEntry.objects.get(verb="documents.dispose")
    assert entry.after == {
        "count": 1,
        "basis": "Persetujuan Nomor 1/2031",
        "items": [key(paper)],
    }


@pytest.mark.usefixtures("on_the_day")
def test_what_was_destroyed_is_told_so_and_is_never_set_again(
    paper: Paper, destroying: RetentionRule
) -> None:
    destroy(key(paper))
    paper.refresh_from_db()
    with pytest.raises(Gone):
        paper_bytes(paper)
    admin = client_of(person("Teguh Santoso", "administrator"))
    public = admin.get(f"/periksa/{paper.token}/").content.decode()
    assert "sudah dimusnahkan" in public
    assert paper.sha256 in public
    assert make_reply().subject in public


@pytest.mark.usefixtures("on_the_day")
def test_an_upload_is_destroyed_with_what_was_read_in_it(
    destroying: RetentionRule, files_of_this_test: Path
) -> None:
    with time_machine.travel(ISSUED, tick=False):
        file = store_upload(pdfs.upload(pdfs.good()), owner="owner-1", purpose="surat", actor=TU)
    name = file.file.name
    destroy(key(file))
    remove_files.func(names=[name])
    file.refresh_from_db()
    assert file.disposed_at is not None
    assert not (files_of_this_test / name).exists()
    assert due_items(date(2999, 1, 1)) == []


def test_nothing_inside_its_period_can_be_destroyed(
    paper: Paper, destroying: RetentionRule, closings: dict[str, datetime]
) -> None:
    with (
        time_machine.travel(datetime(2031, 11, 30, 16, 59, tzinfo=UTC), tick=False),
        pytest.raises(WrongState, match="masih dalam masa simpannya"),
    ):
        destroy(key(paper))
    closings.clear()
    with (
        time_machine.travel(datetime(2099, 1, 1, tzinfo=UTC), tick=False),
        pytest.raises(WrongState),
    ):
        destroy(key(paper))
    assert paper_bytes(Paper.objects.get(pk=paper.pk)).startswith(b"%PDF-")


@pytest.mark.usefixtures("on_the_day")
def test_one_that_is_not_due_stops_the_whole(paper: Paper, destroying: RetentionRule) -> None:
    other = issue_paper("receipt", make_receipt(), owner="owner-open", actor=TU)
    with pytest.raises(WrongState, match="1 arsip"):
        destroy(key(paper), key(other))
    assert not Disposal.objects.exists()
    assert not Paper.objects.filter(disposed_at__isnull=False).exists()


@pytest.mark.usefixtures("on_the_day")
def test_only_the_administrator_destroys(paper: Paper, destroying: RetentionRule) -> None:
    with pytest.raises(NotAllowed):
        destroy(key(paper), actor=replace(TU))
    assert not Disposal.objects.exists()


@pytest.mark.usefixtures("on_the_day")
def test_a_double_click_destroys_once(paper: Paper, destroying: RetentionRule) -> None:
    ref = new_ref()
    assert destroy(key(paper), ref=ref).pk == destroy(key(paper), ref=ref).pk
    assert Disposal.objects.count() == 1
    with pytest.raises(WrongState):
        destroy(key(paper))


@pytest.mark.usefixtures("on_the_day")
def test_nothing_and_too_much_are_refused(destroying: RetentionRule) -> None:
    with pytest.raises(Refused):
        destroy()
    with pytest.raises(Refused):
        destroy(*(f"paper:{at}" for at in range(MOST_AT_ONCE + 1)))
    with pytest.raises(WrongState):
        destroy("paper:none", "nonsense")


def test_a_file_that_a_row_still_names_is_not_removed(
    paper: Paper, files_of_this_test: Path
) -> None:
    """The control of the job's own look: a wrong job destroys nothing."""
    remove_files.func(names=[paper.file.name, "papers/gone.pdf"])
    assert (files_of_this_test / paper.file.name).exists()


@pytest.mark.usefixtures("on_the_day")
def test_the_administrator_destroys_on_the_page_and_others_may_not_see_it(
    paper: Paper, destroying: RetentionRule
) -> None:
    tu = client_of(person("Yuliana Sari", "tu"))
    assert tu.get("/kelola/arsip/").status_code == 403
    admin = client_of(person("Teguh Santoso", "administrator"))
    page = admin.get("/kelola/arsip/")
    assert paper.number in page.content.decode()
    entries = {
        "keys": [key(paper)],
        "basis": "Persetujuan Nomor 1/2031",
        "witness_1_name": "Yuliana Sari, A.Md.",
        "witness_1_title": "Tata Usaha",
        "witness_2_name": "Siti Aminah, S.T.",
        "witness_2_title": "Subkoordinator ILE",
        "ref": new_ref(),
    }
    assert admin.post("/kelola/arsip/", entries).status_code == 422
    assert not Disposal.objects.exists()
    assert admin.post("/kelola/arsip/", {**entries, "sure": "on"}).status_code == 302
    # A double click comes to the same end, although nothing is left to be ticked.
    assert admin.post("/kelola/arsip/", {**entries, "sure": "on"}).status_code == 302
    done = Disposal.objects.get()
    page = admin.get("/kelola/arsip/").content.decode()
    assert f"/naskah/{done.paper.ref}/" in page
    assert "Tidak ada arsip yang dapat dimusnahkan" in page


@pytest.mark.usefixtures("on_the_day")
def test_what_is_due_is_narrowed_and_ticked_as_a_whole(
    paper: Paper, destroying: RetentionRule
) -> None:
    with time_machine.travel(ISSUED, tick=False):
        receipt = issue_paper("receipt", make_receipt(), owner="owner-1", actor=TU)
    admin = client_of(person("Teguh Santoso", "administrator"))

    def offered(query: str) -> list[str]:
        page = admin.get(f"/kelola/arsip/?{query}").content.decode()
        return re.findall(r'name="keys" value="([^"]+)"', page)

    assert sorted(offered("")) == sorted([key(paper), key(receipt)])
    assert offered("jenis=receipt") == [key(receipt)]
    assert offered(f"cari={paper.number}") == [key(paper)]
    assert len(offered("cari=OWNER-1")) == 2
    assert offered("cari=tidakada") == []
    page = admin.get("/kelola/arsip/?cari=tidakada").content.decode()
    assert "Tidak ada yang cocok" in page
    assert " checked" not in admin.get("/kelola/arsip/").content.decode()
    page = admin.get("/kelola/arsip/?jenis=receipt&semua=1").content.decode()
    assert page.count(" checked") == 1


def test_the_oldest_come_first_be_they_papers_or_files(
    paper: Paper, destroying: RetentionRule
) -> None:
    with time_machine.travel(ISSUED - timedelta(days=3), tick=False):
        file = store_upload(pdfs.upload(pdfs.good()), owner="owner-1", purpose="surat", actor=TU)
    assert [item.key for item in due_items(date(2099, 1, 1), limit=1)] == [key(file)]


@pytest.mark.usefixtures("on_the_day")
def test_a_tick_that_fell_out_of_the_list_is_told_in_words(
    paper: Paper, destroying: RetentionRule
) -> None:
    admin = client_of(person("Teguh Santoso", "administrator"))
    page = admin.post("/kelola/arsip/", {"keys": "paper:lain", "basis": "Persetujuan 1"})
    assert page.status_code == 422
    told = page.content.decode()
    assert "sudah tidak ada di daftar ini" in told
    assert "paper:lain" not in told
    assert "Persetujuan 1" in told


def test_a_rule_that_destroys_at_once_is_refused() -> None:
    admin = client_of(person("Teguh Santoso", "administrator"))
    entries = {"active_years": "0", "inactive_years": "0", "mark": new_ref()}
    answer = admin.post("/kelola/retensi/utama/", {**entries, "fate": "destroy"})
    assert answer.status_code == 422
    assert "sedikitnya satu tahun" in answer.content.decode()
    kept = {**entries, "fate": "keep", "mark": new_ref()}
    assert admin.post("/kelola/retensi/utama/", kept).status_code == 302


def test_the_administrator_keeps_the_rules() -> None:
    admin = client_of(person("Teguh Santoso", "administrator"))
    assert "Permanen" in admin.get("/kelola/retensi/").content.decode()
    entries = {"active_years": "1", "inactive_years": "4", "fate": "destroy", "mark": new_ref()}
    assert admin.post("/kelola/retensi/utama/", entries).status_code == 302
    own = {**entries, "kind": "surat", "mark": new_ref()}
    assert admin.post("/kelola/retensi/tambah/", own).status_code == 302
    assert admin.post("/kelola/retensi/tambah/", {**own, "mark": new_ref()}).status_code == 422
    rule = RetentionRule.objects.get(kind="surat")
    assert admin.post(f"/kelola/retensi/{rule.ref}/hapus/").status_code == 302
    assert admin.get("/kelola/retensi/utama/").status_code == 200
    too_long = {**own, "active_years": "101", "mark": new_ref()}
    assert admin.post("/kelola/retensi/tambah/", too_long).status_code == 422
    assert list(RetentionRule.objects.values_list("kind", "active_years")) == [("", 1)]
    tu = client_of(person("Yuliana Sari", "tu"))
    assert tu.get("/kelola/retensi/").status_code == 403
