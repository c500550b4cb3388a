"""A unit that is taken out of its pool: others take over, and what they can't is told."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from jumpa.core.errors import Conflict
from jumpa.core.events import Event
from jumpa.scheduling import actions
from jumpa.scheduling.events import ResourceClosed
from jumpa.scheduling.models import Resource
from jumpa.scheduling.need import Need, UnitNeed, Want
from jumpa.scheduling.queries import reservations_of
from jumpa.scheduling.rules import Span
from jumpa.scheduling.tests.makers import KEEPER, SUBKOR, at, make_pool, make_unit
from jumpa.scheduling.tests.test_closures import close

pytestmark = pytest.mark.django_db


def microphones(count: int) -> list[Resource]:
    pool = make_pool(key="mik_nirkabel")
    return [make_unit(pool, name=f"Mik {number}") for number in range(1, count + 1)]


def take(owner: str, *units: Resource) -> None:
    """One microphone from 09.00 to 11.00, or these very ones."""
    pinned = tuple(unit.pk for unit in units)
    count = len(units) or 1
    need = Need(units=(UnitNeed("equipment", key="mik_nirkabel", count=count, units=pinned),))
    want = Want(Span(at(9), at(11)), need)
    actions.allocate(owner, [want], label=f"Rapat {owner}", actor=SUBKOR)


def units_of(owner: str) -> list[str]:
    return [one.resource.name for one in reservations_of(owner)]


@pytest.mark.parametrize(
    "leave",
    [
        lambda unit: close(unit),
        lambda unit: actions.switch_resource(unit, False, actor=KEEPER),
        lambda unit: actions.edit_resource(
            unit, {"condition": "broken"}, seen={"condition": "good"}, actor=KEEPER
        ),
    ],
    ids=["closed", "switched off", "broken"],
)
def test_another_unit_of_the_pool_takes_over(heard: list[Event], leave: Callable[[Any], Any]):
    first, _second = microphones(2)
    take("a")
    assert units_of("a") == ["Mik 1"]
    heard.clear()
    leave(first)
    assert units_of("a") == ["Mik 2"]
    assert not [event for event in heard if isinstance(event, ResourceClosed)]


def test_what_no_other_can_take_over_is_told():
    first, second, third = microphones(3)
    take("a"), take("b"), take("c")
    closed = close(first, second)
    assert {one.owner for one in closed.affected} == {"a", "b"}
    assert units_of("c") == ["Mik 3"]
    with pytest.raises(Conflict, match="masih dipesan"):
        actions.switch_resource(third, False, actor=KEEPER)


def test_a_unit_chosen_by_hand_is_not_exchanged():
    first, _second = microphones(2)
    take("a", first)
    assert [one.owner for one in close(first).affected] == ["a"]
    assert units_of("a") == ["Mik 1"]


def test_those_in_the_way_make_room():
    first, second, third = microphones(3)
    take("a"), take("b")
    close(third, start=at(13), end=at(15))
    close(first)
    assert sorted([*units_of("a"), *units_of("b")]) == ["Mik 2", "Mik 3"]
    assert second.reservations.count() == 1


def test_looking_at_whom_it_hits_moves_nothing():
    first, _second = microphones(2)
    take("a")
    assert not actions.would_hit([first], at(7), at(17), reason="other", actor=SUBKOR)
    assert units_of("a") == ["Mik 1"]


def test_a_hold_that_ran_out_is_not_in_the_way():
    first, second = microphones(2)
    take("a")
    take("over")
    assert units_of("over") == ["Mik 2"]
    second.reservations.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert not close(first).affected
    assert units_of("a") == ["Mik 2"]


def test_what_has_begun_stays_where_it_is(clock: Any):
    first, _second = microphones(2)
    take("a")
    clock.move_to(at(10))
    assert [one.owner for one in close(first, start=at(9), end=at(17)).affected] == ["a"]
    assert units_of("a") == ["Mik 1"]
