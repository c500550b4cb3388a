"""Pools give all they have: only a full peak or something fixed stands in the way."""

import pytest
import time_machine

from jumpa.core.errors import Conflict
from jumpa.scheduling import queries
from jumpa.scheduling.models import Allocation, Kind, Pool, Reservation
from jumpa.scheduling.need import UnitNeed
from jumpa.scheduling.tests.makers import (
    at,
    expired,
    make_allocation,
    make_closure,
    make_units,
    make_want,
    some_of,
)

pytestmark = pytest.mark.django_db


def unit_of(owner: str) -> int:
    return queries.reservations_of(owner)[0].resource_id


def split(pool: Pool, *, pin: bool = False) -> None:
    """Two units, each taken for a part of 08.00 to 14.00: the peak leaves one, no unit is free."""
    one, two = pool.resources.order_by("order")
    for owner, unit, start, end in (("b", one, 8, 10), ("c", two, 12, 14)):
        need = some_of(pool, 1, unit) if pin else some_of(pool)
        make_allocation(owner, make_want(at(start), at(end), units=need))
        Reservation.objects.filter(owner=owner).update(resource=unit)


def test_others_change_units_where_no_single_one_is_free_although_the_peak_allows_it():
    pool = make_units(2)
    split(pool)
    make_allocation("a", make_want(at(9), at(13), units=some_of(pool)))
    assert unit_of("b") == unit_of("c") != unit_of("a")


def test_a_full_peak_is_refused():
    pool = make_units(2)
    split(pool)
    make_allocation("d", make_want(at(9), at(10), units=some_of(pool)))
    with pytest.raises(Conflict, match="diminta 1, yang bebas 0"):
        make_allocation("a", make_want(at(9), at(13), units=some_of(pool)))


def test_what_was_chosen_by_hand_does_not_move_and_the_message_says_that_it_blocks():
    pool = make_units(2, name="Modem")
    split(pool, pin=True)
    with pytest.raises(Conflict, match="yang ditetapkan dengan tangan"):
        make_allocation("a", make_want(at(9), at(13), units=some_of(pool)))
    check = queries.check_wants([make_want(at(9), at(13), units=some_of(pool))])
    assert [one.shortage.why for one in check.lacks()] == ["pinned"]


def test_what_has_begun_does_not_move():
    pool = make_units(2)
    split(pool)
    begun = unit_of("b")
    with time_machine.travel(at(8, 30)):
        make_allocation("a", make_want(at(9), at(13), units=some_of(pool)))
    assert unit_of("b") == begun
    assert unit_of("c") == begun


def test_with_both_begun_and_pinned_in_the_way_it_is_refused():
    """The control: the same request is possible an hour before."""
    pool = make_units(2)
    one, two = pool.resources.order_by("order")
    make_allocation("b", make_want(at(8), at(10), units=some_of(pool)))
    Reservation.objects.filter(owner="b").update(resource=one)
    make_allocation("c", make_want(at(12), at(14), units=some_of(pool, 1, two)))
    want = make_want(at(9), at(13), units=some_of(pool))
    with time_machine.travel(at(8, 30)):
        assert not queries.check_wants([want]).is_free
    assert queries.check_wants([want]).is_free


def test_a_unit_chosen_by_hand_is_cleared_of_others():
    pool = make_units(2)
    make_allocation("b", make_want(units=some_of(pool)))
    taken = queries.reservations_of("b")[0].resource
    make_allocation("a", make_want(at(10), at(12), units=some_of(pool, 1, taken)))
    assert unit_of("a") == taken.pk != unit_of("b")
    assert Reservation.objects.get(owner="a").is_pinned
    assert not Reservation.objects.get(owner="b").is_pinned


def test_a_unit_chosen_by_hand_twice_is_refused_and_says_why():
    pool = make_units(2)
    unit = pool.resources.first()
    assert unit is not None
    make_allocation("b", make_want(units=some_of(pool, 1, unit)))
    with pytest.raises(Conflict, match="dengan tangan"):
        make_allocation("a", make_want(units=some_of(pool, 1, unit)))


