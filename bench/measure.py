"""Timing that the machine's noise cancels out of: what is compared takes turns, medians count."""

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Samples = dict[str, list[float]]


@dataclass(frozen=True)
class Line:
    """One row of the table: a figure, what it is set against, and the bound of their ratio.

    ``value`` and ``base`` have the same unit, which ``unit`` names.
    """

    section: str
    what: str
    value: float
    against: str
    base: float
    unit: str = "ms"
    at_most: float | None = None
    at_least: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float:
        """Value over base."""
        return self.value / self.base if self.base else float("inf")

    @property
    def is_kept(self) -> bool | None:
        """Whether the bound holds; None without a bound."""
        if self.at_most is not None:
            return self.ratio <= self.at_most
        return None if self.at_least is None else self.ratio >= self.at_least


def take_turns(
    cases: Mapping[str, Callable[[int], object]], rounds: int, *, warm_up: int = 8
) -> Samples:
    """Seconds of each case's calls, one in every round, with the round's number.

    Just before, each is called once untimed, so that none pays for the caches that another emptied.
    """
    samples: Samples = {name: [] for name in cases}
    gc.collect()
    for number in range(-warm_up, rounds):
        for name, case in cases.items():
            case((number - 1) % rounds)
            started = time.perf_counter()
            case(number % rounds)
            took = time.perf_counter() - started
            if number >= 0:
                samples[name].append(took)
    return samples


def milliseconds(samples: list[float]) -> float:
    """The median, in milliseconds."""
    return statistics.median(samples) * 1000


def percentile(samples: list[float], share: float) -> float:
    """The value, in milliseconds, that this share of the samples does not exceed."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000
