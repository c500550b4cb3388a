"""A confined task of the tests' own: it does what a hijacked reader would try."""

import ctypes
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

_IO_URING_SETUP = 425
TASKS = ("inspect", "preview", "read_letter", "check_signatures", "take_pages")
SPIN = "while True: pass"


def run(content: bytes, options: Mapping[str, Any]) -> Any:
    found = _DEEDS[options["do"]](options.get("with"))
    return f"{found.__class__.__name__}" if isinstance(found, Exception) else found


def attempt(deed: Any, *arguments: Any) -> str:
    """What came of it, as a word."""
    try:
        deed(*arguments)
    except (OSError, subprocess.SubprocessError) as error:
        return type(error).__name__
    return "done"


def open_sockets(_: Any = None) -> dict[str, str]:
    families = (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX)
    found = {family.name: attempt(open_socket, family) for family in families}
    return {**found, "pair": attempt(lambda: [end.close() for end in socket.socketpair()])}


def open_socket(family: int) -> None:
    socket.socket(family).close()


def io_uring(_: Any = None) -> int:
    """The error of a call without arguments; 1 is "not permitted"."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall(_IO_URING_SETUP, 0, None)
    return ctypes.get_errno()


def read_file(path: str) -> str:
    return attempt(Path(path).read_bytes)


def write_file(path: str) -> str:
    return attempt(Path(path).write_bytes, b"x")


def start_program(_: Any = None) -> str:
    return attempt(subprocess.run, ["/bin/true"])


def socket_of_a_program(_: Any = None) -> int:
    """What a started program answers when it opens a socket: 0 for success."""
    code = "import socket; socket.socket()"
    return subprocess.run([sys.executable, "-I", "-c", code], stderr=subprocess.DEVNULL).returncode


def spin(seconds: float) -> str:
    while time.process_time() < seconds:
        pass
    return "done"


def spin_with_programs(count: int) -> str:
    started = [subprocess.Popen([sys.executable, "-I", "-c", SPIN]) for _ in range(count)]
    for process in started:
        process.wait()
    return "done"


def start_many(count: int) -> str:
    started = [subprocess.Popen(["/bin/sleep", "30"]) for _ in range(count)]
    return str([process.wait() for process in started])


def leave_one_behind(_: Any = None) -> int:
    """Start a program that leaves session and parent."""
    code = "import os, time; os.setsid(); print(os.getpid(), flush=True); time.sleep(300)"
    process = subprocess.Popen([sys.executable, "-I", "-c", code], stdout=subprocess.PIPE)
    assert process.stdout is not None
    return int(process.stdout.readline())


def take_memory(megabytes: int) -> str:
    """Take it touched, in pieces that all stay."""
    kept = [b"x" * (1024 * 1024) for _ in range(megabytes)]
    return f"{len(kept)}"


def take_with_programs(megabytes: int) -> str:
    code = f"x = b'x' * ({megabytes} << 20); import time; time.sleep(3)"
    started = [subprocess.Popen([sys.executable, "-I", "-c", code]) for _ in range(3)]
    return str([process.wait() for process in started])


def loaded_modules(_: Any = None) -> list[str]:
    for name in TASKS:
        import_module(f"jumpa.documents.confinement.tasks.{name}")
    return sorted(sys.modules)


def surroundings(_: Any = None) -> dict[str, Any]:
    return {
        "environment": sorted(os.environ),
        "folder": str(Path.cwd()),
        "files": os.listdir("."),
        "leads_session": os.getsid(0) != os.getsid(os.getppid()),
        "open": [int(name) for name in os.listdir("/proc/self/fd")],
    }


_DEEDS = {
    "sockets": open_sockets,
    "io_uring": io_uring,
    "read": read_file,
    "write": write_file,
    "program": start_program,
    "program_socket": socket_of_a_program,
    "spin": spin,
    "spin_with_programs": spin_with_programs,
    "start_many": start_many,
    "leave": leave_one_behind,
    "memory": take_memory,
    "memory_with_programs": take_with_programs,
    "modules": loaded_modules,
    "surroundings": surroundings,
    "sleep": time.sleep,
    "crash": lambda _: os.abort(),
    "raise": lambda _: 1 / 0,
    "large": lambda size: "x" * size,
}
