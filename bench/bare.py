"""Bare inserts: rows that the product made, written again by psycopg under the same locks."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

OWNER = "contender-"
_ALLOCATION = ("ref", "owner", "event", "need", "label", "state", "created_at")
_RESERVATION = (
    "resource_id",
    "during",
    "event",
    "state",
    "is_pinned",
    "is_offer",
    "owner",
    "label",
    "expires_at",
    "created_at",
)
_RECORD = (
    "at",
    "person_ref",
    "person_name",
    "office_key",
    "office_title",
    "verb",
    "subject",
    "owner",
    "before",
    "after",
)

_LOCK = "SELECT id FROM scheduling_{} WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"


@dataclass(frozen=True)
class Rows:
    """All that one allocation wrote, and the pools and rooms that it locked."""

    owner: str
    allocation: tuple[Any, ...]
    reservations: tuple[tuple[Any, ...], ...]
    records: tuple[tuple[Any, ...], ...]
    pools: tuple[int, ...]
    rooms: tuple[int, ...]

    def without_trail(self) -> "Rows":
        """The same without the audit trail's rows."""
        return replace(self, records=())


def newest_record(connection: psycopg.Connection) -> int:
    """The number of the newest entry of the audit trail."""
    row = connection.execute("SELECT coalesce(max(id), 0) FROM core_auditentry").fetchone()
    assert row is not None
    return int(row[0])


def remove(connection: psycopg.Connection) -> None:
    """Take away what contenders made; the trail, which nobody can empty, stays."""
    for table in ("scheduling_reservation", "scheduling_allocation"):
        connection.execute(f"DELETE FROM {table} WHERE owner LIKE %s".encode(), [f"{OWNER}%"])
        connection.execute(f"VACUUM ANALYZE {table}".encode())


def rows_of(connection: psycopg.Connection, mark: int) -> list[Rows]:
    """What contenders have made, in the order of the making, one for each allocation.

    Args:
        mark: the newest entry of the audit trail before they began.
    """
    allocations = _read(connection, "scheduling_allocation", "true", {})
    found = []
    for one in allocations:
        facts = {"allocation": one["id"], "owner": one["owner"], "mark": mark}
        reservations = _read(
            connection, "scheduling_reservation", "allocation_id = %(allocation)s", facts
        )
        resources = [row["resource_id"] for row in reservations]
        rooms, pools = _locked(connection, resources)
        records = _read(connection, "core_auditentry", "owner = %(owner)s AND id > %(mark)s", facts)
        found.append(
            Rows(
                one["owner"],
                _values(one, _ALLOCATION),
                tuple(_values(row, _RESERVATION) for row in reservations),
                tuple(_values(row, _RECORD) for row in records),
                pools,
                rooms,
            )
        )
    return found


def _read(
    connection: psycopg.Connection, table: str, condition: str, facts: dict[str, Any]
) -> list[dict[str, Any]]:
    query = f"SELECT * FROM {table} WHERE owner LIKE '{OWNER}%%' AND {condition} ORDER BY id"
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(query.encode(), facts).fetchall()


def _locked(
    connection: psycopg.Connection, resources: Sequence[int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    query = "SELECT id, pool_id FROM scheduling_resource WHERE id = ANY(%s) ORDER BY id"
    rows = connection.execute(query, [list(resources)]).fetchall()
    rooms = tuple(pk for pk, pool in rows if pool is None)
    return rooms, tuple(sorted({pool for _, pool in rows if pool is not None}))


def _values(row: dict[str, Any], names: Sequence[str]) -> tuple[Any, ...]:
    values = (row[name] for name in names)
    return tuple(Jsonb(one) if isinstance(one, dict | list) else one for one in values)


@contextmanager
def inserting() -> Iterator[Callable[[Rows], None]]:
    """A client of its own that inserts."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        yield lambda rows: _write(connection, rows)


def _write(connection: psycopg.Connection, rows: Rows) -> None:
    """One transaction: the locks that the product takes, then its rows, each table's at once."""
    owner = f"scheduling:{rows.owner}"
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [owner])
        cursor.execute(_LOCK.format("pool").encode(), [list(rows.pools)])
        cursor.execute(_LOCK.format("resource").encode(), [list(rows.rooms)])
        cursor.execute(*_insert("scheduling_allocation", _ALLOCATION, [rows.allocation], "id"))
        (allocation,) = cursor.fetchone() or (None,)
        reservations = [(*one, allocation) for one in rows.reservations]
        names = (*_RESERVATION, "allocation_id")
        cursor.execute(*_insert("scheduling_reservation", names, reservations))
        if rows.records:
            cursor.execute(*_insert("core_auditentry", _RECORD, rows.records))


def _insert(
    table: str, names: Sequence[str], rows: Sequence[tuple[Any, ...]], returning: str = ""
) -> tuple[bytes, list[Any]]:
    row = f"({', '.join(['%s'] * len(names))})"
    query = f"INSERT INTO {table} ({', '.join(names)}) VALUES {', '.join([row] * len(rows))}"
    if returning:
        query += f" RETURNING {returning}"
    return query.encode(), [value for one in rows for value in one]
