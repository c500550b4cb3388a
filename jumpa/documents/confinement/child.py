"""The program that is started for one task: a guard that forks the one who works, and watches it.

Stdin: a line of JSON (task, options, limits), then the bytes. Stdout: the task's answer as JSON,
a regular file. Stderr: the guard's report as JSON. Run by its path, in isolated mode, so that no
variable and no folder of the caller has a say in what is imported.

The one who works is forked without exec from this small process: only so is its peak of memory its
own, for the kernel counts that of whoever calls exec as the new program's.
"""

import json
import os
import signal
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from jumpa.documents.confinement import landlock, limits, seccomp, watch

_NO_MEMORY, _NOT_CONFINED, _FAILED = 71, 72, 73


def main() -> None:
    """Guard one task."""
    order = json.loads(sys.stdin.buffer.readline())
    bounds = limits.Limits(**order["limits"])
    watch.adopt_orphans()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    pid = os.fork()
    if pid == 0:
        os._exit(_work(order, bounds))
    reason = watch.guard(pid, bounds)
    sys.stderr.write(json.dumps(_report(reason)))


def _report(ended: watch.Ended) -> dict[str, Any]:
    codes = {_NO_MEMORY: "memory", _NOT_CONFINED: "unavailable", 0: ""}
    reason = ended.reason or codes.get(ended.code, "crash")
    return {
        "reason": reason,
        "detail": f"exit {ended.code}" if reason == "crash" else "",
        "cpu_seconds": ended.cpu_seconds,
        "peak_kib": ended.peak_kib,
    }


def _work(order: Mapping[str, Any], bounds: limits.Limits) -> int:
    """Confine this process, and only then look at the bytes."""
    answer = _take_stdout()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    task = import_module(order["task"])
    try:
        watch.die_with_parent()
        os.nice(5)
        limits.apply(bounds)
        if sys.platform == "linux":
            landlock.apply()
            seccomp.apply(programs=getattr(task, "STARTS_PROGRAMS", False))
        elif not order["may_be_weak"]:
            return _NOT_CONFINED
    except (OSError, ValueError):
        return _NOT_CONFINED
    try:
        found = task.run(sys.stdin.buffer.read(), order["options"])
        with os.fdopen(answer, "w", encoding="utf-8") as stream:
            json.dump(found, stream)
    except MemoryError:
        return _NO_MEMORY
    except BaseException as error:  # whatever a hostile file makes a library raise
        os.ftruncate(answer, 0)
        os.pwrite(answer, repr(error)[:500].encode(errors="replace"), 0)
        return _FAILED
    return 0


def _take_stdout() -> int:
    """Keep stdout for the answer; what a library prints goes nowhere."""
    answer = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return answer


if __name__ == "__main__":
    main()
