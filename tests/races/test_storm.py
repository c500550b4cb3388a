"""The storm in small; in full it is ``make storm``. The control shows that it would find harm."""

from collections.abc import Iterator
from functools import partial

import pytest
from django.db import connection

from jumpa.core.errors import Conflict
from jumpa.scheduling import actions
from jumpa.scheduling.models import Allocation, Reservation, Resource
from jumpa.scheduling.need import RoomNeed
from jumpa.scheduling.tests.makers import (
    SUBKOR,
    at,
    make_allocation,
    make_room,
    make_units,
    make_want,
    some_of,
)
from tests.flows.office import Office
from tests.races.racing import failures, race
from tests.races.storm_checks import CHECKS, PARTIAL, ask
from tests.races.storm_world import furnish, read_world
from tests.races.storming import storm, without_locks

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_a_dozen_clients_on_every_path_leave_nothing_wrong(office: Office) -> None:
    furnish()
    tally = storm(read_world(), office, range(12), 15)
    assert tally.samples == []
    assert (tally.errors, tally.deadlocks) == (0, 0)
    assert sum(tally.won.values()) > 60
    assert {name: ask(sql) for name, sql in CHECKS.items()} == dict.fromkeys(CHECKS, 0)


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Neither constraint nor locks."""
    (constraint,) = [
        one for one in Reservation._meta.constraints if one.name == "no_resource_twice"
    ]
    with connection.schema_editor() as editor:
        editor.remove_constraint(Reservation, constraint)
    without_locks(lambda module, name, value: monkeypatch.setattr(module, name, value))
    yield
    monkeypatch.undo()
    Reservation.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Reservation, constraint)


def want_all(room: Resource, day: int, thread: int) -> list[Allocation]:
    want = make_want(at(9, day=day), at(11, day=day), room=RoomNeed(room.pk))
    return make_allocation(f"{day}-{thread}", want)


@pytest.mark.usefixtures("unguarded")
def test_without_constraint_and_locks_the_checks_find_overlaps() -> None:
    room = make_room()
    for day in range(1, 11):
        assert failures(race(partial(want_all, room, day)), Conflict) == []
    assert ask(CHECKS["overlaps"]) > 0


def test_half_an_allocation_would_be_found() -> None:
    """The control of the other check."""
    mics = make_units(2)
    make_allocation("a", make_want(units=some_of(mics, 2)))
    assert ask(PARTIAL) == 0
    Reservation.objects.order_by("pk")[0].delete()
    assert ask(PARTIAL) == 1
    actions.release("a", actor=SUBKOR)
    assert ask(PARTIAL) == 0
