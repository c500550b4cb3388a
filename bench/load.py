"""A load generator: a process of its own, with keep-alive connections and as little work as can be.

Reads one JSON task on its standard input and writes one JSON answer: see ``Task``.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Task:
    """What to ask of the server, at which moments.

    ``paths``: name → addresses, asked for as htmx does, which gets the part of a page that changes;
    one with a body after a space is a form that is sent. In each of ``turns`` all names take their
    turn, each with ``requests`` spread over ``clients`` connections.
    """

    host: str
    port: int
    cookie: str
    token: str
    paths: dict[str, list[str]]
    clients: int
    turns: int
    requests: int


class Client:
    """One keep-alive connection that asks for one page at a time."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._head = f"Host: {task.host}:{task.port}\r\nCookie: {task.cookie}\r\n"
        self._head += "HX-Request: true\r\n"

    async def connect(self) -> None:
        """Open the connection, which then stays."""
        opened = await asyncio.open_connection(self._task.host, self._task.port, limit=1 << 20)
        self._reader, self._writer = opened

    async def get(self, path: str) -> tuple[float, int]:
        """Seconds that a page took, and its status."""
        started = time.perf_counter()
        self._writer.write(self._question(*path.split(" ")))
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        _, _, rest = head.partition(b"content-length:")
        if not rest:
            raise ValueError(f"An answer without a length: {head[:200]!r}")
        await self._reader.readexactly(int(rest.split(b"\r\n", 1)[0]))
        return time.perf_counter() - started, int(head.split(b" ", 2)[1])

    def _question(self, address: str, body: str = "") -> bytes:
        if not body:
            return f"GET {address} HTTP/1.1\r\n{self._head}\r\n".encode()
        kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        own = f"X-CSRFToken: {self._task.token}\r\n{kind}"
        own += f"Content-Length: {len(body)}\r\n"
        return f"POST {address} HTTP/1.1\r\n{self._head}{own}\r\n{body}".encode()


async def run(task: Task) -> dict[str, Any]:
    """Latencies in seconds, statuses and the seconds that all took together, by name."""
    clients = [Client(task) for _ in range(task.clients)]
    await asyncio.gather(*(client.connect() for client in clients))
    found: dict[str, Any] = {
        name: {"latencies": [], "statuses": [], "seconds": 0.0} for name in task.paths
    }
    for turn in range(-1, task.turns):
        for name, paths in task.paths.items():
            took, answers = await _turn(clients, paths, task.requests, turn)
            # The turn before the first only warms up.
            if turn >= 0:
                found[name]["seconds"] += took
                found[name]["latencies"] += [latency for latency, _ in answers]
                found[name]["statuses"] += [status for _, status in answers]
    return found


async def _turn(
    clients: list[Client], paths: list[str], requests: int, turn: int
) -> tuple[float, list[tuple[float, int]]]:
    waiting = iter([paths[(turn * requests + number) % len(paths)] for number in range(requests)])
    answers: list[tuple[float, int]] = []

    async def work(client: Client) -> None:
        for path in waiting:
            answers.append(await client.get(path))

    started = time.perf_counter()
    await asyncio.gather(*(work(client) for client in clients))
    return time.perf_counter() - started, answers


def main() -> None:
    """Do the one task."""
    answer = asyncio.run(run(Task(**json.load(sys.stdin))))
    json.dump(answer, sys.stdout)


def as_input(task: Task) -> str:
    """A task as this program reads it."""
    return json.dumps(asdict(task))


if __name__ == "__main__":
    main()
