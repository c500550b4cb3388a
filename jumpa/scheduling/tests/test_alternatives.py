"""Alternatives for a whole need, out of the database: what is proposed can be had."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from jumpa.scheduling import actions, queries
from jumpa.scheduling.models import Closure, Kind, Pool, Shift, to_range
from jumpa.scheduling.need import Need, OperatorNeed, RoomNeed, UnitNeed, Want
from jumpa.scheduling.rules import Span
from jumpa.scheduling.searching import Kind as Differs
from jumpa.scheduling.tests.makers import (
    NOW,
    SUBKOR,
    at,
    make_hold,
    make_offers,
    make_pool,
    make_room,
    make_unit,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_week")]

WHOLE = Need(
    RoomNeed(None, 30),
    units=(
        UnitNeed("equipment", key="mikrofon", count=2),
        UnitNeed("host_account", seats=300),
        UnitNeed("uplink", site="Balai Kota"),
    ),
    operators=OperatorNeed(),
)
TIGHT, ROOMY = 1, 8


def furnish(spare: int = TIGHT) -> Need:
    """Two rooms, and of all that is needed just enough, or more; returns the need."""
    room = make_room(name="TCM Room", building="Balai Kota", setup_minutes=30)
    make_room(name="Aula", building="Setda", capacity=200)
    kinds: list[tuple[str, int, dict[str, object]]] = [
        (Kind.EQUIPMENT, 2, {"key": "mikrofon", "teardown_minutes": 15}),
        (Kind.HOST_ACCOUNT, 1, {"seats": 500, "provider": "zoom"}),
        (Kind.HOST_ACCOUNT, 1, {"seats": 100, "provider": "zoom"}),
        (Kind.UPLINK, 1, {"site": "Balai Kota"}),
        (Kind.OPERATOR, 1, {}),
    ]
    for kind, count, facts in kinds:
        pool = make_pool(kind, **facts)
        for _ in range(count * spare):
            make_unit(pool)
    return WHOLE.in_room(room.pk)


def morning(need: Need, **terms: object) -> list[queries.Alternative]:
    return queries.alternatives_for(Want(Span(at(9), at(11)), need), **terms)


def allocate(owner: str, need: Need, start: int, end: int, day: int = 1) -> None:
    want = Want(Span(at(start, day=day), at(end, day=day)), need)
    actions.allocate(owner, [want], label="Rapat", actor=SUBKOR)


@pytest.mark.parametrize("spare", [TIGHT, ROOMY])
def test_all_that_is_proposed_can_be_had_as_it_stands(spare: int) -> None:
    need = furnish(spare)
    allocate("a", need, 9, 11)
    allocate("b", Need(operators=OperatorNeed(spare)), 13, 15)
    allocate("c", Need(units=(UnitNeed("equipment", key="mikrofon", count=spare),)), 8, 10, day=2)
    found = morning(need, limit=40)
    assert len(found) > 10
    for one in found:
        with transaction.atomic():
            assert one.want is not None
            (made,) = actions.allocate("d", [one.want], label="Rapat", actor=SUBKOR)
            assert made.span == Span(one.start, one.end)
            transaction.set_rollback(True)


def test_the_wanted_thing_that_is_short_is_what_moves_the_time() -> None:
    need = furnish()
    allocate("b", Need(units=(UnitNeed("equipment", key="mikrofon"),)), 9, 11)
    first = morning(need)[0]
    assert (first.start, first.reason) == (at(11, 30), "Ruang sama, 2,5 jam lebih lambat")
    assert first.why == "waktu bebas terdekat sesudahnya"


def shift(pool: Pool) -> None:
    """The operator serves on Tuesdays from noon, and on Thursdays."""
    operator = pool.resources.get()
    for weekday, start, end in ((1, time(12), time(16)), (3, time(7), time(16))):
        Shift.objects.create(resource=operator, weekday=weekday, start=start, end=end)


def leave(pool: Pool) -> None:
    """The operator is away on Tuesday morning and all Wednesday."""
    for first, last in ((at(7), at(12)), (at(0, day=2), at(0, day=3))):
        during = to_range(Span(first, last))
        Closure.objects.create(resource=pool.resources.get(), during=during, reason="leave")


@pytest.mark.parametrize("bound", [shift, leave])
def test_operators_shifts_and_leave_are_respected(bound: Callable[[Pool], None]) -> None:
    need = furnish()
    bound(Pool.objects.get(kind=Kind.OPERATOR))
    starts = [one.start for one in morning(need)]
    assert at(12) in starts
    assert at(9, day=3) in starts
    assert at(9) not in starts
    assert at(9, day=2) not in starts


def test_rooms_without_room_for_all_come_last_and_say_what_is_missing() -> None:
    room = make_room()
    make_room(name="Ruang Kecil", capacity=30)
    make_room(name="Ruang Teater", layouts=["teater"])
    make_hold("b", room)
    found = morning(Need(RoomNeed(room.pk, 40, "u_shape")))
    told = {one.resource.name: (one.kind, one.reason) for one in found[-2:] if one.resource}
    kind, reason = told["Ruang Kecil"]
    assert kind == Differs.SMALLER
    assert reason == "Ruang lain pada waktu yang sama, kapasitas 30, diminta 40"
    kind, reason = told["Ruang Teater"]
    assert kind == Differs.LAYOUT
    assert "tanpa tata letak" in reason


def test_other_times_keep_the_lead_time_unless_the_wish_is_nearer_itself() -> None:
    room = make_room()
    make_hold("b", room, start=at(9), end=at(11))
    earliest = NOW + timedelta(days=3)
    assert all(one.start >= earliest for one in morning(Need(RoomNeed(room.pk)), limit=40))
    sooner = morning(Need(RoomNeed(room.pk)), limit=40, lead=False)
    assert any(one.start < earliest for one in sooner)
    near = Span(NOW + timedelta(days=1), NOW + timedelta(days=1, hours=2))
    make_hold("c", room, start=near.start, end=near.end)
    found = queries.alternatives_for(Want(near, Need(RoomNeed(room.pk))))
    assert found[0].start == near.end


def test_what_is_offered_is_held_until_it_expires() -> None:
    room, other = make_room(), make_room(name="Aula")
    make_hold("b", room)
    make_offers("c", (other, at(9), at(11)), expires_at=NOW + timedelta(hours=2))
    need = Need(RoomNeed(room.pk))
    assert other not in [one.resource for one in morning(need, limit=1)]
    found = morning(need, limit=1, exclude_owner="c")
    assert found[0].resource == other


@pytest.mark.parametrize("days", [0, 4])
def test_the_number_of_queries_does_not_grow(
    days: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    need = furnish(ROOMY)
    for day in range(days):
        for number in range(ROOMY):
            allocate(f"{day}-{number}", Need(operators=OperatorNeed()), 9, 11, day=day + 1)
    facts, calendar, near, far = 1, 2, 1, 1
    with django_assert_num_queries(facts + calendar + near + far):
        assert len(morning(need)) == 10


def test_what_a_few_units_can_not_tell_costs_a_query_more_of_each_pool(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    need = furnish(30)
    for number in range(29):
        allocate(f"b{number}", Need(operators=OperatorNeed()), 9, 11)
    with django_assert_max_num_queries(6):
        assert morning(need)[0].kind == Differs.ROOM


def test_where_nothing_would_do_nothing_is_proposed() -> None:
    need = furnish()
    Pool.objects.filter(kind=Kind.OPERATOR).update(is_active=False)
    assert morning(need) == []
