"""Threads that start together against the real database, each on a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

T = TypeVar("T")

THREADS = 8
ROUNDS = 25
LONGEST_WAIT = 30
"""Seconds until a thread that never comes breaks the barrier and fails the test."""


def race(runner: Callable[[int], T], threads: int = THREADS) -> list[T | Exception]:
    """Call ``runner(0)`` … at the same moment; what each returned or raised, in order."""
    barrier = Barrier(threads)

    def run(number: int) -> T | Exception:
        try:
            barrier.wait(LONGEST_WAIT)
            return runner(number)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(threads)))


def failures(results: Sequence[object], *expected: type[Exception]) -> list[object]:
    """The exceptions that nobody expected."""
    return [one for one in results if isinstance(one, Exception) and not isinstance(one, expected)]
