"""In which order alternatives are proposed, and which are not."""

import pytest

from jumpa.scheduling.need import Need, OperatorNeed, RoomNeed, UnitNeed
from jumpa.scheduling.planning import OperatorFacts, PoolFacts
from jumpa.scheduling.tests.boards import (
    HOUR,
    TUESDAY,
    World,
    board,
    closed,
    found,
    room,
    taken,
    told,
    wish,
)

IN_ONE = Need(RoomNeed(1))
MICROPHONES = PoolFacts(9, "equipment", "Mikrofon", (91, 92), key="mikrofon")
TWO_MICROPHONES = UnitNeed("equipment", key="mikrofon", count=2)


def test_the_time_is_kept_before_the_room_the_day_before_the_size():
    rooms = [room(1), room(2), room(3), room(4, capacity=30)]
    on = board(World([taken(1, 9, 11), taken(2, 9, 11)]), rooms=rooms)
    asked = wish(Need(RoomNeed(1, people=40)), days=[1])
    assert told(found(on, asked)) == [
        ("room", 3, 9),
        ("time", 1, 11),
        ("day", 1, 24 + 9),
        ("smaller", 4, 9),
    ]


def test_on_either_side_the_nearest_time_is_proposed_the_later_of_two_equals_first():
    world = World([taken(1, 10, 12), taken(1, 18, 21)])
    assert told(found(board(world, rooms=[room(1)]), wish(IN_ONE, 10, 12))) == [
        ("time", 1, 12),
        ("time", 1, 8),
    ]


def test_a_nearer_time_in_another_room_stands_beside_the_rooms_own():
    world = World([taken(1, 9, 14), taken(2, 9, 10)])
    options = found(board(world, rooms=[room(1), room(2)]), wish(IN_ONE))
    assert told(options) == [("room_time", 2, 10), ("time", 1, 14)]


def test_a_room_that_is_free_at_the_wanted_time_is_not_proposed_for_another():
    world = World([taken(1, 7, 21)])
    options = found(board(world, rooms=[room(1), room(2)]), wish(IN_ONE, days=[1]))
    assert told(options) == [("room", 2, 9), ("day", 1, 33)]


def test_of_other_rooms_the_nearest_in_size_comes_first_then_the_same_building():
    rooms = [
        room(1, building="A"),
        room(2, capacity=200),
        room(3, capacity=50),
        room(4, capacity=50, building="A"),
        room(5, capacity=None),
    ]
    options = found(board(World([taken(1, 7, 21)]), rooms=rooms), wish(IN_ONE))
    assert [one.room for one in options] == [4, 3, 2, 5]


def test_a_day_further_away_weighs_two_hours():
    world = World([taken(1, 7, 21), taken(1, 9, 12, day=1), taken(1, 7, 8, day=1)])
    options = found(board(world, rooms=[room(1)]), wish(IN_ONE, days=[1, 2]))
    assert told(options) == [("day", 1, 48 + 9), ("day", 1, 24 + 12)]


def test_an_earlier_day_is_as_good_as_a_later_one():
    world = World([taken(1, 7, 21)])
    options = found(
        board(world, rooms=[room(1)], now=TUESDAY - 9 * 86_400), wish(IN_ONE, days=[1, -1])
    )
    assert told(options) == [("day", 1, 33), ("day", 1, -24 + 9)]


def test_another_room_on_another_day_where_the_room_has_no_time_that_day():
    world = World([closed(1, 0, 48), taken(2, 9, 11)])
    options = found(board(world, rooms=[room(1), room(2)]), wish(IN_ONE, days=[1]))
    assert ("room_day", 2, 33) in told(options)


def test_where_a_pool_is_short_another_room_does_not_help_but_another_time_does():
    world = World([taken(91, 9, 11)])
    on = board(world, rooms=[room(1), room(2)], pools=[MICROPHONES])
    options = found(on, wish(Need(RoomNeed(1), units=(TWO_MICROPHONES,))))
    assert told(options) == [("time", 1, 11)]


def test_a_pool_whose_peak_allows_it_is_repacked_in_thought():
    world = World([taken(91, 8, 12), taken(92, 12, 16), taken(91, 16, 21), taken(92, 7, 8)])
    pool = PoolFacts(9, "equipment", "Mikrofon", (91, 92), key="mikrofon")
    on = board(world, rooms=[room(1), room(2)], pools=[pool])
    need = Need(RoomNeed(1), units=(UnitNeed("equipment", key="mikrofon"),))
    assert ("room", 2, 10) in told(found(on, wish(need, 10, 14)))


