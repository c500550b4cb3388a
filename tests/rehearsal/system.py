"""The system that is rehearsed: one that runs, else one started for it and stopped after."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.rehearsal.stage import Say

HOST = "127.0.0.1"
READY = "Ctrl-C stops it."


class SystemUnavailable(Exception):
    """There is nothing to rehearse; says why."""


@contextmanager
def system(environment: Mapping[str, str], root: Path, say: Say) -> Iterator[str]:
    """The address of a system in sample mode.

    ``JUMPA_URL`` names one that must be there. Without it: the one that ``make serve`` runs on
    ``JUMPA_PORT`` (8000), else one of our own with data of its own in ``var/rehearsal-system``.

    Raises:
        SystemUnavailable: nothing answers, it is no sample, or it can't be started.
    """
    named = environment.get("JUMPA_URL", "").rstrip("/")
    usual = f"http://{HOST}:{environment.get('JUMPA_PORT') or '8000'}"
    if fault := _fault(named or usual):
        if named:
            raise SystemUnavailable(f"{named} {fault}.")
        say(f"{usual} {fault}; starting a system for the rehearsal …")
        with _own_system(environment, root, say) as address:
            yield address
        return
    say(f"Rehearsing at {named or usual}")
    yield named or usual


def _fault(address: str) -> str:
    """What is wrong with that address, empty if a Jumpa in sample mode answers there."""
    try:
        answer = httpx.get(f"{address}/masuk/", timeout=10, follow_redirects=True)
    except httpx.HTTPError:
        return "does not answer"
    if answer.status_code != 200 or "Jumpa" not in answer.text:
        return "is not Jumpa"
    return "" if "sample-banner" in answer.text else "does not run the sample office"


@contextmanager
def _own_system(environment: Mapping[str, str], root: Path, say: Say) -> Iterator[str]:
    port = _free_port()
    data = root / "var" / "rehearsal-system"
    data.mkdir(parents=True, exist_ok=True)
    own = {"JUMPA_SAMPLE": "1", "JUMPA_PORT": str(port), "JUMPA_VAR_DIR": str(data)}
    log = data / "serve.log"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--with-parent"],
            cwd=root,
            env={**environment, **own},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait_until_ready(process, log, say)
        yield f"http://{HOST}:{port}"
    finally:
        _stop(process, say)


def _wait_until_ready(process: "subprocess.Popen[bytes]", log: Path, say: Say) -> None:
    """Serve itself gives up when it takes too long."""
    said = 0
    while True:
        has_ended = process.poll() is not None
        lines = log.read_text(encoding="utf-8").splitlines()
        for line in lines[said:]:
            if line.endswith("…"):
                say(f"  {line.strip()}")
        said = len(lines)
        if READY in lines:
            return
        if has_ended:
            raise SystemUnavailable("The system could not be started:\n" + "\n".join(lines[-15:]))
        time.sleep(0.2)


def _stop(process: "subprocess.Popen[bytes]", say: Say) -> None:
    if process.poll() is None:
        say("Stopping the system …")
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
