"""Sixty-four clients that book at once, against bare inserts of the very same rows.

In each round the clients first book through the product, then the rows that this made are taken
away and inserted again by psycopg alone: in as many transactions, by as many clients, in the same
order, under the same locks and the same constraint.
"""

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

import psycopg

from bench import bare, base, product, questions
from bench.clients import Clients, Outcome
from bench.databases import Database
from bench.measure import Line, percentile
from bench.questions import Ground
from jumpa.scheduling.need import Want

SECTION = "Allocation of room + operator + 3 units + account, 64 clients"
PROCESSES, THREADS = 8, 8
ROUNDS, JOBS_A_CLIENT = 5, 8
RATE_BOUND, SLOWEST_BOUND = 0.5, 10.0
DAYS = 60
_AROUND = timedelta(minutes=15)


@dataclass(frozen=True)
class Round:
    """What the clients met, one outcome per job, and how long all took, in seconds."""

    outcomes: Sequence[Outcome]
    seconds: float

    def count(self, word: str) -> int:
        """How many jobs ended so."""
        return sum(one.word == word for one in self.outcomes)

    @property
    def rate(self) -> float:
        """Allocations a second."""
        return self.count("made") / self.seconds


def measure(databases: Mapping[int, Database]) -> list[Line]:
    """At the largest size; product and bare inserts take turns, medians of the rounds count."""
    size = max(databases)
    database = databases[size]
    database.use()
    ground = Ground.read(DAYS)
    rounds: dict[str, list[Round]] = {"product": [], "bare": [], "scheduling": []}
    with Clients(database.url, PROCESSES, THREADS) as clients:
        for number in range(-1, ROUNDS):
            found = _round(database.bare, clients, ground, number)
            for name, one in found.items() if number >= 0 else ():
                rounds[name].append(one)
    return _lines(rounds, size)


def _round(
    connection: psycopg.Connection, clients: Clients, ground: Ground, number: int
) -> dict[str, Round]:
    count = PROCESSES * THREADS * JOBS_A_CLIENT
    bare.remove(connection)
    wants = list(islice(_free(connection, ground), count))
    owners = [f"{bare.OWNER}{number}-{job}" for job in range(count)]
    mark = bare.newest_record(connection)
    by_product = Round(*clients.run(product.allocating, list(zip(owners, wants, strict=True))))
    rows = bare.rows_of(connection, mark)
    bare.remove(connection)
    all_rows = Round(*clients.run(bare.inserting, rows))
    bare.remove(connection)
    without_trail = Round(*clients.run(bare.inserting, [one.without_trail() for one in rows]))
    bare.remove(connection)
    return {"product": by_product, "bare": all_rows, "scheduling": without_trail}


def _free(connection: psycopg.Connection, ground: Ground) -> Iterator[Want]:
    """Questions whose room is free and which no other of a round asks for."""
    for number in questions.apart(ground):
        busy = questions.event(number, ground).widened(_AROUND, _AROUND)
        if base.free(connection, [ground.room(number)], busy):
            yield questions.want(number, ground)


def _lines(rounds: Mapping[str, Sequence[Round]], size: int) -> list[Line]:
    rates = {name: statistics.median(one.rate for one in found) for name, found in rounds.items()}
    made = [
        one.seconds for found in rounds["product"] for one in found.outcomes if one.word == "made"
    ]
    against = {
        "bare": "bare inserts of all the same rows",
        "scheduling": "the same without the audit trail's",
    }
    section = f"{SECTION}, {size:,} reservations"
    lines = [
        Line(
            section,
            "allocations/s",
            rates["product"],
            words,
            rates[name],
            "/s",
            at_least=RATE_BOUND if name == "bare" else None,
        )
        for name, words in against.items()
    ]
    slowest, median = max(made) * 1000, percentile(made, 0.5)
    lines.append(
        Line(
            section,
            "the slowest allocation",
            slowest,
            "the median one",
            median,
            at_most=SLOWEST_BOUND,
            note=_counts(rounds["product"]),
        )
    )
    return lines


def _counts(rounds: Sequence[Round]) -> str:
    words = sorted({outcome.word for one in rounds for outcome in one.outcomes} | {"deadlock"})
    return ", ".join(f"{word}: {sum(one.count(word) for one in rounds)}" for word in words)
