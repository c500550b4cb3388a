"""How every command runs: with a database, and with a sentence for what stops it."""

import errno
import sys
from contextlib import AbstractContextManager, nullcontext

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError

from jumpa.core import embedded
from jumpa.core.serving.instance import CanNotServe

# These need no database, or care for it themselves.
_ON_THEIR_OWN = {"check", "collectstatic", "compilemessages", "help", "makemessages", "serve"}
# The machine says no: that needs no traceback.
_NOT_OUR_FAULT = {errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT, errno.EROFS}


def run(arguments: list[str]) -> None:
    """Run a management command; what stops the start is one sentence and exit status 1."""
    try:
        with _database(arguments):
            execute_from_command_line(arguments)
    except (ImproperlyConfigured, embedded.DatabaseUnavailable, CanNotServe) as error:
        sys.exit(f"jumpa: {error}")
    except OperationalError as error:
        _explain_database(error)
        raise
    except OSError as error:
        if error.errno not in _NOT_OUR_FAULT:
            raise
        sys.exit(f"jumpa: {error.filename or 'writing'}: {error.strerror}.")


def _explain_database(error: OperationalError) -> None:
    from jumpa.core import database

    if database.is_full(error):
        sys.exit("jumpa: The disk of the database is full.")
    if sentence := database.problem():
        sys.exit(f"jumpa: {sentence}")


def _database(arguments: list[str]) -> AbstractContextManager[object]:
    from django.conf import settings

    command = arguments[1] if len(arguments) > 1 else "help"
    if settings.DATABASE_URL or command in _ON_THEIR_OWN:
        return nullcontext()
    return embedded.running(settings.VAR_DIR)
