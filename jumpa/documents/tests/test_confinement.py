"""What a confined task may cost and reach; each with the harm that it does unconfined."""

import errno
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from jumpa.documents.confinement import (
    Confined,
    ConfinementError,
    Limits,
    landlock,
    queueing,
    run_confined,
    seccomp,
)
from jumpa.documents.confinement.syscalls import MACHINES
from jumpa.documents.tests import confined

ALONE = "jumpa.documents.tests.confined"
PROGRAMS = "jumpa.documents.tests.confined_programs"
SETTINGS = str(Path(__file__).parents[3] / "config" / "settings.py")


def do(deed: str, given: Any = None, *, task: str = ALONE, **limits: int) -> Confined:
    return run_confined(task, b"", {"do": deed, "with": given}, limits=Limits(**limits))


def failed(deed: str, given: Any = None, *, task: str = ALONE, **limits: int) -> ConfinementError:
    with pytest.raises(ConfinementError) as caught:
        do(deed, given, task=task, **limits)
    return caught.value


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


# Network and other processes


def test_a_task_opens_no_socket_of_any_family() -> None:
    assert set(do("sockets").answer.values()) == {"PermissionError"}
    assert set(confined.open_sockets().values()) == {"done"}  # the control


def test_nor_by_the_door_of_io_uring() -> None:
    assert do("io_uring").answer == errno.EPERM
    if confined.io_uring() == errno.EPERM:
        pytest.skip("this system has closed io_uring to all")
    assert confined.io_uring() != errno.EPERM


def test_a_program_that_a_task_starts_opens_no_socket() -> None:
    assert do("program_socket", task=PROGRAMS).answer != 0
    assert confined.socket_of_a_program() == 0


def test_only_the_reader_of_scans_starts_programs() -> None:
    assert do("program").answer == "PermissionError"
    assert do("program", task=PROGRAMS).answer == "done"


@pytest.mark.parametrize("name", sorted(MACHINES))
def test_every_machine_denies_the_same_and_kills_a_strange_one(name: str) -> None:
    lines = list(seccomp.program_for(MACHINES[name], programs=False))
    compared = {value for code, _true, _false, value in lines if code == 0x15}
    assert set(MACHINES[name].denied.values()) < compared
    assert MACHINES[name].denied.keys() == MACHINES["x86_64"].denied.keys()
    assert lines[2] == (0x06, 0, 0, 0x80000000)


# Files and surroundings


@pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")
def test_a_task_reads_no_file_but_programs_and_writes_only_to_its_folder(tmp_path: Path) -> None:
    assert do("read", SETTINGS).answer == "PermissionError"
    assert do("read", f"/proc/{os.getpid()}/environ").answer == "PermissionError"
    assert do("write", str(tmp_path / "x")).answer == "PermissionError"
    assert do("write", "here").answer == "done"
    assert confined.read_file(SETTINGS) == confined.write_file(str(tmp_path / "x")) == "done"


def test_a_task_begins_in_an_empty_folder_that_is_gone_afterwards_and_with_no_settings() -> None:
    found = do("surroundings").answer
    assert set(found["environment"]) <= {"LANG", "LC_CTYPE", "OMP_THREAD_LIMIT", "PATH", "TMPDIR"}
    assert found["files"] == []
    assert not Path(found["folder"]).exists()
    assert max(found["open"]) < 10
    assert "DJANGO_SETTINGS_MODULE" in os.environ


def test_no_task_imports_django() -> None:
    names = do("modules").answer
    assert not [name for name in names if name.partition(".")[0] in {"django", "config"}]
    assert "pypdf" in names


# Time


def test_a_task_that_takes_too_long_is_ended() -> None:
    error = failed("spin", 1.5, cpu_seconds=1)
    assert error.reason == "time"
    assert 0.7 < error.cpu_seconds <= 1.1
    assert do("spin", 1.5, cpu_seconds=3).cpu_seconds > 1.4  # the control


