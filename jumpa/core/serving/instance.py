"""One run per folder, on a port that is free."""

import errno
import fcntl
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOST = "127.0.0.1"


class CanNotServe(Exception):
    """The start is refused, or a part has ended by itself; the message is a sentence."""


@contextmanager
def only_one(var_dir: Path, address: str) -> Iterator[None]:
    """Hold this folder's run; the kernel lets go of it even when the process is killed.

    Raises:
        CanNotServe: another run holds it; says at which address.
    """
    var_dir.mkdir(parents=True, exist_ok=True)
    with (var_dir / "serve.lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise CanNotServe(
                f"Jumpa already runs from this folder, at {lock.read() or 'an unknown address'}. "
                "Stop it with Ctrl-C before starting it again."
            ) from None
        lock.truncate(0)
        lock.write(address)
        lock.flush()
        yield


def require_free(port: int) -> None:
    """Refuse a port that can't be listened on.

    Raises:
        CanNotServe: taken, reserved or no port at all; names another one to try.
    """
    if not 1 <= port <= 65_535:
        raise CanNotServe(f"{port} is no port: choose one from 1024 to 65535.")
    other = port + 1 if 1024 <= port < 65_535 else 8001
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            reasons = {
                errno.EADDRINUSE: f"Port {port} is taken by another program.",
                errno.EACCES: f"Port {port} is reserved for the system.",
            }
            reason = reasons.get(error.errno or 0, f"Port {port} can't be used: {error.strerror}.")
            raise CanNotServe(f"{reason} Choose another: make serve PORT={other}") from None
