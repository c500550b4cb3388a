"""Packing by example; ``test_packing_oracle`` proves it over random histories."""

import random
import sys
from collections.abc import Callable
from functools import partial

import pytest

from jumpa.scheduling.packing import Block, Packing, is_full, peak, place, stretch

UNITS = (1, 2, 3)


def b(start: int, end: int, unit: int, key: int | None = None) -> Block:
    """A movable block if it has a key, else a fixed one."""
    return Block(start, end, unit, is_fixed=key is None, key=key)


def test_the_peak_is_counted_moment_by_moment_not_pairwise():
    blocks = [b(0, 2, 1), b(4, 6, 2), b(8, 10, 3)]
    assert peak(blocks, 0, 10) == 1
    assert not is_full(UNITS, blocks, 0, 10, 2)
    assert is_full(UNITS, blocks, 0, 10, 3)


def test_the_peak_looks_only_inside_the_wanted_time():
    blocks = [b(0, 5, 1), b(0, 5, 2), b(9, 12, 3)]
    assert peak(blocks, 5, 9) == 0
    assert peak(blocks, 4, 9) == 2
    assert peak([], 0, 9) == 0


def test_what_touches_does_not_overlap():
    blocks = [b(0, 5, 1), b(9, 12, 1), b(0, 5, 1), b(5, 6, 1)]
    assert peak([b(0, 5, 1), b(5, 9, 2)], 0, 9) == 1
    assert place((1,), blocks, 6, 9, 1) == Packing((1,), {})
    assert place((1,), blocks, 6, 10, 1) is None


def test_a_closure_over_a_reservation_takes_its_unit_once():
    blocks = [b(0, 9, 1), b(2, 4, 1, key=7)]
    assert peak(blocks, 0, 9) == 1
    assert place((1, 2), blocks, 0, 9, 1) == Packing((2,), {})


def test_a_free_unit_is_taken_before_anything_moves():
    blocks = [b(0, 5, 1, key=1), b(3, 8, 2, key=2)]
    assert place(UNITS, blocks, 0, 9, 1) == Packing((3,), {})


def test_the_tightest_gap_is_taken_so_that_long_ones_stay_whole():
    blocks = [b(0, 2, 1), b(9, 12, 1), b(0, 5, 2), b(8, 12, 2)]
    assert place(UNITS, blocks, 5, 8, 1) == Packing((2,), {})
    assert place(UNITS, blocks, 5, 8, 3) == Packing((2, 1, 3), {})


def test_a_preferred_unit_is_taken_first_when_it_is_free():
    assert place(UNITS, [], 0, 5, 2, prefer=(3,)) == Packing((3, 1), {})
    assert place(UNITS, [b(0, 5, 3)], 0, 5, 1, prefer=(3,)) == Packing((1,), {})


def test_many_are_placed_on_different_units_all_or_none():
    assert place(UNITS, [], 0, 5, 3) == Packing((1, 2, 3), {})
    assert place(UNITS, [b(4, 6, 2, key=1)], 0, 5, 3) is None
    assert place(UNITS, [], 0, 5, 0) == Packing((), {})
    assert place((), [], 0, 5, 1) is None


def test_a_later_one_makes_room_when_no_single_unit_is_free():
    blocks = [b(0, 5, 1, key=1), b(8, 12, 2, key=2)]
    assert place((1, 2), blocks, 4, 9, 1) == Packing((2,), {2: 1})


def test_an_earlier_one_makes_room_when_the_later_is_pinned():
    blocks = [b(0, 5, 1, key=1), b(8, 12, 2)]
    assert place((1, 2), blocks, 4, 9, 1) == Packing((1,), {1: 2})


def test_two_pins_block_what_the_peak_allows():
    blocks = [b(0, 5, 1), b(8, 12, 2)]
    assert place((1, 2), blocks, 4, 9, 1) is None
    assert not is_full((1, 2), blocks, 4, 9, 1)


