"""A queue for things that have no row yet to lock."""

from django.db import connection


def lock_name(*parts: str) -> None:
    """Wait until no other transaction holds this name; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", ["|".join(parts)])
