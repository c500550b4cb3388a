"""The guard's eyes: what a process and all its offspring use, and their end."""

import ctypes
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jumpa.documents.confinement.limits import Limits, Reason

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_POLL_SECONDS = 0.02
# Ended a little early: until the next look another process may use what is left.
_EARLY_SECONDS = 0.1
_EARLY_KIB = 8 * 1024
_NEARLY = 0.75
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE_KIB = os.sysconf("SC_PAGE_SIZE") // 1024


@dataclass(frozen=True)
class Ended:
    """How a task ended: ``reason`` when it was ended, else its exit ``code`` (signal: below 0)."""

    reason: Reason | None
    code: int
    cpu_seconds: float
    peak_kib: int


def adopt_orphans() -> None:
    """Whoever leaves its parent becomes our child, so nobody gets away; die with the caller."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, ctypes.c_ulong(1))
        die_with_parent()


def die_with_parent() -> None:
    """Be killed when the process above ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGKILL))


def guard(pid: int, limits: Limits) -> Ended:
    """Watch ``pid`` and its offspring until it ends or breaks a limit; then nobody is left.

    Args:
        limits: ``cpu_seconds`` and ``memory_mb`` count for all of them and this process together.
    """
    until = time.monotonic() + limits.wall_seconds
    peak = 0
    reason: Reason | None = None
    status = None
    while status is None and reason is None:
        _wait()
        status = _status(pid)
        family = list(_offspring(os.getpid()))
        seconds, kib = _used(family)
        peak = max(peak, kib)
        reason = _broken(limits, seconds, kib, family) if status is None else None
        if status is None and time.monotonic() > until:
            reason = "time"
    if reason:
        _end(pid)
        status = os.waitpid(pid, 0)[1]
    _end_all()
    return _sum_up(reason, os.waitstatus_to_exitcode(status or 0), peak, limits)


def _wait() -> None:
    """Until a child ends, and never long."""
    if sys.platform == "linux":
        signal.sigtimedwait({signal.SIGCHLD}, _POLL_SECONDS)
    else:
        time.sleep(_POLL_SECONDS)


def _status(pid: int) -> int | None:
    """Reap orphans that ended; the status of ``pid`` when it is among them."""
    try:
        ended, status = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return 0
    return status if ended else None


def _broken(limits: Limits, seconds: float, kib: int, family: list[int]) -> Reason | None:
    if seconds > limits.cpu_seconds - _EARLY_SECONDS:
        return "time"
    if kib > limits.memory_mb * 1024 - _EARLY_KIB or len(family) > limits.processes:
        return "memory"
    return "memory" if _room_bytes() > 2 * limits.answer_mb * 1024 * 1024 else None


def _room_bytes() -> int:
    """What lies in the folder that the task may write to."""
    total = 0
    for path in os.scandir("."):
        try:
            total += path.stat(follow_symlinks=False).st_size
        except OSError:
            continue
    return total


def _sum_up(reason: Reason | None, code: int, peak: int, limits: Limits) -> Ended:
    own, theirs = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    seconds = own.ru_utime + own.ru_stime + theirs.ru_utime + theirs.ru_stime
    if reason is None and code == -signal.SIGKILL and seconds > limits.cpu_seconds - 1:
        reason = "time"  # by the kernel's own limit
    theirs_kib = theirs.ru_maxrss if sys.platform == "linux" else theirs.ru_maxrss // 1024
    peak = max(peak, _own_kib() + theirs_kib)
    if reason is None and code < 0 and peak > _NEARLY * limits.memory_mb * 1024:
        reason = "memory"  # libraries in C abort when they are given no more
    return Ended(reason, code, round(seconds, 3), peak)


def _own_kib() -> int:
    """What this guard itself keeps; not getrusage, which counts who called exec, too."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE_KIB
    except OSError:
        return 0


def _used(family: list[int]) -> tuple[float, int]:
    """Seconds and resident KiB of these processes and this one."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    gone = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = own.ru_utime + own.ru_stime + gone.ru_utime + gone.ru_stime
    kib = 0
    for pid in (os.getpid(), *family):
        try:
            stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        fields = stat.rpartition(")")[2].split()
        if pid != os.getpid():
            seconds += sum(map(int, fields[11:15])) / _TICKS
        kib += int(fields[21]) * _PAGE_KIB
    return seconds, kib


def _offspring(pid: int) -> Iterator[int]:
    """All processes beneath ``pid``."""
    for task in _names(f"/proc/{pid}/task"):
        try:
            listed = Path(f"/proc/{pid}/task/{task}/children").read_text(encoding="ascii")
        except OSError:
            continue
        for child in map(int, listed.split()):
            yield child
            yield from _offspring(child)


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _end_all() -> None:
    """Kill and reap whoever is left; an orphan's own children come to us in turn."""
    while True:
        for pid in _offspring(os.getpid()):
            _end(pid)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return
