"""Several wants in one plan, over a pool in plain Python: what one moved, the others know."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from jumpa.scheduling.need import Need, UnitNeed, Want
from jumpa.scheduling.planning import Busy, Picture, Plan, PoolFacts, plan
from jumpa.scheduling.rules import Span

HOUR = 3600
UNITS = (1, 2, 3)
LATER = 100 * HOUR
"""Far enough from the first hours to be another day."""


class Table:
    """What the database would tell; it knows nothing of a plan in the making."""

    def __init__(self, rows: Collection[Busy]) -> None:
        self.rows = rows
        self.expired: dict[int, Busy] = {}

    def around(self, units: Collection[int], start: int, end: int) -> list[Busy]:
        while True:
            found = [one for one in self.rows if one.overlaps(start, end)]
            first = min([start, *(one.start for one in found)])
            last = max([end, *(one.end for one in found)])
            if (first, last) == (start, end):
                return found
            start, end = first, last

    def loads(self, operators: Collection[int], at: int) -> Mapping[int, int]:
        return {}


def want(start: int, end: int, count: int = 1) -> Want:
    moments = [datetime.fromtimestamp(hour * HOUR, UTC) for hour in (start, end)]
    return Want(Span(*moments), Need(units=(UnitNeed("equipment", count=count),)))


def taken(*spans: tuple[int, int, int]) -> list[Busy]:
    """(unit, first hour, last hour) each; a unit's later one is dropped where they overlap."""
    found: list[Busy] = []
    for key, (unit, start, end) in enumerate(spans, start=1):
        one = Busy(unit, start * HOUR, end * HOUR, key)
        if not any(o.resource == unit and o.overlaps(one.start, one.end) for o in found):
            found.append(one)
    return found


def planned(rows: list[Busy], wants: list[Want]) -> Plan:
    """The plan over a picture that knows, at first, only what overlaps the wants."""
    picture = Picture(now=0, source=Table(rows), pools={9: PoolFacts(9, "equipment", "P", UNITS)})
    for row in rows:
        spans = [(one.event.start.timestamp(), one.event.end.timestamp()) for one in wants]
        if any(row.overlaps(int(start), int(end)) for start, end in spans):
            picture.add(row)
    return plan(picture, wants)


def outcome(rows: list[Busy], made: Plan) -> dict[int, list[tuple[int, int]]]:
    """What stands on each unit once the plan is carried out."""
    after: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        after[made.moves.get(row.key or 0, row.resource)].append((row.start, row.end))
    for claim in made.claims:
        after[claim.resource].append((claim.start, claim.end))
    return after


def peak(spans: list[tuple[int, int]], start: int, end: int) -> int:
    moments = [start, *(first for first, _ in spans if start <= first < end)]
    return max(sum(first <= at < last for first, last in spans) for at in moments)


hours = st.integers(1, 12)
lengths = st.integers(1, 4)
blocks = st.lists(
    st.tuples(st.sampled_from(UNITS), hours, lengths).map(
        lambda one: (one[0], one[1], sum(one[1:]))
    ),
    max_size=12,
)
wishes = st.lists(
    st.tuples(hours, lengths, st.integers(1, 2)).map(
        lambda one: want(one[0], one[0] + one[1], one[2])
    ),
    min_size=2,
    max_size=4,
)


@settings(max_examples=400, deadline=None)
@given(blocks, wishes)
def test_what_a_plan_has_moved_its_next_want_finds_moved(
    spans: list[tuple[int, int, int]], wants: list[Want]
):
    rows = taken(*spans)
    made = planned(rows, wants)
    for there in outcome(rows, made).values():
        assert all(before[1] <= after[0] for before, after in pairwise(sorted(there)))


@settings(max_examples=400, deadline=None)
@given(blocks, wishes)
def test_each_want_is_met_if_and_only_if_the_peak_allows_it_beside_those_before(
    spans: list[tuple[int, int, int]], wants: list[Want]
):
    rows = taken(*spans)
    made = planned(rows, wants)
    there = [(row.start, row.end) for row in rows]
    short = {one.want for one in made.shortages}
    for index, one in enumerate(wants):
        start, end = int(one.event.start.timestamp()), int(one.event.end.timestamp())
        count = one.need.units[0].count
        assert (index in short) == (peak(there, start, end) + count > len(UNITS))
        if index not in short:
            there += [(start, end)] * count


def test_the_repack_of_one_date_does_not_forget_what_is_taken_on_another():
    rows = taken(
        *((unit, 8, 10) for unit in (1,)),
        *((unit, 12, 14) for unit in (2,)),
        (3, 8, 14),
        *((unit, LATER // HOUR, LATER // HOUR + 2) for unit in UNITS),
    )
    later = want(LATER // HOUR, LATER // HOUR + 2)
    made = planned(rows, [want(9, 13), later])
    assert made.moves != {}
    assert [one.want for one in made.shortages] == [1]
