"""How long scheduling takes to answer, as a multiple of one overlap query on the same data."""

from collections.abc import Callable, Mapping, Sequence

from bench import base, product, questions
from bench.databases import Database
from bench.measure import Line, Samples, milliseconds, take_turns
from bench.questions import Ground

SECTION = "Answers, 1 client, in process"
NEED_BOUND, ALTERNATIVES_BOUND, GROWTH_BOUND = 3.0, 25.0, 1.5
# Long answers are asked for less often, since the table is of medians.
ROUNDS = 200

ROOMS = "SQL: which of the 200 rooms are free"
CONCERNED = "SQL: which of these resources are free"


def measure(databases: Mapping[int, Database]) -> list[Line]:
    """All sizes take turns too, so that growth is a ratio of the same run."""
    cases: dict[str, Callable[[int], object]] = {}
    for size, database in databases.items():
        cases |= {_at(name, size): case for name, case in _cases(database).items()}
    taken = take_turns(cases, ROUNDS)
    lines = [line for size in databases for line in _ratios(taken, size)]
    return [*lines, *_growth(taken, sorted(databases))]


def _cases(database: Database) -> dict[str, Callable[[int], object]]:
    database.use()
    ground = Ground.read()

    def on_product(ask: Callable[[int], object]) -> Callable[[int], object]:
        def asked(number: int) -> object:
            database.use()
            return ask(number)

        return asked

    def which_rooms(number: int) -> object:
        return base.free(database.bare, ground.rooms, questions.event(number, ground))

    def which_concerned(number: int) -> object:
        concerned = ground.concerned(number)
        return base.free(database.bare, concerned, questions.event(number, ground))

    return {
        ROOMS: which_rooms,
        CONCERNED: which_concerned,
        product.NEED: on_product(lambda n: product.is_free(questions.want(n, ground))),
        product.ANY_ROOM: on_product(lambda n: product.is_free(questions.want_any_room(n, ground))),
        product.ALTERNATIVES: on_product(lambda n: product.alternatives(questions.want(n, ground))),
    }


def _at(name: str, size: int) -> str:
    return f"{name} at {size}"


def _ratios(taken: Samples, size: int) -> list[Line]:
    section = f"{SECTION}, {size:,} reservations"

    def line(what: str, against: str, bound: float | None = None) -> Line:
        value, yardstick = (milliseconds(taken[_at(name, size)]) for name in (what, against))
        return Line(section, what, value, against, yardstick, at_most=bound)

    return [
        line(product.NEED, ROOMS, NEED_BOUND),
        line(product.NEED, CONCERNED),
        line(product.ANY_ROOM, ROOMS),
        line(product.ALTERNATIVES, ROOMS, ALTERNATIVES_BOUND),
        line(product.ALTERNATIVES, CONCERNED),
    ]


def _growth(taken: Samples, sizes: Sequence[int]) -> list[Line]:
    """The largest size against the smallest."""
    if len(sizes) < 2:
        return []
    small, large = sizes[0], sizes[-1]
    bounds = {product.NEED: GROWTH_BOUND, product.ALTERNATIVES: GROWTH_BOUND}
    return [
        Line(
            f"Growth from {small:,} to {large:,}",
            name,
            milliseconds(taken[_at(name, large)]),
            f"at {small:,}",
            milliseconds(taken[_at(name, small)]),
            at_most=bounds.get(name),
        )
        for name in (product.NEED, product.ANY_ROOM, product.ALTERNATIVES, ROOMS)
    ]
