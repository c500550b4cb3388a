"""A filter of system calls for this process and all it starts: no network, no other processes.

Written with prctl(2) and ctypes, so that no library is needed; see seccomp(2).
"""

import ctypes
import errno
import platform
import sys
from collections.abc import Iterator

from jumpa.documents.confinement.syscalls import MACHINES, Machine

_PR_SET_SECCOMP = 22
_PR_GET_SECCOMP = 21
_PR_SET_NO_NEW_PRIVS = 38
_MODE_FILTER = 2
_ALLOW = 0x7FFF0000
_KILL = 0x80000000
_ERRNO = 0x00050000
_LOAD = 0x20
_EQUAL = 0x15
_AT_LEAST = 0x35
_HAS_BITS = 0x45
_RETURN = 0x06
_AT_NUMBER, _AT_MACHINE, _AT_FIRST_ARGUMENT = 0, 4, 16
_X32_CALLS = 0x40000000
_CLONE_THREAD = 0x00010000

Instruction = tuple[int, int, int, int]
"""Operation, steps to skip when true, when false, and the value."""


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("jt", ctypes.c_uint8),
        ("jf", ctypes.c_uint8),
        ("k", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("filter", ctypes.POINTER(_Instruction)))


def machine() -> Machine | None:
    """The table of this machine, or None where we have no filter."""
    return MACHINES.get(platform.machine()) if sys.platform == "linux" else None


def is_possible() -> bool:
    """Whether this system takes filters: Linux, a machine we know, a kernel that has them."""
    return machine() is not None and _prctl(_PR_GET_SECCOMP) >= 0


def program_for(found: Machine, *, programs: bool) -> Iterator[Instruction]:
    """The filter: unknown machine ends the process, denied calls fail with "not permitted"."""
    refuse = (_RETURN, 0, 0, _ERRNO | errno.EPERM)
    yield from ((_LOAD, 0, 0, _AT_MACHINE), (_EQUAL, 1, 0, found.audit), (_RETURN, 0, 0, _KILL))
    yield (_LOAD, 0, 0, _AT_NUMBER)
    if found is MACHINES["x86_64"]:
        yield from ((_AT_LEAST, 0, 1, _X32_CALLS), refuse)
    for number in found.denied.values():
        yield from ((_EQUAL, 0, 1, number), refuse)
    if not programs:
        for number in found.programs.values():
            yield from ((_EQUAL, 0, 1, number), refuse)
        yield from ((_EQUAL, 0, 1, found.clone3), (_RETURN, 0, 0, _ERRNO | errno.ENOSYS))
        # A thread is no process: clone(2) with this bit is let through.
        yield from ((_EQUAL, 0, 3, found.clone), (_LOAD, 0, 0, _AT_FIRST_ARGUMENT))
        yield from ((_HAS_BITS, 1, 0, _CLONE_THREAD), refuse)
    yield (_RETURN, 0, 0, _ALLOW)


def apply(*, programs: bool) -> None:
    """Put the filter on this process; it cannot be taken off again.

    Args:
        programs: whether the process may start others.

    Raises:
        OSError: the system takes no filter.
    """
    found = machine()
    if found is None:
        raise OSError(errno.ENOSYS, "no filter of system calls for this machine")
    lines = [_Instruction(*line) for line in program_for(found, programs=programs)]
    listed = (_Instruction * len(lines))(*lines)
    program = _Program(len(lines), listed)
    for call in ((_PR_SET_NO_NEW_PRIVS, 1), (_PR_SET_SECCOMP, _MODE_FILTER, program)):
        if _prctl(*call) != 0:
            raise OSError(ctypes.get_errno(), "the system takes no filter of system calls")


def _prctl(what: int, first: int = 0, second: _Program | None = None) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    pointer = ctypes.byref(second) if second is not None else None
    word = ctypes.c_ulong
    return int(libc.prctl(what, word(first), pointer, word(0), word(0)))
