from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from jumpa.scheduling.numbering import counted_up, next_number, numbered
from jumpa.scheduling.rules import shifts_overlap


def test_names_count_on_from_the_highest():
    assert next_number([]) == 1
    assert next_number(["Mik", "Mik 2", "Mik 10", "Mik 9"]) == 11
    assert numbered("Mik", 11, 2) == ["Mik 11", "Mik 12"]


def test_the_last_number_counts_up_and_keeps_its_zeros():
    assert counted_up("KOM/2024/098-A", 3) == ["KOM/2024/098-A", "KOM/2024/099-A", "KOM/2024/100-A"]
    assert counted_up("KOM", 3) == ["KOM", "", ""]
    assert counted_up("", 2) == ["", ""]


@given(st.text(max_size=20), st.integers(1, 30))
def test_numbers_are_never_given_twice(text: str, count: int):
    made = counted_up(text, count)
    named = [one for one in made if one]
    assert (len(made), len(set(named))) == (count, len(named))


def shift(day: int, start: int, end: int) -> tuple[int, time, time]:
    return day, time(start), time(end)


def test_shifts_overlap_over_midnight_and_over_the_end_of_the_week():
    assert shifts_overlap(shift(0, 8, 12), shift(0, 11, 16))
    assert not shifts_overlap(shift(0, 8, 12), shift(0, 12, 16))
    assert not shifts_overlap(shift(0, 8, 12), shift(1, 8, 12))
    assert shifts_overlap(shift(0, 20, 6), shift(1, 5, 8))
    assert shifts_overlap(shift(6, 20, 6), shift(0, 5, 8))
    assert shifts_overlap(shift(0, 5, 8), shift(6, 20, 6))
    assert not shifts_overlap(shift(6, 20, 0), shift(0, 0, 8))
    assert shifts_overlap(shift(3, 0, 0), shift(3, 23, 1))
