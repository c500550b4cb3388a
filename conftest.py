"""Every test run: the sample mode without its sample data, on a database of its own.

With ``DATABASE_URL`` that server is used; else a private one in ``var/test``, which never touches
the data of a running ``make serve``. It runs from before Django connects until the last test.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import django
import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from jumpa.core import embedded

os.environ["JUMPA_SAMPLE"] = "1"
VAR_DIR = Path(__file__).parent / "var" / "test"
os.environ["JUMPA_VAR_DIR"] = str(VAR_DIR)
# Named here and not in pyproject.toml: there Django would read the settings before the lines above.
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
django.setup()

_database = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Start the private server, once for all of xdist's workers."""
    is_worker = hasattr(config, "workerinput")
    if not os.environ.get("DATABASE_URL") and not is_worker:
        _database.enter_context(embedded.running(VAR_DIR, durable=False))


def pytest_unconfigure() -> None:
    """Stop what was started."""
    _database.close()


_END_OTHER_SESSIONS = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND backend_type = 'client backend'
"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let transactional tests empty what is never emptied; changing it stays refused in tests.

    In the end nobody else may be in the database, which is dropped: a browser that is closed leaves
    its last request to a thread of the live server, with a connection.
    """
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger"
            " WHERE tgname LIKE '%is_never_emptied'"
        )
        for table, trigger in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(_END_OTHER_SESSIONS)
