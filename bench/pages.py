"""What a person waits for: pages over HTTP with a login, as multiples of an empty one."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import httpx

from bench import catalogue, product
from bench.databases import Database
from bench.load import Task, as_input
from bench.measure import Line, percentile
from bench.questions import Ground
from bench.stage import ROOT
from jumpa.core.serving.instance import HOST

EMPTY = "an empty page"
BOUNDS = {
    "whole need, while the form is typed": 2.0,
    "whole need taken: alternatives": 4.0,
    "a room alone": 2.0,
    "a room taken: alternatives": 4.0,
}
CLIENTS = (1, 8)
TURNS, REQUESTS = 10, 40
PATHS = 48
_START_SECONDS = 60
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def measure(databases: Mapping[int, Database]) -> list[Line]:
    """At the largest size; the pages take turns."""
    size = max(databases)
    database = databases[size]
    database.use()
    paths = _paths()
    with served(database) as port:
        cookie, token = _log_in(port)
        lines: list[Line] = []
        for clients in CLIENTS:
            task = Task(HOST, port, cookie, token, paths, clients, TURNS, REQUESTS)
            lines += _lines(_generate(task), clients, size)
        return lines


def _paths() -> dict[str, list[str]]:
    ground, found = Ground.read(), {EMPTY: ["/kosong/"]}
    ways = [(ask, free) for ask in (product.form_of, product.room_asked) for free in (True, False)]
    for name, (ask, free) in zip(BOUNDS, ways, strict=True):
        paths = (ask(number, ground, free=free) for number in range(PATHS))
        found[name] = [path for path in paths if path is not None]
    return found


@contextmanager
def served(database: Database) -> Iterator[int]:
    """Two web processes on this database, started as ``manage.py serve`` does; yields the port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "bench.wsgi:application"]
    command += ["--host", HOST, "--port", str(port), "--workers", "2", "--blocking-threads", "4"]
    command += ["--log-level", "warning", "--workers-kill-timeout", "5"]
    environment = {**os.environ, "DATABASE_URL": database.url}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL)
    try:
        _wait(server, port)
        yield port
    finally:
        server.terminate()
        server.wait(10)


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    give_up = time.monotonic() + _START_SECONDS
    while server.poll() is None and time.monotonic() < give_up:
        try:
            httpx.get(f"http://{HOST}:{port}/masuk/", timeout=5)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The web server doesn't answer.")


def _log_in(port: int) -> tuple[str, str]:
    """The requester's cookies, which are for HTTPS only and so set by hand; the form's token."""
    address = f"http://{HOST}:{port}/masuk/"
    page = httpx.get(address)
    found = _TOKEN.search(page.text)
    assert found is not None
    values = {"username": catalogue.REQUESTER_EMAIL, "password": catalogue.PASSWORD}
    values["csrfmiddlewaretoken"] = found[1]
    headers = {"Cookie": f"csrftoken={page.cookies['csrftoken']}", "Referer": address}
    answer = httpx.post(address, data=values, headers=headers)
    token = answer.cookies["csrftoken"]
    return f"sessionid={answer.cookies['sessionid']}; csrftoken={token}", token


def _generate(task: Task) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.load"]
    done = subprocess.run(
        command, cwd=ROOT, input=as_input(task), capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    for name, answers in found.items():
        assert set(answers["statuses"]) == {200}, f"{name}: {set(answers['statuses'])}"
    return found


def _lines(found: dict[str, Any], clients: int, size: int) -> Sequence[Line]:
    section = f"Pages over HTTP, {clients} client{'s' * (clients > 1)}, {size:,} reservations"
    empty = found[EMPTY]
    return [
        Line(
            section,
            name,
            percentile(answers["latencies"], 0.5),
            EMPTY,
            percentile(empty["latencies"], 0.5),
            at_most=BOUNDS[name],
            note=f"{_facts(answers)}; empty: {_facts(empty)}",
        )
        for name, answers in found.items()
        if name != EMPTY
    ]


def _facts(answers: dict[str, Any]) -> str:
    latencies = answers["latencies"]
    rate = len(latencies) / answers["seconds"]
    p50, p95 = (percentile(latencies, share) for share in (0.5, 0.95))
    return f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, {rate:.0f} requests/s"
