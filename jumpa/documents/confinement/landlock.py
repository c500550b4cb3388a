"""Which files this process and all it starts may touch: programs to read, its own folder to write.

Without this a hijacked reader could read what its user can: settings, letters, the environment of
the web server. See landlock(7); a kernel without it is no fault, the rest of the confinement holds.
"""

import ctypes
import os
import sys
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION = 1
_RULE_PATH_BENEATH = 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_FILE_ONLY = _EXECUTE | _WRITE_FILE | _READ_FILE
# The rights of the first version, REFER of the second and TRUNCATE of the third.
_RIGHTS = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF}
_SYSTEM = ("/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/alternatives")
_FONTS_AND_ZONES = ("/etc/fonts", "/etc/localtime", "/proc/self", "/proc/cpuinfo", "/sys/devices")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")


class _Ruleset(ctypes.Structure):
    _fields_ = (("handled", ctypes.c_uint64),)


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """The kernel's version of Landlock, 0 without it."""
    if sys.platform != "linux":
        return 0
    return max(_call(_CREATE_RULESET, None, 0, _VERSION), 0)


def apply() -> None:
    """Leave this process the files of Python, of the system's programs and of its folder.

    Raises:
        OSError: the kernel has Landlock and refuses it.
    """
    found = version()
    if not found:
        return
    handled = _RIGHTS[min(found, max(_RIGHTS))]
    ruleset = _Ruleset(handled)
    rules = _made(_call(_CREATE_RULESET, ctypes.byref(ruleset), ctypes.sizeof(ruleset), 0))
    for path in (*_SYSTEM, *_FONTS_AND_ZONES, *_own_programs()):
        _allow(rules, str(path), _READ & handled)
    for path in _DEVICES:
        _allow(rules, path, (_READ | _WRITE_FILE) & handled)
    _allow(rules, str(Path.cwd()), handled & ~_EXECUTE)
    _made(ctypes.CDLL(None, use_errno=True).prctl(38, *map(ctypes.c_ulong, (1, 0, 0, 0))))
    _made(_call(_RESTRICT_SELF, rules, 0))
    os.close(rules)


def _own_programs() -> set[Path]:
    """Where Python, its packages and our own tasks lie."""
    here = Path(__file__).resolve().parents[2]
    prefixes = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.exec_prefix)}
    return {here, *(path.resolve() for path in prefixes)}


def _allow(rules: int, path: str, rights: int) -> None:
    try:
        parent = os.open(path, getattr(os, "O_PATH", 0) | os.O_CLOEXEC)
    except OSError:
        return  # what is not there needs no permission
    if not os.path.isdir(path):
        rights &= _FILE_ONLY | (0x4000 & rights)
    rule = _Beneath(rights, parent)
    _made(_call(_ADD_RULE, rules, _RULE_PATH_BENEATH, ctypes.byref(rule), 0))
    os.close(parent)


def _call(*arguments: object) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    words = [ctypes.c_long(word) if isinstance(word, int) else word for word in arguments]
    return int(libc.syscall(*words))


def _made(answer: int) -> int:
    if answer < 0:
        raise OSError(ctypes.get_errno(), "landlock")
    return answer
