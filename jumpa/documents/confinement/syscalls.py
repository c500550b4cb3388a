"""Numbers of Linux system calls, from the kernel's asm/unistd.h of each machine."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Machine:
    """``audit`` is its AUDIT_ARCH; the rest are numbers of system calls.

    ``denied`` is never needed to read a file: networks, io_uring (which does network by another
    door), and whatever looks into or reaches other processes or the kernel. ``programs`` starts
    programs, for tasks that need none. ``clone`` may start a thread, and ``clone3`` cannot be
    looked into, so it is answered as if the kernel had none.
    """

    audit: int
    denied: Mapping[str, int]
    programs: Mapping[str, int]
    clone: int
    clone3: int = 435


_EVERYWHERE = {
    "pidfd_send_signal": 424,
    "io_uring_setup": 425,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "open_tree": 428,
    "move_mount": 429,
    "fsopen": 430,
    "pidfd_open": 434,
    "pidfd_getfd": 438,
    "mount_setattr": 442,
}

_X86_64 = Machine(
    audit=0xC000003E,
    denied={
        "socket": 41,
        "connect": 42,
        "accept": 43,
        "sendto": 44,
        "recvfrom": 45,
        "sendmsg": 46,
        "recvmsg": 47,
        "bind": 49,
        "listen": 50,
        "socketpair": 53,
        "accept4": 288,
        "recvmmsg": 299,
        "sendmmsg": 307,
        "ptrace": 101,
        "process_vm_readv": 310,
        "process_vm_writev": 311,
        "rt_sigqueueinfo": 129,
        "mount": 165,
        "umount2": 166,
        "add_key": 248,
        "request_key": 249,
        "keyctl": 250,
        "unshare": 272,
        "perf_event_open": 298,
        "setns": 308,
        "bpf": 321,
        "userfaultfd": 323,
        **_EVERYWHERE,
    },
    programs={"fork": 57, "vfork": 58, "execve": 59, "execveat": 322, "kill": 62},
    clone=56,
)

_AARCH64 = Machine(
    audit=0xC00000B7,
    denied={
        "socket": 198,
        "socketpair": 199,
        "bind": 200,
        "listen": 201,
        "accept": 202,
        "connect": 203,
        "sendto": 206,
        "recvfrom": 207,
        "sendmsg": 211,
        "recvmsg": 212,
        "accept4": 242,
        "recvmmsg": 243,
        "sendmmsg": 269,
        "ptrace": 117,
        "process_vm_readv": 270,
        "process_vm_writev": 271,
        "rt_sigqueueinfo": 138,
        "umount2": 39,
        "mount": 40,
        "unshare": 97,
        "add_key": 217,
        "request_key": 218,
        "keyctl": 219,
        "perf_event_open": 241,
        "setns": 268,
        "bpf": 280,
        "userfaultfd": 282,
        **_EVERYWHERE,
    },
    programs={"execve": 221, "execveat": 281, "kill": 129},
    clone=220,
)

MACHINES = {"x86_64": _X86_64, "aarch64": _AARCH64}
