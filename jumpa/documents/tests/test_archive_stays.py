"""The database keeps what was issued, signed or uploaded, also from the program itself."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from jumpa.documents.actions import issue_paper, paper_bytes, store_upload
from jumpa.documents.models import Paper, SignedCopy, StoredFile
from jumpa.documents.tests import pdfs
from jumpa.documents.tests.makers import TU, make_receipt

pytestmark = pytest.mark.django_db
TABLES = (
    "documents_paper",
    "documents_signedcopy",
    "documents_storedfile",
    "documents_disposal",
    "workflow_sopversion",
)


@contextmanager
def refused() -> Iterator[None]:
    with pytest.raises(IntegrityError), transaction.atomic():
        yield


@pytest.fixture
def paper() -> Paper:
    found = issue_paper("receipt", make_receipt(), owner="owner-1", actor=TU)
    paper_bytes(found)
    return found


@pytest.fixture
def copy(paper: Paper) -> SignedCopy:
    content = b"%PDF-1.7 signed"
    digest = hashlib.sha256(content).hexdigest()
    made = SignedCopy(
        paper=paper, way="wet", person_name="H", office_title="K", size=15, sha256=digest
    )
    made.file.save("", ContentFile(content), save=False)
    made.save()
    return made


@pytest.fixture
def file() -> StoredFile:
    return store_upload(pdfs.upload(pdfs.good()), owner="owner-1", purpose="surat", actor=TU)


@pytest.mark.parametrize(
    "change",
    [
        "number = 'X'",
        "facts = '{}'",
        "content = '{}'",
        "title = 'X'",
        "issued_at = now()",
        "owner = 'X'",
        "token = 'X'",
        "version = 7",
        "sha256 = repeat('a', 64)",
        "size = 1",
        "file = ''",
        "file = 'papers/other.pdf'",
    ],
)
def test_what_a_paper_says_never_changes(paper: Paper, change: str) -> None:
    with refused():
        execute(f"UPDATE documents_paper SET {change} WHERE id = {paper.pk}")


def execute(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.rowcount)


def test_a_paper_is_replaced_withdrawn_and_set_once_but_never_made_current_again(
    paper: Paper,
) -> None:
    rows = Paper.objects.filter(pk=paper.pk)
    assert rows.update(is_current=False, withdrawn_at=timezone.now(), withdrawn_reason="x") == 1
    with refused():
        rows.update(is_current=True)


def test_a_paper_that_was_destroyed_stays_so(paper: Paper) -> None:
    rows = Paper.objects.filter(pk=paper.pk)
    assert rows.update(disposed_at=timezone.now(), file="", facts={}, content={}) == 1
    for change in ({"disposed_at": None}, {"file": "papers/x.pdf"}, {"content": {"a": 1}}):
        with refused():
            rows.update(**change)


@pytest.mark.parametrize("change", ["sha256 = 'x'", "file = ''", "verdict = '[]'", "way = 'x'"])
def test_a_signed_copy_never_changes(copy: SignedCopy, change: str) -> None:
    Paper.objects.filter(pk=copy.paper_id).update(is_current=False)
    if change.startswith("verdict"):
        change = "verdict = '[1]'"
    with refused():
        execute(f"UPDATE documents_signedcopy SET {change} WHERE id = {copy.pk}")


def test_a_signed_copy_loses_its_file_only_with_its_paper(copy: SignedCopy) -> None:
    Paper.objects.filter(pk=copy.paper_id).update(disposed_at=timezone.now(), file="")
    assert SignedCopy.objects.filter(pk=copy.pk).update(file="") == 1


@pytest.mark.parametrize(
    "change", ["sha256 = 'x'", "file = ''", "owner = 'x'", "purpose = 'x'", "disposed_at = now()"]
)
def test_an_upload_never_changes(file: StoredFile, change: str) -> None:
    with refused():
        execute(f"UPDATE documents_storedfile SET {change} WHERE id = {file.pk}")


def test_nothing_is_removed_by_the_program_or_by_hand(
    paper: Paper, copy: SignedCopy, file: StoredFile
) -> None:
    for row in (copy, paper, file):
        with refused():
            row.delete()
        with refused():
            execute(f"DELETE FROM {row._meta.db_table}")
    with refused():
        Paper.objects.all().delete()
    assert Paper.objects.filter(pk=paper.pk).exists()


@pytest.mark.parametrize("table", TABLES)
def test_no_table_is_ever_emptied(table: str) -> None:
    # The tests' own set-up switches these triggers off; here they stand as in production.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass"
            " AND tgname LIKE '%%is_never_emptied'",
            [table],
        )
        (name,) = cursor.fetchone()
    execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    with refused():
        execute(f"TRUNCATE {table} CASCADE")


def test_a_replicating_session_is_refused_too(paper: Paper) -> None:
    execute("SET LOCAL session_replication_role = replica")
    with refused():
        execute("DELETE FROM documents_paper")
    with refused():
        execute("UPDATE documents_paper SET number = 'X'")


@pytest.mark.parametrize("table", ["documents_paper", "documents_storedfile"])
def test_without_the_triggers_the_same_sql_would_change_the_archive(
    paper: Paper, file: StoredFile, table: str
) -> None:
    """The control."""
    execute(f"CREATE TEMPORARY TABLE bare (LIKE {table} INCLUDING ALL) ON COMMIT DROP")
    execute(f"INSERT INTO bare SELECT * FROM {table}")
    assert execute("UPDATE bare SET sha256 = 'x'") > 0
    assert execute("DELETE FROM bare") > 0
