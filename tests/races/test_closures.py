"""Something is closed while others book it: whoever got it all the same is told."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from jumpa.core.errors import Conflict
from jumpa.scheduling import actions
from jumpa.scheduling.actions import closures
from jumpa.scheduling.models import Reservation, Resource
from jumpa.scheduling.need import Need, UnitNeed, Want
from jumpa.scheduling.rules import Span
from jumpa.scheduling.tests.makers import KEEPER, SUBKOR, at, make_pool, make_room, make_unit
from tests.races.racing import ROUNDS, THREADS, failures, race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def book(room: Resource, day: timedelta, thread: int) -> list[Any]:
    """An hour of its own, and a microphone at the hour that all want."""
    hour = at(8 + thread) + day
    needs = (UnitNeed("equipment", key="mik"),) if thread % 2 else ()
    event = Span(hour, hour + timedelta(hours=1))
    if needs:
        return actions.allocate(
            f"{day.days}-{thread}",
            [Want(Span(at(9) + day, at(10) + day), Need(units=needs))],
            label="Rapat",
            actor=SUBKOR,
        )
    return actions.hold(
        f"{day.days}-{thread}", [room], event.start, event.end, label="Rapat", actor=SUBKOR
    )


def one_of(room: Resource, unit: Resource, round_: int, thread: int) -> actions.Closed | list[Any]:
    day = timedelta(days=round_)
    if thread == 0:
        both = [unit, room]
        return actions.close_resources(
            both, at(6) + day, at(20) + day, reason="maintenance", actor=SUBKOR
        )
    return book(room, day, thread)


def missed(results: list[Any], room: Resource, unit: Resource, round_: int) -> set[str]:
    """Owners that stand in the closed time and of whom the closer knows nothing."""
    (closed,) = (one for one in results if isinstance(one, actions.Closed))
    during = Span(at(6) + timedelta(days=round_), at(20) + timedelta(days=round_))
    standing = Reservation.objects.filter(resource__in=[room, unit]).overlapping(during)
    return {one.owner for one in standing} - {one.owner for one in closed.affected}


def rounds(count: int) -> set[str]:
    room, pool = make_room(), make_pool(key="mik")
    units = [make_unit(pool) for _ in range(3)]
    unseen: set[str] = set()
    for number in range(count):
        results = race(partial(one_of, room, units[0], number))
        assert failures(results, Conflict) == []
        unseen |= missed(results, room, units[0], number)
    return unseen


def test_whoever_was_quicker_than_the_closure_is_told():
    assert rounds(ROUNDS) == set()


def slowly(look: Callable[..., Any]) -> Callable[..., Any]:
    def looked(*args: Any, **how: Any) -> Any:
        found = look(*args, **how)
        time.sleep(0.2)
        return found

    return looked


def test_without_the_locks_somebody_is_forgotten(monkeypatch: pytest.MonkeyPatch):
    """The control."""
    monkeypatch.setattr(closures, "lock_resources", lambda resources: None)
    monkeypatch.setattr(closures, "affected_by", slowly(closures.affected_by))
    assert rounds(3)


def test_a_unit_breaks_under_eight_bookings_and_none_stands_on_it():
    pool = make_pool(key="mik")
    units = [make_unit(pool) for _ in range(THREADS)]

    def act(thread: int) -> object:
        if thread == 0:
            return actions.switch_resource(units[0], False, actor=KEEPER)
        return book(units[0], timedelta(0), 2 * thread - 1)

    results = race(act)
    assert failures(results, Conflict) == []
    assert not units[0].reservations.exists()
    assert Reservation.objects.count() == THREADS - 1
