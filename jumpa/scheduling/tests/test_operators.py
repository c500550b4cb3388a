"""Operators: on shift, not on leave, rested; the least loaded first; by hand with a reason."""

from datetime import time

import pytest

from jumpa.core.errors import Conflict
from jumpa.scheduling import queries
from jumpa.scheduling.models import Kind, Pool, Reservation, Resource, Shift
from jumpa.scheduling.need import OperatorNeed
from jumpa.scheduling.tests.makers import (
    at,
    make_allocation,
    make_closure,
    make_units,
    make_want,
)

pytestmark = pytest.mark.django_db
ONE = OperatorNeed()


def staff(count: int) -> tuple[Pool, list[Resource]]:
    """An operator pool and who is in it."""
    pool = make_units(count, Kind.OPERATOR)
    return pool, list(pool.resources.order_by("order"))


def who(owner: str) -> list[Resource]:
    return [one.resource for one in queries.reservations_of(owner)]


def give_shift(person: Resource, start: int, end: int, *, weekday: int = 1) -> None:
    """On Tuesdays, as 1 December 2026 is one."""
    hours = {"start": time(start), "end": time(end)}
    Shift.objects.create(resource=person, weekday=weekday, **hours)


def test_only_who_is_on_shift_for_all_of_the_time_is_asked():
    _, (early, late) = staff(2)
    give_shift(early, 7, 10)
    give_shift(late, 9, 16)
    make_allocation("a", make_want(operators=ONE))
    assert who("a") == [late]


def test_shifts_that_touch_are_one_and_a_gap_is_one():
    _, (person,) = staff(1)
    give_shift(person, 7, 10)
    give_shift(person, 10, 12)
    make_allocation("a", make_want(operators=ONE))
    with pytest.raises(Conflict):
        make_allocation("b", make_want(at(11, 30), at(12, 30), operators=ONE))


def test_set_up_belongs_to_the_shift():
    pool, (person,) = staff(1)
    give_shift(person, 9, 12)
    make_allocation("a", make_want(operators=ONE))
    pool.setup_minutes = 15
    pool.save()
    with pytest.raises(Conflict):
        make_allocation("a", make_want(at(9, day=8), at(11, day=8), operators=ONE))


@pytest.mark.parametrize(("hour", "day", "serves"), [(23, 1, True), (1, 2, True), (6, 2, False)])
def test_a_shift_over_midnight_goes_on_the_next_day(hour: int, day: int, serves: bool):
    _, (person,) = staff(1)
    give_shift(person, 22, 6)
    want = make_want(at(hour, day=day), at(hour, 45, day=day), operators=ONE)
    assert queries.check_wants([want]).is_free is serves


def test_a_sunday_night_shift_reaches_into_monday():
    _, (person,) = staff(1)
    give_shift(person, 22, 6, weekday=6)
    want = make_want(at(23, day=6), at(5, day=7), operators=ONE)
    assert queries.check_wants([want]).is_free


def test_without_any_shift_someone_serves_outside_office_hours():
    _, (person,) = staff(1)
    make_allocation("a", make_want(at(2), at(4), operators=ONE))
    assert who("a") == [person]


def test_who_is_on_leave_is_not_asked():
    _, (away, there) = staff(2)
    make_closure(away, reason="leave")
    make_allocation("a", make_want(operators=ONE))
    assert who("a") == [there]
    with pytest.raises(Conflict):
        make_allocation("b", make_want(operators=ONE))


def test_half_an_hour_lies_between_two_events_of_one_operator():
    staff(1)
    make_allocation("a", make_want(operators=ONE))
    for start, end in ((at(11), at(12)), (at(11, 29), at(12)), (at(8), at(8, 45))):
        assert not queries.check_wants([make_want(start, end, operators=ONE)]).is_free
    make_allocation("b", make_want(at(11, 30), at(12), operators=ONE))


def test_without_a_rest_they_follow_at_once(settings):
    """The control."""
    settings.OPERATOR_REST_MINUTES = 0
    staff(1)
    make_allocation("a", make_want(operators=ONE))
    make_allocation("b", make_want(at(11), at(12), operators=ONE))


def test_the_least_loaded_of_the_days_around_is_asked_first():
    _, (first, second) = staff(2)
    for owner, person in (("a", first), ("b", second), ("c", first)):
        day = 1 + "abc".index(owner)
        make_allocation(owner, make_want(at(9, day=day), at(11, day=day), operators=ONE))
        assert who(owner) == [person]
    make_allocation("d", make_want(at(13), at(14), operators=ONE))
    assert who("d") == [second]


def test_the_dates_of_a_series_are_shared_out():
    _, people = staff(2)
    wants = [make_want(at(9, day=day), at(11, day=day), operators=ONE) for day in (1, 2, 3, 4)]
    make_allocation("a", *wants)
    assert [who("a").count(person) for person in people] == [2, 2]


def test_an_event_that_moves_keeps_its_operator():
    _, (first, second) = staff(2)
    make_allocation("b", make_want(at(9, day=2), at(11, day=2), operators=ONE))
    make_allocation("a", make_want(operators=ONE))
    assert (who("b"), who("a")) == ([first], [second])
    make_allocation(
        "c", make_want(at(9, day=3), at(15, day=3), operators=OperatorNeed(1, (second.pk,)))
    )
    make_allocation("a", make_want(at(13), at(15), operators=ONE))
    assert who("a") == [second]


def test_one_chosen_by_hand_is_pinned_and_needs_a_reason_off_duty():
    _, (person, _other) = staff(2)
    make_closure(person, reason="leave")
    chosen = OperatorNeed(1, (person.pk,))
    with pytest.raises(Conflict, match="tidak bertugas, cuti"):
        make_allocation("a", make_want(operators=chosen))
    make_allocation("a", make_want(operators=OperatorNeed(1, (person.pk,), "Hanya ia yang bisa")))
    kept = Reservation.objects.get()
    assert (kept.resource, kept.is_pinned) == (person, True)


def test_no_reason_makes_one_serve_two_events_at_once():
    _, (person, _other) = staff(2)
    chosen = OperatorNeed(1, (person.pk,), "Mendesak")
    make_allocation("a", make_want(operators=chosen))
    with pytest.raises(Conflict, match="sudah terpakai"):
        make_allocation("b", make_want(at(10), at(12), operators=chosen))
    make_allocation("b", make_want(at(11), at(12), operators=chosen))


def test_beside_the_one_chosen_by_hand_others_are_found():
    _, people = staff(3)
    make_allocation("a", make_want(operators=OperatorNeed(2, (people[2].pk,))))
    assert who("a") == [people[0], people[2]]
    with pytest.raises(Conflict, match="Tidak ada operator"):
        make_allocation("b", make_want(operators=OperatorNeed(2)))
