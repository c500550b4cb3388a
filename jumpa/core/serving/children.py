"""The processes that do the work, and what a killed run left of them."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import psutil

_STOP_SECONDS = 10.0


class Children:
    """Child processes, each in a session of its own: Ctrl-C is for the parent, which stops them.

    Args:
        root: the folder they run in.
        record: the file that lists them, for the next start after this one was killed.
    """

    def __init__(self, root: Path, record: Path) -> None:
        self._root = root
        self._record = record
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: Sequence[str], env: dict[str, str]) -> None:
        """Start one under a name to speak of it by."""
        self._running[name] = subprocess.Popen(  # noqa: S603
            command, cwd=self._root, env=env, stdin=subprocess.DEVNULL, start_new_session=True
        )
        self._record.write_text(json.dumps([child.pid for child in self._running.values()]))

    def ended(self) -> tuple[str, int] | None:
        """Name and exit status of one that has ended by itself."""
        for name, child in self._running.items():
            if (status := child.poll()) is not None:
                return name, status
        return None

    def stop(self) -> None:
        """Ask all to end, wait, and end those that don't, with all that they started."""
        for child in self._running.values():
            child.terminate()
        give_up = time.monotonic() + _STOP_SECONDS
        for child in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, give_up - time.monotonic()))
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        self._record.unlink(missing_ok=True)

    def end_leftovers(self) -> int:
        """End what a killed run left behind; returns how many processes that were."""
        try:
            groups = set(json.loads(self._record.read_text()))
        except (OSError, ValueError):
            return 0
        left = [process for process in psutil.process_iter() if self._is_left(process, groups)]
        for process in left:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(left, timeout=_STOP_SECONDS)
        self._record.unlink(missing_ok=True)
        return len(left)

    def _is_left(self, process: psutil.Process, groups: set[int]) -> bool:
        """Of a recorded process group, and in our folder: the number may be someone else's now."""
        try:
            return os.getpgid(process.pid) in groups and process.cwd() == str(self._root)
        except (OSError, psutil.Error):
            return False
