"""Few confined tasks at once on one machine, so that many hostile files do not eat it.

A turn is a locked file, one for each place: all processes of a machine share them, the kernel
gives a turn back when its process dies, and no database connection is held while waiting.
"""

import fcntl
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jumpa.documents.confinement.limits import ConfinementError

WAIT_SECONDS = 20.0
_POLL_SECONDS = 0.05


def places() -> int:
    """How many tasks run at once: as many as the machine has processors."""
    return os.cpu_count() or 1


def folder() -> Path:
    """A folder that is this user's alone.

    Raises:
        ConfinementError: someone else has made it.
    """
    found = Path(tempfile.gettempdir()) / f"jumpa-turns-{os.getuid()}"
    found.mkdir(mode=0o700, exist_ok=True)
    if found.is_symlink() or found.stat().st_uid != os.getuid():
        raise ConfinementError("unavailable", f"{found} is not ours")
    return found


@contextmanager
def turn(*, seconds: float | None = None, most: int | None = None) -> Iterator[None]:
    """Wait for a place and hold it.

    Args:
        seconds: how long to wait, ``WAIT_SECONDS`` unless told.
        most: how many places there are.

    Raises:
        ConfinementError: "busy" when no place came free in time.
    """
    until = time.monotonic() + (WAIT_SECONDS if seconds is None else seconds)
    held = _taken(most or places())
    while held is None:
        if time.monotonic() > until:
            raise ConfinementError("busy", "too many files are being read")
        time.sleep(_POLL_SECONDS)
        held = _taken(most or places())
    try:
        yield
    finally:
        os.close(held)


def _taken(count: int) -> int | None:
    """A locked place, or None when all are taken."""
    for place in range(count):
        handle = os.open(folder() / str(place), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
        else:
            return handle
    return None