def test_what_has_begun_stays_when_the_new_one_begins_before_it_ends():
    """At moment 3 both first ones run; the third comes later and is the one to move."""
    blocks = [b(0, 6, 1), b(2, 9, 2), b(7, 12, 3, key=3), b(10, 14, 1, key=4)]
    packing = place(UNITS, blocks, 5, 8, 1)
    assert packing == Packing((3,), {3: 1, 4: 2})


def test_what_began_in_the_past_may_block_an_event_entered_late():
    """Now is 10, the new one began at 3: unit 1 was taken then, unit 2 is taken still."""
    blocks = [b(0, 5, 1), b(5, 20, 2)]
    assert place((1, 2), blocks, 3, 12, 1) is None
    assert not is_full((1, 2), blocks, 3, 12, 1)


def test_only_those_that_overlap_the_new_one_move_if_that_is_enough():
    """Left to right 2 would go to unit 1 and push 3 on to unit 2."""
    blocks = [b(0, 5, 1, key=1), b(8, 12, 2, key=2), b(11, 15, 1, key=3)]
    assert place((1, 2), blocks, 4, 9, 1) == Packing((1,), {1: 2})


def test_nothing_moves_that_no_chain_of_overlaps_reaches():
    far = [b(20, 25, 1, key=8), b(12, 16, 2, key=9)]
    blocks = [b(0, 5, 1, key=1), b(8, 12, 2, key=2), *far]
    assert stretch(blocks, 4, 9) == (0, 12)
    packing = place((1, 2), blocks, 4, 9, 1)
    assert packing is not None
    assert not {8, 9} & set(packing.moves)


def test_the_stretch_ends_where_only_fixed_ones_bridge():
    blocks = [b(0, 4, 1, key=1), b(4, 9, 2, key=2), b(8, 12, 1), b(11, 15, 2, key=3)]
    assert stretch(blocks, 5, 6) == (4, 9)
    assert stretch(blocks, 3, 6) == (0, 9)
    assert stretch([], 5, 6) == (5, 6)


def test_one_without_a_key_stays():
    blocks = [Block(0, 5, 1), Block(8, 12, 2)]
    assert place((1, 2), blocks, 4, 9, 1) is None


def test_a_unit_out_of_use_neither_counts_nor_loses_what_it_has():
    blocks = [b(0, 5, 1, key=1), b(8, 12, 2, key=2), b(0, 9, 4, key=4), b(8, 9, 5)]
    assert not is_full((1, 2), blocks, 4, 9, 1)
    assert place((1, 2), blocks, 4, 9, 1) == Packing((2,), {2: 1})


def test_what_lies_over_a_closure_of_its_own_unit_stays_there():
    blocks = [b(0, 12, 1), b(3, 5, 1, key=1), b(0, 5, 2, key=2), b(8, 12, 3, key=3)]
    assert place(UNITS, blocks, 4, 9, 1) == Packing((3,), {3: 2})


@pytest.mark.parametrize("preferred", [2, 3])
def test_of_units_that_disturb_as_few_the_preferred_one_is_cleared(preferred: int):
    blocks = [b(0, 5, 1, key=1), b(8, 12, 2, key=2), b(8, 12, 3, key=3)]
    blocks += [b(0, 3, 2), b(0, 3, 3)]
    packing = place(UNITS, blocks, 4, 9, 1, prefer=(preferred,))
    assert packing == Packing((preferred,), {preferred: 1})


def busy(count: int, units: int) -> list[Block]:
    chance = random.Random(1)
    starts = [number // units * 12 for number in range(count)]
    return [
        Block(start, start + chance.randint(1, 12), number % units, key=number)
        for number, start in enumerate(starts)
    ]


def calls_of(deed: Callable[[], object]) -> int:
    """How many functions it calls: its work, whatever else the machine does."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        deed()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(("count", "units"), [(20, 100), (100, 20), (400, 20)])
def test_its_work_grows_with_the_reservations_not_with_their_pairs(count: int, units: int):
    """It runs under a lock for which a second event waits."""

    def work(times: int) -> int:
        blocks = busy(count * times, units * times)
        return max(
            calls_of(partial(place, range(units * times), blocks, start, start + 14, 1))
            for start in range(0, 40, 3)
        )

    assert work(4) < 4 * 1.5 * work(1)
