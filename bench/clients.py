"""Many clients at once: processes of threads, each thread on a connection of its own."""

import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from types import TracebackType
from typing import Any

from bench.stage import set_environment

Job = Callable[[], AbstractContextManager[Callable[[Any], object]]]
"""Opens a client's connection for the block, and yields what does one task."""
_PATIENCE = 300


@dataclass(frozen=True)
class Outcome:
    """How a job ended ("made", or a short word for what it met) and how many seconds it took."""

    word: str
    seconds: float


class Clients:
    """Client processes that stay for several runs, so that none of them measures their start."""

    def __init__(self, url: str, processes: int, threads: int) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._barrier = self._context.Barrier(processes * threads + 1)
        self._url, self._count, self._threads = url, processes, threads

    def __enter__(self) -> "Clients":
        self._pipes: list[Connection] = []
        self._processes = []
        for _ in range(self._count):
            near, far = self._context.Pipe()
            arguments = (self._url, self._threads, far, self._barrier)
            process = self._context.Process(target=_serve, args=arguments, daemon=True)
            process.start()
            self._pipes.append(near)
            self._processes.append(process)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._processes:
            process.terminate()
            process.join()

    def run(self, job: Job, tasks: Sequence[Any]) -> tuple[list[Outcome], float]:
        """Do all tasks, each client its share one after another; outcomes and seconds for all.

        Args:
            job: a function of a module, so that it can be sent.
        """
        for number, pipe in enumerate(self._pipes):
            pipe.send((job, tasks[number :: self._count]))
        self._barrier.wait(_PATIENCE)
        started = time.perf_counter()
        answers = [pipe.recv() for pipe in self._pipes]
        return [one for found in answers for one in found], time.perf_counter() - started


def _serve(url: str, threads: int, pipe: Connection, barrier: Barrier) -> None:
    set_environment(url)
    import django

    django.setup()
    with ThreadPoolExecutor(threads) as pool:
        while True:
            job, tasks = pipe.recv()
            shares = [tasks[number::threads] for number in range(threads)]
            found = pool.map(lambda share, job=job: _work(job, share, barrier), shares)
            pipe.send([one for share in found for one in share])


def _work(job: Job, tasks: Sequence[Any], barrier: Barrier) -> list[Outcome]:
    outcomes = []
    with job() as do:
        barrier.wait(_PATIENCE)
        for task in tasks:
            started = time.perf_counter()
            word = _attempt(do, task)
            outcomes.append(Outcome(word, time.perf_counter() - started))
    return outcomes


def _attempt(do: Callable[[Any], object], task: Any) -> str:
    from django.db import OperationalError
    from psycopg.errors import DeadlockDetected

    from jumpa.core.errors import Conflict

    try:
        do(task)
    except Conflict:
        return "conflict"
    except (OperationalError, DeadlockDetected) as error:
        if isinstance(error, DeadlockDetected) or isinstance(error.__cause__, DeadlockDetected):
            return "deadlock"
        raise
    return "made"