def test_broken_lent_and_closed_units_are_out():
    pool = make_units(4)
    broken, lent, closed, _good = pool.resources.order_by("order")
    broken.condition, lent.condition = "broken", "lent"
    broken.save()
    lent.save()
    make_closure(closed)
    with pytest.raises(Conflict, match="diminta 2, yang bebas 1"):
        make_allocation("a", make_want(units=some_of(pool, 2)))
    make_allocation("a", make_want(units=some_of(pool, 1)))
    make_allocation("b", make_want(at(9, day=3), at(11, day=3), units=some_of(pool, 2)))


def test_an_expired_hold_in_the_way_is_removed_with_all_of_its_allocation():
    pool, other = make_units(1), make_units(1)
    make_allocation("b", make_want(units=(*some_of(pool), *some_of(other))))
    for one in Reservation.objects.filter(owner="b"):
        expired(one)
    make_allocation("a", make_want(units=some_of(pool)))
    assert not Reservation.objects.filter(owner="b").exists()
    assert Allocation.objects.get(owner="b").state == "released"


def test_a_second_repack_of_one_plan_knows_what_the_first_has_moved():
    pool = make_units(3)
    spans = [(8, 10), (9, 12), (11, 14), (12, 15), (8, 9), (14, 16)]
    for number, (start, end) in enumerate(spans):
        make_allocation(f"b{number}", make_want(at(start), at(end), units=some_of(pool)))
    wants = [make_want(at(10), at(11), units=some_of(pool, 1))]
    wants += [make_want(at(9), at(9, 30), units=some_of(pool, 1))]
    wants += [make_want(at(15), at(17), units=some_of(pool, 2))]
    assert queries.check_wants(wants).is_free
    assert len(make_allocation("a", *wants)) == 3


def test_a_need_twice_in_one_pool_gets_different_units():
    pool = make_units(3)
    make_allocation("a", make_want(units=(*some_of(pool), *some_of(pool, 2))))
    assert len({one.resource_id for one in queries.reservations_of("a")}) == 3


def test_host_accounts_are_taken_by_seats_and_provider_the_least_that_suffices_first():
    small = make_units(1, Kind.HOST_ACCOUNT, provider="zoom", seats=100)
    large = make_units(1, Kind.HOST_ACCOUNT, provider="zoom", seats=500)
    other = make_units(1, Kind.HOST_ACCOUNT, provider="meet", seats=1000, mode="webinar")
    want = make_want(units=(UnitNeed("host_account", provider="zoom", seats=50),))
    for owner, pool in (("a", small), ("b", large)):
        make_allocation(owner, want)
        assert queries.reservations_of(owner)[0].resource.pool == pool
    with pytest.raises(Conflict):
        make_allocation("c", want)
    make_allocation("c", make_want(units=(UnitNeed("host_account", mode="webinar"),)))
    assert queries.reservations_of("c")[0].resource.pool == other
    with pytest.raises(Conflict, match="memenuhi"):
        make_allocation("d", make_want(units=(UnitNeed("host_account", seats=5000),)))


def test_a_repack_moves_to_the_other_end_of_a_connected_stretch():
    """b, c and d overlap one after another; only b lies beside the new one."""
    pool = make_units(2)
    one, two = pool.resources.order_by("order")
    for owner, unit, start, end in (
        ("b", one, 8, 10),
        ("c", two, 9, 12),
        ("d", one, 11, 14),
        ("e", two, 13, 16),
    ):
        make_allocation(owner, make_want(at(start), at(end), units=some_of(pool)))
        Reservation.objects.filter(owner=owner).update(resource=unit)
    make_allocation("a", make_want(at(15), at(18), units=some_of(pool)))
    assert Reservation.objects.count() == 5


def test_without_the_moves_the_constraint_refuses_what_was_planned(
    monkeypatch: pytest.MonkeyPatch,
):
    """The control of the repacking."""
    pool = make_units(2)
    split(pool)
    want = make_want(at(9), at(13), units=some_of(pool))
    monkeypatch.setattr("jumpa.scheduling.actions.allocating.make_room", lambda drawn: None)
    with pytest.raises(Conflict, match="baru saja terpakai"):
        make_allocation("a", want)
    monkeypatch.undo()
    make_allocation("a", want)
