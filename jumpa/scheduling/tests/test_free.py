"""The few free resources that most plans are made of: what they may hold, and what they decide."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest

from jumpa.core.errors import Conflict
from jumpa.scheduling.actions.allocating import sketched
from jumpa.scheduling.models import Kind, Resource
from jumpa.scheduling.need import OperatorNeed, RoomNeed, UnitNeed
from jumpa.scheduling.planning import Picture, plan
from jumpa.scheduling.queries.free import load_free
from jumpa.scheduling.queries.picture import load_picture
from jumpa.scheduling.tests.makers import (
    at,
    expired,
    make_allocation,
    make_closure,
    make_hold,
    make_room,
    make_unit,
    make_units,
    make_want,
    some_of,
)

pytestmark = pytest.mark.django_db
# The package has a function of that name.
allocate = import_module("jumpa.scheduling.actions.allocate")


def units_in(picture: Picture | None) -> list[int]:
    assert picture is not None
    return [unit for pool in picture.pools.values() for unit in pool.units]


def test_what_is_taken_closed_or_only_just_run_out_is_not_among_them():
    pool = make_units(3)
    taken, closed, free = pool.resources.order_by("pk")
    make_closure(closed)
    make_allocation("a", make_want(units=some_of(pool, 1, taken)))
    want = make_want(units=some_of(pool))
    assert units_in(load_free(want)) == [free.pk]
    expired(taken.reservations.get())
    assert units_in(load_free(want)) == [free.pk]


def test_a_pools_phases_and_the_needs_own_count():
    pool = make_units(1, setup_minutes=30)
    make_allocation("a", make_want(at(7), at(8, 45), units=some_of(pool)))
    assert units_in(load_free(make_want(units=some_of(pool)))) == []
    assert units_in(load_free(make_want(units=some_of(pool), setup=15))) != []


def test_a_chosen_room_that_is_taken_or_a_unit_chosen_by_hand_needs_the_whole_picture():
    room, pool = make_room(), make_units(2)
    want = make_want(room=RoomNeed(room.pk))
    assert load_free(want) is not None
    make_hold("a", room)
    assert load_free(want) is None
    assert load_free(want, exclude_owner="a") is not None
    first = pool.resources.order_by("pk")[0]
    assert load_free(make_want(units=some_of(pool, 1, first))) is None


def test_the_smallest_room_that_serves_is_among_them_however_many_are_free():
    for capacity in range(200, 20, -5):
        make_room(capacity=capacity)
    want = make_want(room=RoomNeed(people=50))
    few = load_free(want)
    assert few is not None
    drawn = plan(few, [want])
    assert Resource.objects.get(pk=drawn.claims[0].resource).capacity == 50


def test_the_least_loaded_operator_is_among_them_however_many_are_free():
    pool = make_units(0, Kind.OPERATOR)
    operators = [make_unit(pool) for _ in range(12)]
    day = timedelta(days=1)
    for number, one in enumerate(operators[:-1]):
        chosen = OperatorNeed(operators=(one.pk,))
        make_allocation(f"o{number}", make_want(at(9) + day, at(11) + day, operators=chosen))
    want = make_want(operators=OperatorNeed())
    few, whole = load_free(want), load_picture([want])
    assert few is not None
    assert len(few.operators) < len(whole.operators)
    (claim,) = plan(few, [want]).claims
    assert claim.resource == operators[-1].pk == plan(whole, [want]).claims[0].resource


def test_a_plan_over_them_is_whole_only_where_one_over_all_is():
    room, pool = make_room(), make_units(3)
    for count in range(1, 6):
        want = make_want(room=RoomNeed(room.pk), units=(UnitNeed(pool.kind, count=count),))
        few = load_free(want)
        assert few is not None
        whole = plan(load_picture([want]), [want]).is_whole
        assert plan(few, [want]).is_whole == whole == (count <= 3)


def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen once, between the look before the locks and the locks."""
    real, done = allocate.lock, []

    def late(owner: str, *facts: Any, **terms: Any) -> Any:
        if not done:
            done.append(True)
            happens()
        return real(owner, *facts, **terms)

    monkeypatch.setattr(allocate, "lock", late)


def test_a_unit_taken_or_closed_after_the_first_look_is_left_for_another(
    monkeypatch: pytest.MonkeyPatch,
):
    pool = make_units(3)
    first, second, third = pool.resources.order_by("pk")
    want = make_want(units=some_of(pool))
    assert sketched([want]) == [first.pk]
    meanwhile(monkeypatch, lambda: make_allocation("b", make_want(units=some_of(pool, 1, first))))
    (made,) = make_allocation("a", want)
    assert made.reservations.get().resource == second
    meanwhile(monkeypatch, lambda: make_closure(third))
    with pytest.raises(Conflict):
        make_allocation("c", want)


def test_an_operator_sent_on_leave_after_the_first_look_is_not_taken(
    monkeypatch: pytest.MonkeyPatch,
):
    pool = make_units(2, Kind.OPERATOR)
    first, second = pool.resources.order_by("pk")
    want = make_want(operators=OperatorNeed())
    assert sketched([want]) == [first.pk]
    meanwhile(monkeypatch, lambda: make_closure(first))
    (made,) = make_allocation("a", want)
    assert made.reservations.get().resource == second
