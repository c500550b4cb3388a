"""Whether the configured PostgreSQL can be used."""

from django.db import NotSupportedError, OperationalError, connection

OLDEST = 15


def problem() -> str:
    """Why the database can't be used, as one sentence, or nothing."""
    try:
        connection.ensure_connection()
        version = connection.cursor().connection.info.server_version // 10_000
    except OperationalError as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        reason = lines[0] if lines else "no reason given"
        return f"The database server can't be used, check DATABASE_URL: {reason}."
    except NotSupportedError:
        return f"The database server is too old: PostgreSQL {OLDEST} or newer is needed."
    if version < OLDEST:
        return f"The database server is PostgreSQL {version}; {OLDEST} or newer is needed."
    return ""