def test_without_a_room_only_times_and_days_are_proposed():
    operators = PoolFacts(7, "operator", "Operator", (71,))
    world = World([taken(71, 9, 11)])
    on = board(world, pools=[operators], operators=[OperatorFacts(71, "Agus")])
    options = found(on, wish(Need(operators=OperatorNeed()), days=[1]))
    assert told(options) == [("time", None, 11), ("day", None, 33)]


def test_of_any_room_each_option_names_the_nearest_in_size_that_is_free():
    world = World([taken(1, 9, 11), taken(2, 9, 12)])
    rooms = [room(1, capacity=100), room(2, capacity=50)]
    options = found(board(world, rooms=rooms), wish(Need(RoomNeed(None, people=40)), days=[1]))
    assert told(options) == [("time", 1, 11), ("day", 2, 33)]


def test_operators_shifts_leave_and_rest_bound_what_is_proposed():
    operators = PoolFacts(7, "operator", "Operator", (71,))
    agus = OperatorFacts(71, "Agus", ((1, 8 * 60, 16 * 60), (3, 8 * 60, 16 * 60)))
    world = World([taken(71, 9, 11), closed(71, 14, 15)])
    on = board(world, pools=[operators], operators=[agus], rest=HOUR)
    options = found(on, wish(Need(operators=OperatorNeed()), days=[1, 2]))
    assert told(options) == [("time", None, 12), ("day", None, 48 + 9)]


def test_a_rooms_own_hours_count_and_else_the_offices():
    world = World([taken(1, 9, 11), taken(2, 9, 20.5)])
    hours = {1: (8 * 60, 12 * 60), 3: (12 * 60, 16 * 60)}
    on = board(world, rooms=[room(1), room(2), room(3)], hours=hours)
    assert told(found(on, wish(IN_ONE))) == [("room_time", 3, 12)]


@pytest.mark.parametrize(("earliest", "hours"), [(0, [12, 8]), (9, [12]), (13, [13])])
def test_nothing_is_proposed_before_the_lead_time(earliest: int, hours: list[int]):
    on = board(World([taken(1, 10, 12)]), rooms=[room(1)])
    asked = wish(IN_ONE, 10, 12, earliest=TUESDAY + earliest * HOUR)
    assert [(one.start - TUESDAY) / HOUR for one in found(on, asked)] == hours


def test_nothing_is_proposed_in_the_past():
    on = board(World([taken(1, 10, 12)]), rooms=[room(1), room(2)], now=TUESDAY + 13 * HOUR)
    assert told(found(on, wish(IN_ONE, 10, 12))) == [("time", 1, 13.5)]


def test_a_lesser_room_lacks_the_layout_or_up_to_half_of_the_seats():
    rooms = [
        room(1, layouts=("u",)),
        room(2, layouts=("teater",)),
        room(3, capacity=30),
        room(4, capacity=19),
        room(5, layouts=("teater",), capacity=30),
        room(6, has_connection=False),
    ]
    on = board(World([taken(1, 0, 24)]), rooms=rooms)
    options = found(on, wish(Need(RoomNeed(1, people=40, layout="u"))))
    assert told(options) == [("smaller", 3, 9), ("layout", 2, 9), ("smaller", 5, 9)]


def test_the_stream_follows_the_room_to_its_building():
    lines = [
        PoolFacts(5, "uplink", "Kanal A", (51,), site="A"),
        PoolFacts(6, "uplink", "Kanal B", (61,), site="B"),
    ]
    world = World([taken(1, 9, 11), taken(61, 10, 12)])
    rooms = [room(1, building="A"), room(2, building="B"), room(3, building="C")]
    need = Need(RoomNeed(1), units=(UnitNeed("uplink", site="A"),))
    options = found(board(world, rooms=rooms, pools=lines), wish(need))
    assert told(options) == [("room", 3, 9), ("room_time", 2, 8), ("time", 1, 11)]


def test_no_more_is_learned_than_the_answer_needs():
    world = World([taken(1, 9, 11)])
    rooms = [room(pk) for pk in range(1, 9)]
    assert len(found(board(world, rooms=rooms), wish(IN_ONE, days=range(1, 11)))) == 10
    assert world.asked == 1
    busy = World([taken(1, 0, 24 * 8)])
    assert len(found(board(busy, rooms=[room(1)]), wish(IN_ONE, days=range(1, 11)))) == 3
    assert busy.asked == 2
