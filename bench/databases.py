"""A database for each number of reservations, made once and kept until what it is made of changes.

Each is a copy of one template that has the tables and all that can be booked.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend
from psycopg import sql

from bench import catalogue, seed
from bench.stage import ROOT, database_name
from jumpa.core import embedded

TEMPLATE, SCRATCH = "bench_template", "bench_scratch"
_SOURCES = ("bench/catalogue.py", "bench/seed.py", "bench/databases.py")


@dataclass(frozen=True)
class Database:
    """One seeded database."""

    size: int
    url: str

    @cached_property
    def bare(self) -> psycopg.Connection:
        """A connection of psycopg alone."""
        return psycopg.connect(self.url, autocommit=True)

    @cached_property
    def _wrapper(self) -> BaseDatabaseWrapper:
        facts = {**connections.settings["default"], **embedded.connection(self.url, Path())}
        made: BaseDatabaseWrapper = load_backend(facts["ENGINE"]).DatabaseWrapper(facts, "default")
        return made

    @property
    def version(self) -> str:
        """Of the server, and whether a commit waits for the disk."""
        row = self.bare.execute("SHOW server_version").fetchone()
        fsync = self.bare.execute("SHOW fsync").fetchone()
        assert row is not None
        assert fsync is not None
        return f"{row[0]} (fsync {fsync[0]})"

    def use(self) -> None:
        """The product's next queries in this thread go to this database."""
        connections["default"] = self._wrapper

    def close(self) -> None:
        """Let go of both connections."""
        self.bare.close()
        self._wrapper.close()


def prepare(address: str, sizes: Sequence[int]) -> dict[int, Database]:
    """Seeded databases by size; those already there and made of the same are taken as they are.

    Args:
        address: of a database on the server, ``{}`` in place of its name.
    """
    mark = fingerprint()
    found = {size: Database(size, address.format(database_name(size))) for size in sizes}
    with psycopg.connect(address.format("postgres"), autocommit=True) as server:
        stale = [size for size in sizes if _comment(server, database_name(size)) != mark]
        if stale:
            _make_template(server, address, mark)
        for size in stale:
            _seed(server, address, size, mark)
    return found


def fingerprint() -> str:
    """Changes with the tables, the seed and the day of the week's Monday."""
    digest = hashlib.sha256(str(seed.first_monday()).encode())
    for path in [
        *(ROOT / name for name in _SOURCES),
        *sorted(ROOT.glob("jumpa/*/migrations/*.py")),
    ]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _make_template(server: psycopg.Connection, address: str, mark: str) -> None:
    if _comment(server, TEMPLATE) != mark:
        _make(server, TEMPLATE, None, mark, lambda: _fill(address, TEMPLATE, _foundations))


@contextmanager
def scratch(address: str) -> Iterator[Database]:
    """A database with the tables and what can be booked, to write into; gone after the block."""
    mark = fingerprint()
    found = Database(0, address.format(SCRATCH))
    with psycopg.connect(address.format("postgres"), autocommit=True) as server:
        _make_template(server, address, mark)
        _make(server, SCRATCH, TEMPLATE, mark, lambda: None)
        before = connections["default"]
        found.use()
        try:
            yield found
        finally:
            connections["default"] = before
            found.close()
            server.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(SCRATCH)))


def _seed(server: psycopg.Connection, address: str, size: int, mark: str) -> None:
    started, name = time.monotonic(), database_name(size)
    print(f"  {size:,} reservations …", flush=True)

    def fill() -> None:
        with psycopg.connect(address.format(name), autocommit=True) as connection:
            seed.fill(connection, size)

    _make(server, name, TEMPLATE, mark, fill)
    print(f"    took {time.monotonic() - started:.0f} s", flush=True)


def _make(
    server: psycopg.Connection,
    name: str,
    template: str | None,
    mark: str,
    fill: Callable[[], None],
) -> None:
    """Make a database anew; the mark that it is whole comes last."""
    new = sql.Identifier(name)
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(new))
    command = sql.SQL("CREATE DATABASE {}").format(new)
    if template:
        command += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
    server.execute(command)
    fill()
    server.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(new, sql.Literal(mark)))


def _comment(server: psycopg.Connection, name: str) -> str | None:
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    row = server.execute(query, [name]).fetchone()
    return row[0] if row else None


def _fill(address: str, name: str, work: Callable[[], None]) -> None:
    database = Database(0, address.format(name))
    before = connections["default"]
    database.use()
    try:
        work()
    finally:
        connections["default"] = before
        database.close()


def _foundations() -> None:
    print("  tables, rooms, operators, equipment …", flush=True)
    call_command("migrate", interactive=False, verbosity=0)
    with open(os.devnull, "w") as nowhere:
        call_command("publish_sops", stdout=nowhere)
    catalogue.make()


@contextmanager
def opened(address: str, sizes: Sequence[int]) -> Iterator[dict[int, Database]]:
    """Seeded databases by size, closed after the block."""
    found = prepare(address, sizes)
    try:
        yield found
    finally:
        for one in found.values():
            one.close()
