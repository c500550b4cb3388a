"""Several resources at once, each client in an order of its own; rows are locked in one order."""

from datetime import timedelta
from functools import partial
from random import Random

import pytest
from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected

from jumpa.core.errors import Conflict
from jumpa.scheduling import actions
from jumpa.scheduling.models import Pool, Reservation, Resource, to_range
from jumpa.scheduling.need import UnitNeed, Want
from jumpa.scheduling.rules import Span
from jumpa.scheduling.tests.makers import (
    SUBKOR,
    at,
    make_allocation,
    make_room,
    make_units,
    make_want,
)
from tests.races.racing import ROUNDS, failures, race
from tests.races.storm_checks import CHECKS, ask

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def mixed(rooms: list[Resource], round_: int, thread: int) -> tuple[list[Resource], Span]:
    """The same rooms for the same time, in another order for each client."""
    start = at(9) + timedelta(days=round_)
    return Random(f"{round_}-{thread}").sample(rooms, 3), Span(start, start + timedelta(hours=1))


def hold(rooms: list[Resource], round_: int, thread: int) -> list[Reservation]:
    wanted, time = mixed(rooms, round_, thread)
    return actions.hold(
        f"{round_}-{thread}", wanted, time.start, time.end, label="Rapat", actor=SUBKOR
    )


def insert_without_locks(rooms: list[Resource], round_: int, thread: int) -> None:
    """The constraint alone: an insert waits for another's, which waits for ours."""
    wanted, time = mixed(rooms, round_, thread)
    with transaction.atomic():
        impatient()
        for room in wanted:
            Reservation.objects.create(
                owner=f"{round_}-{thread}",
                resource=room,
                during=to_range(time),
                event=to_range(time),
                label="Rapat",
            )


def impatient() -> None:
    """Let the database look for deadlocks at once, in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL deadlock_timeout = '20ms'")


def deadlocks(results: list[object]) -> int:
    """How many clients were thrown out of a deadlock."""
    return sum(
        isinstance(one, OperationalError) and isinstance(one.__cause__, DeadlockDetected)
        for one in results
    )


def test_three_resources_in_any_order_never_deadlock():
    rooms = [make_room() for _ in range(3)]
    for number in range(ROUNDS):
        results = race(partial(hold, rooms, number))
        assert failures(results, Conflict) == []
        assert len([one for one in results if isinstance(one, list)]) == 1
    assert Reservation.objects.count() == 3 * ROUNDS


def test_without_the_ordered_locks_the_constraint_alone_deadlocks():
    rooms = [make_room() for _ in range(3)]
    results: list[object] = []
    for number in range(ROUNDS):
        results += race(partial(insert_without_locks, rooms, number))
    assert deadlocks(results) > 0


def test_owners_that_exchange_their_rooms_wait_for_each_other_and_never_deadlock():
    rooms = [make_room() for _ in range(5)]

    def wander(thread: int) -> int:
        chance, moved = Random(thread), 0
        for _ in range(ROUNDS):
            start = at(9) + timedelta(hours=chance.randrange(8))
            wanted = chance.sample(rooms, 2)
            try:
                actions.reschedule(
                    f"owner-{thread}",
                    wanted,
                    start,
                    start + timedelta(hours=1),
                    label="Rapat",
                    actor=SUBKOR,
                )
                moved += 1
            except Conflict:
                continue
        return moved

    results = race(wander)
    assert failures(results) == []
    assert sum(one for one in results if isinstance(one, int)) > ROUNDS
    for thread in range(len(results)):
        assert Reservation.objects.filter(owner=f"owner-{thread}").count() in (0, 2)


def need_of(pools: list[Pool], chance: Random) -> Want:
    """One or two units of three of the pools, in any order, in one of eight hours."""
    units = [
        UnitNeed(pool.kind, pool=pool.pk, count=chance.randint(1, 2))
        for pool in chance.sample(pools, 3)
    ]
    start = at(9) + timedelta(hours=chance.randrange(8))
    return make_want(start, start + timedelta(hours=2), units=tuple(units))


def test_units_of_several_pools_in_any_order_never_deadlock_and_are_never_too_many():
    pools = [make_units(4) for _ in range(5)]

    def wander(thread: int) -> int:
        chance, won = Random(thread), 0
        for _ in range(ROUNDS):
            try:
                make_allocation(f"owner-{thread}", need_of(pools, chance))
                won += 1
            except Conflict:
                continue
        return won

    results = race(wander)
    assert failures(results) == []
    assert sum(one for one in results if isinstance(one, int)) > ROUNDS
    assert {name: ask(sql) for name, sql in CHECKS.items()} == dict.fromkeys(CHECKS, 0)


def test_with_each_pool_locked_in_the_order_of_the_need_they_deadlock():
    """The control."""
    pools = [make_units(4) for _ in range(3)]

    def lock_as_asked(thread: int) -> None:
        for number in range(ROUNDS):
            with transaction.atomic():
                impatient()
                for pool in Random(f"{number}-{thread}").sample(pools, 3):
                    Pool.objects.select_for_update(no_key=True).get(pk=pool.pk)

    assert deadlocks(race(lock_as_asked)) > 0
