"""Who uses the private server. The first starts it, the last stops it, and none counts wrong.

Each user holds a shared lock on one file for as long as it lives; the kernel drops it even when the
process is killed. Whoever leaves and can have that lock alone was the last.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from jumpa.core.embedded.errors import DatabaseUnavailable
from jumpa.core.embedded.places import Place, prepare
from jumpa.core.embedded.server import CONNECTIONS, Server


@contextmanager
def running(
    var_dir: Path, *, durable: bool = True, connections: int = CONNECTIONS
) -> Iterator[Server]:
    """The private server of ``var_dir`` runs inside the block.

    Args:
        durable: False for tests, where a crash of the machine may lose all.
        connections: how many clients it lets in at once.

    Raises:
        DatabaseUnavailable: it can't be started; the message is a sentence.
    """
    with _refusals_as_sentences():
        place = prepare(var_dir)
        users = (place.home / "users").open("a")
    with users:
        fcntl.flock(users, fcntl.LOCK_SH)
        server = Server(place, durable=durable, connections=connections)
        try:
            _start(server)
            yield server
        finally:
            with _alone(place):
                if _is_last(users):
                    server.stop()


def ensure_started(var_dir: Path, *, durable: bool = True) -> None:
    """Start the private server if it doesn't run, and leave it running."""
    with _refusals_as_sentences():
        place = prepare(var_dir)
    _start(Server(place, durable=durable))


def _start(server: Server) -> None:
    with _refusals_as_sentences(), _alone(server.place):
        server.start()


@contextmanager
def _alone(place: Place) -> Iterator[None]:
    with (place.home / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_last(users: IO[str]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _refusals_as_sentences() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise DatabaseUnavailable(
            f"The private database can't be started: {where}{error.strerror}."
        ) from error
