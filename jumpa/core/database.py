"""Whether the configured PostgreSQL can be used."""

from django.conf import settings
from django.db import NotSupportedError, OperationalError, connection

OLDEST = 15


def is_full(error: OperationalError) -> bool:
    """Whether the server has run out of disk; it stops altogether when its own log is hit."""
    return "No space left on device" in str(error)


def problem() -> str:
    """Why the database can't be used, as one sentence, or nothing."""
    try:
        connection.ensure_connection()
        version = connection.cursor().connection.info.server_version // 10_000
    except OperationalError as error:
        reason = str(error).strip().split("\n")[0]
        where = "server can't be used, check DATABASE_URL" if settings.DATABASE_URL else "is gone"
        return f"The database {where}: {reason}."
    except NotSupportedError:
        return f"The database server is too old: PostgreSQL {OLDEST} or newer is needed."
    if version < OLDEST:
        return f"The database server is PostgreSQL {version}; {OLDEST} or newer is needed."
    return ""
