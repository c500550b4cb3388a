"""200 clients × 500 rounds against a real database of their own: ``make storm``. See README.md."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlsplit, urlunsplit

import django
import psycopg
from django.conf import settings

from jumpa.core import embedded
from jumpa.core.embedded.places import socket_dir

DATABASE = "jumpa_storm"
SPARE = 20


def main() -> int:
    """Run it; 0 where nothing went wrong (in the control: where the harm shows)."""
    args = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("JUMPA_SAMPLE", "1")
    with TemporaryDirectory() as folder, _database(Path(folder), args.clients + SPARE) as url:
        os.environ["DATABASE_URL"] = url
        django.setup()
        settings.MEDIA_ROOT = folder
        # What follows imports models, which only stand once Django is set up.
        return int(import_module("tests.races.storming").conduct(args))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--control", action="store_true", help="without constraint and locks")
    return parser.parse_args()


@contextmanager
def _database(folder: Path, connections: int) -> Iterator[str]:
    """A new, empty database: on the server of ``DATABASE_URL``, or on a private one."""
    given = os.environ.get("DATABASE_URL", "")
    if given:
        yield _fresh(urlunsplit(urlsplit(given)._replace(path=f"/{DATABASE}")), connections)
        return
    with embedded.running(folder, durable=False, connections=connections):
        host = quote(str(socket_dir(folder)), safe="")
        yield _fresh(f"postgresql://postgres@localhost/{DATABASE}?host={host}", connections)


def _fresh(url: str, connections: int) -> str:
    server = urlunsplit(urlsplit(url)._replace(path="/postgres"))
    with psycopg.connect(server, autocommit=True) as connection:
        row = connection.execute("SHOW max_connections").fetchone()
        if row is None or int(row[0]) < connections:
            sys.exit(f"storm: the server must allow {connections} connections (max_connections).")
        connection.execute(f'DROP DATABASE IF EXISTS "{DATABASE}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{DATABASE}"')
    return url


if __name__ == "__main__":
    sys.exit(main())
