"""Many clients in many threads, and the tally of what they did."""

import sys
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from random import Random, random
from traceback import format_exception
from types import ModuleType
from typing import Any

from django.core.management import call_command
from django.db import OperationalError, connections
from psycopg.errors import DeadlockDetected

from jumpa.core.errors import DomainError
from jumpa.scheduling import queries
from jumpa.scheduling.actions import locking
from tests.flows.office import Office, open_office
from tests.races import storm_checks
from tests.races.storm_paths import PATHS, Client, Path
from tests.races.storm_world import World, furnish, read_world

WINS = 50
"""So often each path must have won."""


@dataclass
class Tally:
    """How often each path was tried and won, and what went wrong."""

    tried: Counter[str] = field(default_factory=Counter)
    won: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    deadlocks: int = 0
    errors: int = 0
    samples: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def add(self, other: "Tally") -> None:
        """Count the other's as well."""
        self.tried += other.tried
        self.won += other.won
        self.refused += other.refused
        self.deadlocks += other.deadlocks
        self.errors += other.errors
        self.samples = [*self.samples, *other.samples][:5]
        self.slowest = max(self.slowest, other.slowest)


def storm(
    world: World, office: Office, clients: Iterable[int], rounds: int, seed: int = 0
) -> Tally:
    """Let the clients of these numbers rage, each in a thread and on a connection of its own."""
    total, numbers = Tally(), list(clients)
    with ThreadPoolExecutor(len(numbers)) as pool:
        for one in pool.map(lambda number: _rage(world, office, number, rounds, seed), numbers):
            total.add(one)
    return total


def _rage(world: World, office: Office, number: int, rounds: int, seed: int) -> Tally:
    chance, tally = Random(f"{seed}-{number}"), Tally()
    client = Client(number, world, office, chance)
    for path in chance.choices([*PATHS], [*PATHS.values()], k=rounds):
        started = time.monotonic()
        _try(path, client, tally)
        tally.slowest = max(tally.slowest, time.monotonic() - started)
    connections.close_all()
    return tally


def _try(path: Path, client: Client, tally: Tally) -> None:
    name = path.__name__
    tally.tried[name] += 1
    try:
        tally.won[name] += int(path(client))
    except DomainError:
        tally.refused[name] += 1
    except Exception as error:
        if isinstance(error, OperationalError) and isinstance(error.__cause__, DeadlockDetected):
            tally.deadlocks += 1
        tally.errors += 1
        tally.samples.append("".join(format_exception(error))[-3000:])


def without_locks(put: Callable[[ModuleType, str, object], None] = setattr) -> None:
    """For the control: every action finds a lock that locks nothing."""
    real = locking.lock

    def lock_nothing(*_facts: object, **_terms: object) -> locking.Kept:
        return locking.Kept(is_nothing=False)

    for name, module in list(sys.modules.items()):
        if name.startswith("jumpa.scheduling.actions") and vars(module).get("lock") is real:
            put(module, "lock", lock_nothing)


def seldom_alternatives(share: float = 0.1) -> None:
    """Look for alternatives after one refusal in ten: that only reads, and holds no lock."""
    real = queries.alternatives_for

    def some(*facts: Any, **terms: Any) -> Any:
        return real(*facts, **terms) if random() < share else []

    vars(queries)["alternatives_for"] = some


def table(tally: Tally) -> str:
    """The tally for people."""
    lines = [f"{'path':14}{'tried':>8}{'won':>8}{'refused':>9}"]
    lines += [
        f"{name:14}{count:8}{tally.won[name]:8}{tally.refused[name]:9}"
        for name, count in sorted(tally.tried.items())
    ]
    return "\n".join(lines)


def conduct(args: Namespace) -> int:
    """The whole storm in an empty database; 0 where it ended as it must, with all told."""
    call_command("migrate", verbosity=0)
    office = open_office()
    furnish()
    world = read_world()
    storm_checks.count_moves()
    seldom_alternatives()
    if args.control:
        storm_checks.drop_constraint()
        without_locks()
    started = time.monotonic()
    total = in_processes(world, office, args)
    seconds = time.monotonic() - started
    moved = storm_checks.ask(storm_checks.REPACKS)
    total.tried["repack"], total.won["repack"] = moved, moved
    found = {name: storm_checks.ask(sql) for name, sql in storm_checks.CHECKS.items()}
    found["deadlocks"] = storm_checks.ask(storm_checks.DEADLOCKS)
    found["server errors"] = total.errors
    rounds = sum(total.tried.values()) - moved
    sys.stdout.write(f"{table(total)}\n{rounds} rounds in {seconds:.0f} s, ")
    sys.stdout.write(f"{rounds / seconds:.0f} a second, slowest {total.slowest:.1f} s\n")
    sys.stdout.writelines(f"{name}: {count}\n" for name, count in found.items())
    sys.stdout.writelines(f"\n{sample}" for sample in total.samples)
    if args.control:
        return 0 if found["overlaps"] else 1
    rare = [name for name, count in total.won.items() if count < WINS]
    sys.stdout.write(f"won less than {WINS} times: {', '.join(rare) or 'none'}\n")
    return 1 if any(found.values()) or rare else 0


def in_processes(world: World, office: Office, args: Namespace) -> Tally:
    """The clients spread over the processes."""
    connections.close_all()
    shares = [range(first, args.clients, args.processes) for first in range(args.processes)]
    total = Tally()
    with get_context("fork").Pool(args.processes) as pool:
        facts = [(world, office, share, args.rounds, args.seed) for share in shares]
        for one in pool.starmap(storm, facts):
            total.add(one)
    return total
