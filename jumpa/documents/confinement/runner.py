"""Start a confined task, wait for it, and take nothing it says on trust but its shape."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from jumpa.documents.confinement.limits import ConfinementError, Limits
from jumpa.documents.confinement.queueing import turn

PATH = "/usr/local/bin:/usr/bin:/bin"
"""Where a task finds programs, such as tesseract."""
_CHILD = Path(__file__).with_name("child.py")
# The guard ends its task at the wall limit; when the guard itself hangs we end both.
_GRACE_SECONDS = 5


@dataclass(frozen=True)
class Confined:
    """A task's ``answer`` (JSON) and its cost: of the child, all it started, and their guard."""

    answer: Any
    cpu_seconds: float
    peak_kib: int


def run_confined(
    task: str,
    content: bytes,
    options: Mapping[str, Any] | None = None,
    *,
    limits: Limits | None = None,
    patience: float | None = None,
) -> Confined:
    """Run one task of ``tasks/`` over ``content`` in a child that can cost and reach little.

    Args:
        task: name of a file in ``tasks/``, or a whole module name.
        options: what the task takes beside the bytes, as JSON. It is told ``cpu_seconds`` too, what
            it may cost, so that it can end by itself with what it has.
        patience: seconds to wait for a turn; by default what a person will wait.

    Raises:
        ConfinementError: it used up its time or memory, or crashed; or its turn never came.
    """
    bounds = limits or Limits()
    order = {
        "task": task if "." in task else f"jumpa.documents.confinement.tasks.{task}",
        "options": {"cpu_seconds": bounds.cpu_seconds, **(options or {})},
        "limits": asdict(bounds),
        "may_be_weak": _may_be_weak(),
    }
    with (
        turn(seconds=patience),
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryDirectory(prefix="jumpa-") as room,
    ):
        given.write(json.dumps(order).encode() + b"\n" + content)
        given.seek(0)
        report = _watched(_start(given, answer, room), bounds)
        cost = (float(report["cpu_seconds"]), int(report["peak_kib"]))
        if report["reason"]:
            detail = report["detail"] + " " + _read(answer, bounds)[:500].decode(errors="replace")
            raise ConfinementError(report["reason"], detail.strip(), *cost)
        return Confined(_parsed(_read(answer, bounds), cost), *cost)


def _may_be_weak() -> bool:
    """Where there is no filter of system calls only the sample office may read files."""
    if os.uname().sysname == "Linux":
        return False
    # The child imports this package, and knows no Django.
    from django.conf import settings

    return bool(settings.SAMPLE)


def _start(given: IO[bytes], answer: IO[bytes], room: str) -> subprocess.Popen[bytes]:
    """The child: nothing of our environment, no open file of ours, a session of its own."""
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-I", "-B", str(_CHILD)],
        stdin=given,
        stdout=answer,
        stderr=subprocess.PIPE,
        cwd=room,
        env={"PATH": PATH, "LANG": "C.UTF-8", "TMPDIR": room, "OMP_THREAD_LIMIT": "1"},
        start_new_session=True,
    )


def _watched(process: subprocess.Popen[bytes], limits: Limits) -> dict[str, Any]:
    """The guard's report; a guard that gives none has crashed."""
    try:
        _, told = process.communicate(timeout=limits.wall_seconds + _GRACE_SECONDS)
    except BaseException as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        if isinstance(error, subprocess.TimeoutExpired):
            raise ConfinementError("time", "the guard gave no report") from None
        raise
    try:
        report: dict[str, Any] = json.loads(told)
    except ValueError:
        raise ConfinementError("crash", told.decode(errors="replace")[-500:]) from None
    return report


def _read(answer: IO[bytes], limits: Limits) -> bytes:
    answer.seek(0)
    return answer.read(limits.answer_mb * 1024 * 1024 + 1)


def _parsed(told: bytes, cost: tuple[float, int]) -> Any:
    try:
        return json.loads(told)
    except (ValueError, RecursionError):
        raise ConfinementError("crash", "the answer is no JSON", *cost) from None
