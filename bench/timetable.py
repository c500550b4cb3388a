"""The timetable's week page: how many queries it needs, and its server time, at every size."""

from collections.abc import Callable, Mapping

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import catalogue, product
from bench.databases import Database
from bench.measure import Line, milliseconds, take_turns
from bench.questions import Ground
from jumpa.core.serving.instance import HOST
from jumpa.people.models import Person

ROUNDS = 40
GROWTH_BOUND = 1.5


def measure(databases: Mapping[int, Database]) -> list[Line]:
    """In process, without the web server: what is timed is the product's own work."""
    counts: dict[int, list[int]] = {}
    cases: dict[str, Callable[[int], object]] = {}
    for size, database in databases.items():
        page = _page(database)
        counts[size] = [_queries(database, page, number) for number in range(4)]
        cases[str(size)] = page
    taken = take_turns(cases, ROUNDS)
    small, large = min(databases), max(databases)
    section = f"Timetable, week page, {large:,} reservations"
    at_small = f"at {small:,}"
    return [
        Line(
            section,
            "server time",
            milliseconds(taken[str(large)]),
            at_small,
            milliseconds(taken[str(small)]),
            at_most=GROWTH_BOUND,
        ),
        Line(
            section,
            "queries (the most of 4 weeks)",
            max(counts[large]),
            f"{at_small}, the fewest",
            min(counts[small]),
            unit="",
            at_most=1.0,
        ),
    ]


def _page(database: Database) -> Callable[[int], object]:
    database.use()
    ground = Ground.read()
    client = Client(SERVER_NAME=HOST)
    client.force_login(Person.objects.get(email=catalogue.EMAIL))

    def get(number: int) -> object:
        database.use()
        answer = client.get(product.page_of_week(number, ground))
        assert answer.status_code == 200
        return answer

    return get


def _queries(database: Database, page: Callable[[int], object], number: int) -> int:
    database.use()
    with CaptureQueriesContext(connection) as queries:
        page(number)
    return len(queries)
