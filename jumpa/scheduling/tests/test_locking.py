"""Every writer locks before it looks: first the owner, then the resources in one order."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jumpa.scheduling import actions
from jumpa.scheduling.need import RoomNeed, Want
from jumpa.scheduling.tests.makers import (
    SUBKOR,
    at,
    expired,
    make_allocation,
    make_hold,
    make_offers,
    make_room,
    make_units,
    make_want,
    some_of,
)

pytestmark = pytest.mark.django_db


def hold() -> Callable[[], object]:
    rooms = [make_room(), make_room(), make_room()]
    return lambda: actions.hold("a", rooms[::-1], at(9), at(11), label="x", actor=SUBKOR)


def confirm() -> Callable[[], object]:
    make_hold("a")
    return lambda: actions.confirm("a", actor=SUBKOR)


def release() -> Callable[[], object]:
    make_hold("a")
    return lambda: actions.release("a", actor=SUBKOR)


def reschedule() -> Callable[[], object]:
    make_hold("a")
    room = make_room()
    return lambda: actions.reschedule("a", [room], at(9), at(11), label="x", actor=SUBKOR)


def offer() -> Callable[[], object]:
    room = make_room()
    return lambda: make_offers("a", (room, at(9), at(11)))


def take() -> Callable[[], object]:
    (made,) = make_offers("a", (make_room(), at(9), at(11)))
    return lambda: actions.take_offer(made, actor=SUBKOR)


def withdraw() -> Callable[[], object]:
    make_offers("a", (make_room(), at(9), at(11)))
    return lambda: actions.withdraw_offers("a", actor=SUBKOR)


def expire() -> Callable[[], object]:
    expired(make_hold("a"))
    return actions.expire_holds


def whole() -> Want:
    """A room and units of two pools."""
    units = (*some_of(make_units(2)), *some_of(make_units(2)))
    return make_want(room=RoomNeed(make_room().pk), units=units)


def allocate() -> Callable[[], object]:
    make_allocation("a", whole())
    want = whole()
    return lambda: make_allocation("a", want)


def move() -> Callable[[], object]:
    (made,) = make_allocation("a", whole())
    return lambda: actions.move(made.ref, at(13), at(14), actor=SUBKOR)


def restore() -> Callable[[], object]:
    make_allocation("a", whole())
    actions.release("a", actor=SUBKOR)
    return lambda: actions.restore("a", label="x", actor=SUBKOR)


def displace() -> Callable[[], object]:
    want = whole()
    make_allocation("b", want)
    terms = {"losers": {"b"}, "label": "x", "reason": "x", "basis": "x", "actor": SUBKOR}
    return lambda: actions.displace("a", [want], **terms)


def limit() -> Callable[[], object]:
    make_allocation("a", whole())
    return lambda: actions.limit_hold("a", at(8), actor=SUBKOR)


def grant() -> Callable[[], object]:
    actions.wait("a", [whole()], label="x", actor=SUBKOR)
    return actions.grant_waiting


VERBS = (
    *(hold, confirm, release, reschedule, offer, take, withdraw, expire),
    *(allocate, move, restore, displace, limit, grant),
)


@pytest.mark.parametrize("prepare", VERBS)
def test_each_verb_locks_the_owner_and_then_the_resources_before_it_writes(
    prepare: Callable[[], Callable[[], object]],
):
    act = prepare()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        act()
    statements = [query["sql"] for query in captured.captured_queries]
    owner_lock = next(i for i, sql in enumerate(statements) if "pg_advisory_xact_lock" in sql)
    row_lock = next(i for i, sql in enumerate(statements) if "FOR NO KEY UPDATE" in sql)
    first_write = next(
        i for i, sql in enumerate(statements) if sql.startswith(("INSERT", "UPDATE", "DELETE"))
    )
    assert owner_lock < row_lock < first_write
    locks = [sql for sql in statements if "FOR NO KEY UPDATE" in sql]
    assert all(".id FOR NO KEY UPDATE" in sql for sql in locks)
    tables = ["scheduling_pool" in sql for sql in locks]
    assert tables == sorted(tables, reverse=True), "pools before rooms"
