"""Packing against brute force: ``HISTORIES`` random histories, checked after each step.

A history is up to twelve requests on one to four units, with releases, with the clock going on
(what has begun is fixed) or with pins, each step compared with what an exhaustive search finds.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jumpa.scheduling.packing import Block, Packing, is_full, place

HISTORIES = 12_000
SHARES = 6
REQUESTS = 12
HORIZON = 24


def most_at_once(blocks: list[Block], start: int, end: int) -> int:
    """The peak, moment by moment."""
    return max(sum(one.start <= t < one.end for one in blocks) for t in range(start, end))


def fits(units: range, blocks: list[Block], start: int, end: int, count: int) -> bool:
    """Whether any assignment at all leaves room, by trying every one."""
    taken = {unit: [one for one in blocks if one.is_fixed and one.unit == unit] for unit in units}
    waiting = [Block(start, end, 0)] * count + [one for one in blocks if not one.is_fixed]

    def seat(index: int) -> bool:
        if index == len(waiting):
            return True
        one = waiting[index]
        for unit in units:
            if not any(one.overlaps(other.start, other.end) for other in taken[unit]):
                taken[unit].append(one)
                if seat(index + 1):
                    return True
                taken[unit].pop()
        return False

    return seat(0)


@dataclass
class History:
    """A pool in which requests come and go; counts what it has seen."""

    units: range
    chance: random.Random
    pins: float = 0
    has_clock: bool = False
    now: int = 0
    blocks: list[Block] = field(default_factory=list)
    requests: int = 0
    repacks: int = 0
    refused: int = 0
    blocked: int = 0

    def live(self) -> "History":
        """Until the last request."""
        while self.requests < REQUESTS:
            self.step()
        return self

    def step(self) -> None:
        """One release, or the clock goes on, or a request."""
        draw = self.chance.random()
        if self.blocks and draw < 0.25:
            self.blocks.pop(self.chance.randrange(len(self.blocks)))
        elif self.has_clock and draw < 0.35:
            self.pass_time(self.chance.randint(1, 3))
        else:
            self.request()

    def pass_time(self, by: int) -> None:
        """What has begun is fixed from now on; what has ended is gone."""
        self.now += by
        self.blocks = [
            replace(one, is_fixed=one.is_fixed or one.start <= self.now)
            for one in self.blocks
            if one.end > self.now
        ]

    def request(self) -> None:
        """Ask for one or two units and compare the answer with brute force."""
        start = self.now + self.chance.randrange(HORIZON)
        end = start + self.chance.randint(1, 9)
        count = self.chance.choice((1, 1, 1, 2))
        found = place(self.units, self.blocks, start, end, count)
        room = most_at_once(self.blocks, start, end) + count <= len(self.units)
        assert is_full(self.units, self.blocks, start, end, count) != room
        self.requests += 1
        if found is None:
            self.refused += 1
            self.blocked += room
            assert not room or (self.pins and not fits(self.units, self.blocks, start, end, count))
        else:
            assert room
            self.accept(found, start, end, count)

    def accept(self, found: Packing, start: int, end: int, count: int) -> None:
        """Move, add, and check that nothing overlaps and nothing fixed has moved."""
        self.repacks += bool(found.moves)
        movable = {one.key: one for one in self.blocks if not one.is_fixed}
        assert found.moves.keys() <= movable.keys()
        assert all(movable[key].unit != unit for key, unit in found.moves.items())
        assert len(set(found.chosen)) == count
        moved = [replace(one, unit=found.moves.get(one.key or 0, one.unit)) for one in self.blocks]
        self.blocks = moved + self.made(found.chosen, start, end)
        self.check()
        if not found.moves:
            self.blocks = moved + self.made(self.scattered(moved, start, end, count), start, end)

    def made(self, chosen: Sequence[int], start: int, end: int) -> list[Block]:
        """What stands for the new one."""
        return [
            Block(start, end, unit, self.is_fixed(start), self.requests * 10 + number)
            for number, unit in enumerate(chosen)
        ]

    def scattered(self, blocks: list[Block], start: int, end: int, count: int) -> list[int]:
        """Any free units: histories grow as untidy as years of releases leave them."""
        taken = {one.unit for one in blocks if one.overlaps(start, end)}
        return self.chance.sample([unit for unit in self.units if unit not in taken], count)

    def is_fixed(self, start: int) -> bool:
        """Begun, or chosen by hand."""
        return (self.has_clock and start <= self.now) or self.chance.random() < self.pins

    def check(self) -> None:
        """All are on a unit of the pool, and no two overlap."""
        assert all(one.unit in self.units for one in self.blocks)
        for one, other in combinations(self.blocks, 2):
            assert one.unit != other.unit or not one.overlaps(other.start, other.end)


def histories(share: int) -> Iterator[History]:
    """Of each three: nothing fixed, begun ones, and pins (one in three, or two in three)."""
    for number in range(share, HISTORIES, SHARES):
        chance = random.Random(number)
        kind = number // SHARES % 3
        yield History(
            range(chance.randint(1, 4)),
            chance,
            pins=chance.choice((0.3, 0.6)) if kind == 2 else 0,
            has_clock=kind == 1,
        )


@pytest.mark.parametrize("share", range(SHARES))
def test_a_request_is_accepted_if_and_only_if_the_peak_fits(share: int):
    lived = [history.live() for history in histories(share)]
    assert len(lived) == HISTORIES // SHARES
    assert sum(history.requests for history in lived) == REQUESTS * len(lived)
    # And they meet the cases in question.
    assert sum(history.repacks for history in lived) > 200
    assert sum(history.refused for history in lived) > 1_000
    assert sum(history.blocked for history in lived) > 20


def first_fit(units: range, blocks: list[Block], start: int, end: int, count: int) -> list[int]:
    """The control: free units as they are, nobody moves."""
    taken = {one.unit for one in blocks if one.overlaps(start, end)}
    return [unit for unit in units if unit not in taken][:count]


def test_without_repacking_first_fit_refuses_what_the_peak_allows():
    refused_in_vain = 0
    for history in histories(0):
        history.live()
        start, end = history.now + 4, history.now + 12
        if not is_full(history.units, history.blocks, start, end, 1):
            refused_in_vain += not first_fit(history.units, history.blocks, start, end, 1)
    assert refused_in_vain > 50


def pairwise(blocks: list[Block], start: int, end: int) -> int:
    """What peers count: all that overlap the wanted time, at whatever moment."""
    return sum(one.overlaps(start, end) for one in blocks)


def by_pairs(units: range, blocks: list[Block], start: int, end: int, count: int) -> bool:
    return pairwise(blocks, start, end) + count > len(units)


def touching(stretches: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(one[0] <= end and start <= one[1] for one in stretches)


MUTANTS = {
    "nothing is repacked": ("jumpa.scheduling.packing._repack", lambda *_: None),
    "pairs are counted": ("jumpa.scheduling.packing.is_full", by_pairs),
    "fixed ones are moved": ("jumpa.scheduling.packing.Block.may_move", True),
    "fixed ones are not seen": ("jumpa.scheduling.seating.hits", lambda *_: False),
    "touching is overlap": ("jumpa.scheduling.seating.hits", touching),
    "nothing is tried again": ("jumpa.scheduling.packing.MOST_RETRIES", -1),
    "who sits there is not seen": ("jumpa.scheduling.seating._Search._is_open", lambda *_: True),
}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_the_histories_find_each_fault_put_in_on_purpose(
    mutant: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(*MUTANTS[mutant])
    with pytest.raises(AssertionError):
        list(map(History.live, histories(0)))


pieces = st.lists(
    st.tuples(st.integers(0, 15), st.integers(1, 6), st.integers(0, 2), st.booleans()), max_size=8
)


def without_overlap(drawn: list[tuple[int, int, int, bool]]) -> list[Block]:
    kept: list[Block] = []
    for key, (start, length, unit, is_fixed) in enumerate(drawn, start=1):
        one = Block(start, start + length, unit, is_fixed, key)
        if not any(
            one.unit == other.unit and one.overlaps(other.start, other.end) for other in kept
        ):
            kept.append(one)
    return kept


@settings(max_examples=1_000, deadline=None)
@given(pieces.map(without_overlap), st.integers(0, 15), st.integers(1, 8), st.integers(1, 2))
def test_around_pins_in_any_pattern_it_finds_a_place_whenever_there_is_one(
    blocks: list[Block], start: int, length: int, count: int
):
    units, end = range(3), start + length
    found = place(units, blocks, start, end, count)
    assert (found is not None) == fits(units, blocks, start, end, count)
    assert found == place(units, blocks, start, end, count)
