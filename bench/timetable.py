"""The timetable's week page: how many queries it needs, and its server time, at every size."""

from collections.abc import Callable, Mapping

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import catalogue, product
from bench.databases import Database
from bench.measure import Line, Samples, milliseconds, take_turns
from bench.questions import Ground
from jumpa.core.serving.instance import HOST
from jumpa.people.models import Person
from jumpa.scheduling.models import Kind

ROUNDS = 40
GROWTH_BOUND = 1.5
WHOLE = ""
# The page as it opens has the bound; of the others, whose rows are fuller, only the figures.
KINDS = {WHOLE: "as it opens", Kind.OPERATOR: "operators", Kind.EQUIPMENT: "pools of equipment"}


def measure(databases: Mapping[int, Database]) -> list[Line]:
    """In process, without the web server: what is timed is the product's own work."""
    sizes = [min(databases), max(databases)]
    pages = {size: _pages(databases[size]) for size in sizes}
    cases = {f"{kind} at {size}": pages[size][kind] for size in sizes for kind in KINDS}
    taken = take_turns(cases, ROUNDS)
    lines = [_growth(taken, kind, *sizes) for kind in KINDS]
    section = lines[0].section
    return [*lines, _queries_needed(databases, pages, section)]


def _queries_needed(
    databases: Mapping[int, Database],
    pages: Mapping[int, Mapping[str, Callable[[int], object]]],
    section: str,
) -> Line:
    """At every size and in several weeks, the page as it opens."""
    counts = [
        _queries(databases[size], found[WHOLE], number)
        for size, found in pages.items()
        for number in range(4)
    ]
    what, against = "most queries, as it opens", "fewest, at all sizes"
    return Line(section, what, max(counts), against, min(counts), unit="", at_most=1.0)


def _growth(taken: Samples, kind: str, small: int, large: int) -> Line:
    return Line(
        f"Timetable, week page, {large:,} reservations",
        f"server time, {KINDS[kind]}",
        milliseconds(taken[f"{kind} at {large}"]),
        f"at {small:,}",
        milliseconds(taken[f"{kind} at {small}"]),
        at_most=GROWTH_BOUND if kind == WHOLE else None,
    )


def _pages(database: Database) -> dict[str, Callable[[int], object]]:
    database.use()
    ground = Ground.read()
    client = Client(SERVER_NAME=HOST)
    client.force_login(Person.objects.get(email=catalogue.EMAIL))

    def page(kind: str) -> Callable[[int], object]:
        def get(number: int) -> object:
            database.use()
            answer = client.get(product.page_of_week(number, ground, kind))
            assert answer.status_code == 200
            return answer

        return get

    return {kind: page(kind) for kind in KINDS}


def _queries(database: Database, page: Callable[[int], object], number: int) -> int:
    database.use()
    with CaptureQueriesContext(connection) as queries:
        page(number)
    return len(queries)