def test_the_programs_of_a_task_count_too() -> None:
    error = failed("spin_with_programs", 3, task=PROGRAMS, cpu_seconds=1)
    assert error.reason == "time"
    assert error.cpu_seconds <= 1.2


def test_the_kernel_ends_it_too_when_the_guard_does_not_look() -> None:
    """The control of the guard: its own limit far, the kernel's near."""
    code = (
        "from jumpa.documents.confinement import limits\n"
        "limits.apply(limits.Limits(cpu_seconds=1))\n"
        "while True: pass"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=False)
    assert ended.returncode == -9


def test_sleeping_ends_at_the_wall() -> None:
    assert failed("sleep", 60, wall_seconds=1).reason == "time"


# Memory


def test_a_task_that_takes_too_much_memory_is_ended() -> None:
    error = failed("memory", 400)
    assert error.reason == "memory"
    assert error.peak_kib <= 256 * 1024
    assert do("memory", 400, memory_mb=700).peak_kib > 400 * 1024  # the control


def test_the_memory_of_its_programs_counts_together() -> None:
    error = failed("memory_with_programs", 120, task=PROGRAMS)
    assert error.reason == "memory"
    assert do("memory_with_programs", 120, task=PROGRAMS, memory_mb=700).answer == "[0, 0, 0]"


def test_a_task_starts_few_programs() -> None:
    assert failed("start_many", 30, task=PROGRAMS).reason == "memory"


def test_nobody_stays_behind() -> None:
    assert not is_running(do("leave", task=PROGRAMS).answer)


# Failing


def test_a_crash_is_a_crash() -> None:
    assert failed("crash").reason == "crash"
    error = failed("raise")
    assert error.reason == "crash"
    assert "ZeroDivisionError" in error.detail


def test_an_answer_that_is_too_large_is_refused() -> None:
    assert failed("large", 3_000_000, answer_mb=1).reason == "crash"
    assert len(do("large", 3_000_000).answer) == 3_000_000


def test_a_child_that_cannot_be_confined_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    started = subprocess.Popen
    blind = "import platform, runpy; platform.machine = lambda: 'vax';"

    def elsewhere(argv: list[str], **others: Any) -> Any:
        code = f"{blind} runpy.run_path({argv[-1]!r}, run_name='__main__')"
        return started([*argv[:-1], "-c", code], **others)

    monkeypatch.setattr(subprocess, "Popen", elsewhere)
    assert failed("surroundings").reason == "unavailable"


# Turns


def test_a_turn_is_waited_for_and_given_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(queueing, "folder", lambda: tmp_path)
    with queueing.turn(most=2), queueing.turn(most=2):
        with pytest.raises(ConfinementError) as caught, queueing.turn(seconds=0.1, most=2):
            pass
        assert caught.value.reason == "busy"
    with queueing.turn(seconds=0.1, most=2):
        pass


def test_ten_at_once_run_no_more_than_there_are_turns(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(queueing, "folder", lambda: tmp_path)

    def most_at_once(places: int) -> int:
        running, seen, lock = set[int](), [0], threading.Lock()

        def work(turn: int) -> None:
            with queueing.turn(most=places):
                with lock:
                    running.add(turn)
                    seen[0] = max(seen[0], len(running))
                threading.Event().wait(0.05)
                with lock:
                    running.discard(turn)

        threads = [threading.Thread(target=work, args=(turn,)) for turn in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return seen[0]

    assert most_at_once(2) == 2
    assert most_at_once(10) > 2  # the control


def test_a_turn_whose_process_died_is_free(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(queueing, "folder", lambda: tmp_path)
    code = (
        "import fcntl, os, sys\n"
        "fcntl.flock(os.open(sys.argv[1], os.O_CREAT | os.O_RDWR), fcntl.LOCK_EX)\n"
        "print(1, flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "0")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout is not None
        assert json.loads(holder.stdout.readline()) == 1
        with pytest.raises(ConfinementError), queueing.turn(seconds=0.1, most=1):
            pass
        holder.kill()
    with queueing.turn(seconds=1, most=1):
        pass
