"""Eight clients want one room at one time: one gets it. Without the protection several do."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from jumpa.core.errors import Conflict, WrongState
from jumpa.core.models import AuditEntry
from jumpa.scheduling import actions
from jumpa.scheduling.models import Reservation, Resource
from jumpa.scheduling.tests.makers import SUBKOR, at, expired, make_offers, make_room
from tests.races.racing import ROUNDS, THREADS, failures, race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

OVERLAPS = """
    SELECT count(*) FROM {table} a JOIN {table} b
    ON a.id < b.id AND a.resource_id = b.resource_id AND a.during && b.during
"""


def overlaps(table: str) -> int:
    """Pairs of reservations that share a moment, by plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute(OVERLAPS.format(table=table))
        (found,) = cursor.fetchone()
    return int(found)


def hold(room: Resource, round_: int, thread: int) -> list[Reservation]:
    """Not all the same time: each begins some minutes later, and all of a round overlap."""
    start = at(9) + timedelta(days=round_, minutes=5 * thread)
    owner, end = f"{round_}-{thread}", start + timedelta(hours=1)
    return actions.hold(owner, [room], start, end, label="Rapat", actor=SUBKOR)


def test_one_of_eight_gets_the_room_in_every_round():
    room = make_room(setup_minutes=15)
    for number in range(ROUNDS):
        results = race(partial(hold, room, number))
        assert failures(results, Conflict) == []
        assert len([one for one in results if isinstance(one, list)]) == 1
    assert Reservation.objects.count() == ROUNDS
    assert overlaps("scheduling_reservation") == 0


@pytest.fixture
def unguarded() -> Iterator[str]:
    """A copy of the table with neither constraint nor index."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE UNLOGGED TABLE unguarded_reservation (LIKE scheduling_reservation)")
        cursor.execute("CREATE SEQUENCE unguarded_number")
        yield "unguarded_reservation"
        cursor.execute("DROP TABLE unguarded_reservation")
        cursor.execute("DROP SEQUENCE unguarded_number")


def check_then_insert(room: Resource, round_: int, thread: int) -> bool:
    """What the systems do that book twice: look, and insert if nothing is there."""
    start = at(9) + timedelta(days=round_, minutes=5 * thread)
    during = DateTimeTZRange(start, start + timedelta(hours=1), "[)")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM unguarded_reservation WHERE resource_id = %s AND during && %s",
            [room.pk, during],
        )
        if cursor.fetchone():
            return False
        cursor.execute(
            "INSERT INTO unguarded_reservation (id, during, event, state, is_pinned, is_offer,"
            " owner, label, created_at, resource_id) VALUES (nextval('unguarded_number'),"
            " %s, %s, 'held', false, false, %s, 'Rapat', now(), %s)",
            [during, during, f"{round_}-{thread}", room.pk],
        )
    return True


def test_check_then_insert_books_the_room_twice(unguarded: str):
    room = make_room()
    results: list[object] = []
    for number in range(ROUNDS):
        results += race(partial(check_then_insert, room, number))
    assert failures(results) == []
    assert results.count(True) > ROUNDS
    assert overlaps(unguarded) > 0


def test_a_form_sent_eight_times_at_once_makes_one_booking():
    room = make_room()

    def send(thread: int) -> int:
        (made,) = actions.hold("a", [room], at(9), at(11), label="Rapat", actor=SUBKOR)
        return made.pk

    results = race(send)
    assert failures(results) == []
    assert len(set(results)) == 1
    assert AuditEntry.objects.filter(verb="scheduling.hold").count() == 1


def test_an_offer_taken_by_eight_clicks_becomes_one_reservation():
    first, second = make_room(), make_room()
    offers = make_offers("a", (first, at(9), at(11)), (second, at(9), at(11)), expires_at=at(8))

    def take(thread: int) -> int:
        (made,) = actions.take_offer(offers[thread % 2], actor=SUBKOR)
        return made.pk

    results = race(take)
    assert failures(results, WrongState) == []
    assert len({one for one in results if isinstance(one, int)}) == 1
    assert len([one for one in results if isinstance(one, WrongState)]) == THREADS // 2
    assert Reservation.objects.get().state == "confirmed"


def test_an_owner_moved_to_eight_rooms_at_once_ends_in_one():
    rooms = [make_room() for _ in range(THREADS)]

    def move(thread: int) -> object:
        wanted = [rooms[thread]]
        return actions.reschedule("a", wanted, at(9), at(11), label="Rapat", actor=SUBKOR)

    assert failures(race(move)) == []
    assert Reservation.objects.count() == 1


def test_an_expired_hold_falls_to_one_of_those_who_want_it_while_the_job_sweeps():
    room = make_room()
    for number in range(5):
        (old,) = actions.hold(f"old-{number}", [room], at(9), at(11), label="x", actor=SUBKOR)
        expired(old)

        def want(thread: int, round_: int = number) -> object:
            if thread == 0:
                return actions.expire_holds()
            owner = f"{round_}-{thread}"
            return actions.hold(owner, [room], at(9), at(11), label="x", actor=SUBKOR)

        results = race(want)
        assert failures(results, Conflict) == []
        winner = Reservation.objects.get()
        assert len([one for one in results if isinstance(one, list)]) == 1
        actions.release(winner.owner, actor=SUBKOR)
    assert AuditEntry.objects.filter(verb="scheduling.expire").count() == 5
