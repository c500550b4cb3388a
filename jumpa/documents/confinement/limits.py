"""What a confined task may cost, and the limits that the kernel keeps for us."""

import math
import resource
from dataclasses import dataclass
from typing import Literal

Reason = Literal["time", "memory", "crash", "busy", "unavailable"]

# The program, its libraries and the guard beside it are resident too, and are no data.
_MB_BESIDE_DATA = 56


@dataclass(frozen=True)
class Limits:
    """For the child and all that it starts, together.

    ``answer_mb`` bounds the answer, and each file that the child writes.
    """

    cpu_seconds: float = 5
    memory_mb: int = 256
    wall_seconds: int = 20
    answer_mb: int = 32
    processes: int = 8


class ConfinementError(Exception):
    """A task gave no answer.

    ``reason`` is "time" or "memory" for what it used up, "crash" for a task that failed or wrote
    nonsense, "busy" when too many run at once, "unavailable" when this system cannot confine.
    ``cpu_seconds`` and ``peak_kib`` are what it had cost by then; ``detail`` is for the log.
    """

    def __init__(
        self, reason: Reason, detail: str = "", cpu_seconds: float = 0.0, peak_kib: int = 0
    ) -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail
        self.cpu_seconds = cpu_seconds
        self.peak_kib = peak_kib


_LEAST_SECONDS = 0.3
"""What a child needs to look at anything at all."""


@dataclass
class Purse:
    """The CPU seconds that all looks at one file share, ``spent`` so far."""

    spent: float = 0.0

    def limits(self, *, spare: float = 0.0) -> Limits:
        """What the next look may cost, when ``spare`` seconds are left for those after it.

        Raises:
            ConfinementError: nothing is left.
        """
        left = Limits.cpu_seconds - self.spent - spare
        if left < _LEAST_SECONDS:
            raise ConfinementError("time", "the looks before it used up the time")
        return Limits(cpu_seconds=left)


def apply(limits: Limits) -> None:
    """Bind this process, and each that it starts, for ever.

    The address space is bounded generously: libraries map far more than they use, and data is what
    counts. The number of processes is not bounded here, for the kernel would count all those of
    the user, the web server among them; the guard counts them instead.
    """
    seconds = math.ceil(limits.cpu_seconds)
    data = max(limits.memory_mb - _MB_BESIDE_DATA, 16) * 1024 * 1024
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_DATA, data),
        (resource.RLIMIT_AS, 4 * limits.memory_mb * 1024 * 1024),
        (resource.RLIMIT_STACK, 8 * 1024 * 1024),
        (resource.RLIMIT_FSIZE, limits.answer_mb * 1024 * 1024),
        (resource.RLIMIT_NOFILE, 64),
    ):
        _lower(what, most)


def _lower(what: int, most: int) -> None:
    """Set the limit, and never raise one that is lower already."""
    hard = resource.getrlimit(what)[1]
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (bound, bound))
