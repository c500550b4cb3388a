from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

from jumpa.core.audit import record
from jumpa.core.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(administrator) -> AuditEntry:
    record(administrator, "core.test", "thing:1", after={"name": "asli"})
    return AuditEntry.objects.get(verb="core.test")


@contextmanager
def refused():
    with (
        pytest.raises(IntegrityError, match="never changed or removed"),
        transaction.atomic(),
    ):
        yield


def execute(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.rowcount


def test_no_way_of_the_program_changes_or_removes_an_entry(entry):
    entry.verb = "core.other"
    with refused():
        entry.save()
    with refused():
        AuditEntry.objects.update(verb="core.other")
    with refused():
        AuditEntry.objects.bulk_update([entry], ["verb"])
    with refused():
        entry.delete()
    with refused():
        AuditEntry.objects.all().delete()
    assert AuditEntry.objects.get(pk=entry.pk).verb == "core.test"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE core_auditentry SET verb = 'core.other'",
        "UPDATE core_auditentry SET verb = 'core.other' WHERE false",
        "DELETE FROM core_auditentry",
        "INSERT INTO core_auditentry TABLE core_auditentry ON CONFLICT (id) DO UPDATE SET verb='x'",
        "WITH gone AS (DELETE FROM core_auditentry RETURNING 1) SELECT count(*) FROM gone",
    ],
)
def test_plain_sql_is_refused_too(entry, sql):
    with refused():
        execute(sql)
    assert AuditEntry.objects.get(pk=entry.pk).verb == "core.test"


def test_a_replicating_session_is_refused_too(entry):
    execute("SET LOCAL session_replication_role = replica")
    with refused():
        execute("DELETE FROM core_auditentry")


def test_the_trail_is_never_emptied():
    # The tests' own set-up switches this trigger off; here it stands as in production.
    execute("ALTER TABLE core_auditentry ENABLE ALWAYS TRIGGER audit_is_never_emptied")
    with refused():
        execute("TRUNCATE core_auditentry")


def test_without_the_trigger_the_same_sql_would_change_the_trail(entry):
    execute("CREATE TEMPORARY TABLE bare (LIKE core_auditentry INCLUDING ALL) ON COMMIT DROP")
    execute("INSERT INTO bare SELECT * FROM core_auditentry")
    assert execute("UPDATE bare SET verb = 'core.other'") > 0
    assert execute("DELETE FROM bare") > 0


def test_more_can_always_be_written(entry, clerk):
    record(clerk, "core.test", "thing:2", before={"name": "lama"}, after={"name": "baru"})
    assert AuditEntry.objects.filter(verb="core.test").count() == 2
