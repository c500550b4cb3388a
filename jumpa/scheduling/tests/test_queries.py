from datetime import datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from jumpa.core.models import Holiday, WorkingHours
from jumpa.scheduling import queries, wording
from jumpa.scheduling.models import Resource
from jumpa.scheduling.tests.makers import NOW, at, expired, make_hold, make_offers, make_room

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office_week")]


def told(found: list[queries.Alternative]) -> list[tuple[str, str]]:
    return [(one.resource.name, one.reason) for one in found]


def alternatives(
    room: Resource, start: datetime, end: datetime, *, people: int | None = None, **terms: Any
) -> list[queries.Alternative]:
    want = queries.room_want(room, start, end, people)
    return queries.alternatives_for(want, **{"limit": 5, **terms})


def fill(count: int) -> None:
    for number in range(count):
        room = make_room()
        for hour in (8, 10, 13):
            make_hold(f"{number}-{hour}", room, start=at(hour), end=at(hour + 1))


@pytest.mark.parametrize("rooms", [1, 12])
def test_the_number_of_queries_does_not_grow(
    rooms: int, django_assert_num_queries: DjangoAssertNumQueries
):
    fill(rooms)
    room = queries.rooms()[0]
    with django_assert_num_queries(3):
        queries.room_availability(at(9), at(11))
    with django_assert_num_queries(3):
        [row.holdings for row in queries.room_days(at(9).date())]
    with django_assert_num_queries(1):
        queries.holdings(room, at(7), at(16))
    with django_assert_num_queries(4):
        alternatives(room, at(9), at(11))
    with django_assert_num_queries(1):
        [one.resource.name for one in queries.reservations_of("0-8")]


def test_each_room_is_judged_with_its_own_set_up_and_teardown():
    slow, quick = make_room(setup_minutes=60), make_room()
    for room in (slow, quick):
        make_hold(f"in {room.name}", room, start=at(8), end=at(9))
    found = {row.room: row.is_free for row in queries.room_availability(at(9, 30), at(10))}
    assert found == {slow: False, quick: True}


def test_rooms_out_of_use_and_other_resources_are_not_listed():
    room = make_room()
    make_room(is_active=False)
    make_room(kind="operator", name="Agus Wijaya")
    assert [row.room for row in queries.room_availability(at(9), at(11))] == [room]


def test_what_the_asking_owner_has_is_not_in_its_own_way():
    room = make_room()
    make_hold("a", room)
    assert queries.room_availability(at(9), at(11), exclude_owner="a")[0].is_free
    assert not queries.room_availability(at(9), at(11))[0].is_free
    assert queries.holdings(room, at(9), at(11), "a") == []


def test_an_offered_time_shows_as_held_for_an_offer():
    room = make_room()
    make_offers("a", (room, at(9), at(11)))
    (holding,) = queries.holdings(room, at(10), at(12))
    assert holding.state_title == "ditahan untuk tawaran"
    assert holding.time == "pukul 09.00–11.00 WIB"


def test_an_event_over_midnight_is_on_both_its_days_and_names_the_last():
    room = make_room()
    make_hold("a", room, start=at(22), end=at(1, day=2))
    for day in (1, 2):
        (row,) = queries.room_days(at(9, day=day).date())
        assert [one.time for one in row.holdings] == [
            "Selasa, 1 Desember 2026, pukul 22.00 WIB s.d. Rabu, 2 Desember 2026, pukul 01.00 WIB"
        ]
    assert queries.room_days(at(9, day=3).date())[0].is_free


def test_alternatives_come_from_each_kind_nearest_first():
    room = make_room(name="Ruang TCM", capacity=40)
    make_room(name="Aula", capacity=200)
    make_room(name="Ruang Rapat", capacity=50)
    make_hold("a", room)
    assert told(alternatives(room, at(9), at(11))) == [
        ("Ruang Rapat", "Ruang lain pada waktu yang sama"),
        ("Aula", "Ruang lain pada waktu yang sama"),
        ("Ruang TCM", "Ruang sama, 2 jam lebih lambat"),
        ("Ruang TCM", "Ruang sama, hari lain pada jam yang sama"),
        ("Ruang TCM", "Ruang sama, hari lain pada jam yang sama"),
    ]


def test_many_free_rooms_do_not_crowd_out_other_times():
    room = make_room(name="Ruang TCM")
    for _ in range(9):
        make_room()
    make_hold("a", room)
    reasons = [one.reason for one in alternatives(room, at(9), at(11))]
    assert reasons.count("Ruang lain pada waktu yang sama") == 2
    assert len(reasons) == 5


def test_every_alternative_can_really_be_held():
    room = make_room(setup_minutes=30, teardown_minutes=30)
    make_room(setup_minutes=15)
    for hour in (9, 14):
        make_hold(f"at {hour}", room, start=at(hour), end=at(hour + 1))
    found = alternatives(room, at(9), at(10, 30), limit=20)
    assert len(found) > 5
    for number, one in enumerate(found):
        assert queries.holdings(one.resource, one.start, one.end) == []
        assert one.end - one.start == timedelta(hours=1.5), number


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (30, "30 menit lebih lambat"),
        (60, "1 jam lebih lambat"),
        (-90, "1,5 jam lebih awal"),
        (-600, "10 jam lebih awal"),
    ],
)
def test_a_distance_in_time_is_said_in_words(minutes: int, words: str):
    assert wording.other_time(timedelta(minutes=minutes)) == words


def test_a_full_afternoon_leaves_the_morning():
    room = make_room()
    make_hold("a", room, start=at(10), end=at(11, 30))
    make_hold("b", room, start=at(12), end=at(21))
    found = alternatives(room, at(9, 30), at(11))
    assert (found[0].end, found[0].reason) == (at(10), "Ruang sama, 1 jam lebih awal")


def test_a_room_that_is_too_small_or_without_a_connection_is_not_proposed():
    room = make_room(name="Ruang TCM", capacity=40)
    make_room(name="Ruang Kecil", capacity=10)
    make_room(name="Gudang", has_connection=False)
    make_room(name="Aula", capacity=None)
    make_hold("a", room)
    names = {one.resource.name for one in alternatives(room, at(9), at(11), people=30)}
    assert names == {"Aula", "Ruang TCM"}
    names = {one.resource.name for one in alternatives(room, at(9), at(11), people=100)}
    assert names == {"Aula"}


def test_where_the_wanted_room_has_no_connection_only_other_rooms_are_proposed():
    room = make_room(name="Gudang", has_connection=False)
    other = make_room()
    assert {one.resource for one in alternatives(room, at(9), at(11))} == {other}


def test_later_days_are_working_days():
    room = make_room()
    friday, monday = 4, 7
    make_hold("a", room, start=at(8, day=friday), end=at(21, day=friday))
    Holiday.objects.create(day=at(9, day=monday).date(), name="Cuti bersama")
    found = alternatives(room, at(9, day=friday), at(11, day=friday), limit=30)
    assert [one.start for one in found[:4]] == [at(9, day=day) for day in (3, 2, 1, 8)]


def test_a_day_on_which_the_hour_is_taken_offers_its_nearest_other_hour():
    room = make_room()
    make_hold("a", room, start=at(7), end=at(21))
    make_hold("b", room, start=at(9, day=2), end=at(10, day=2))
    found = alternatives(room, at(9), at(11))
    assert [one.start for one in found[:2]] == [at(9) - timedelta(days=1), at(10, day=2)]
    assert found[1].reason == "Ruang sama, hari lain, 1 jam lebih lambat"


def test_nothing_is_proposed_in_the_past_or_outside_the_opening_hours():
    room = make_room()
    start = NOW + timedelta(hours=1)
    make_hold("a", room, start=start, end=start + timedelta(hours=2))
    found = alternatives(room, start, start + timedelta(hours=2), limit=30)
    assert found
    assert all(one.start > NOW for one in found)
    assert all(one.start.hour + one.start.minute / 60 >= 7.5 for one in found)
    assert all(one.end.hour + one.end.minute / 60 <= 21 for one in found)


def test_a_wish_in_the_past_gets_only_times_to_come():
    room = make_room()
    found = alternatives(room, NOW - timedelta(days=30), NOW - timedelta(days=29.9))
    assert found
    assert all(one.start > NOW for one in found)


def test_an_evening_wish_gets_the_latest_time_inside_the_opening_hours():
    room = make_room()
    make_hold("a", room, start=at(20), end=at(22))
    found = alternatives(room, at(20), at(22))
    assert (found[0].start, found[0].reason) == (at(18), "Ruang sama, 2 jam lebih awal")


def test_what_ran_out_or_is_the_owners_own_counts_as_free():
    room = make_room()
    make_hold("b", room)
    expired(make_hold("a", room, start=at(11), end=at(21)))
    found = alternatives(room, at(9), at(11), exclude_owner="b")
    assert found[0].start == at(9, 30)


def test_without_a_working_calendar_only_the_wanted_day_is_searched():
    WorkingHours.objects.all().delete()
    room = make_room()
    make_hold("a", room)
    assert {one.start.date() for one in alternatives(room, at(9), at(11))} == {at(9).date()}


def test_the_answer_to_a_wish_names_what_is_in_the_way_and_what_else_is_free():
    room = make_room()
    make_hold("a", room)
    taken = queries.answer_to(queries.room_want(room, at(10), at(12)))
    assert not taken.is_free
    assert taken.alternatives
    free = queries.answer_to(queries.room_want(room, at(11), at(12)))
    assert free.is_free
    assert free.alternatives == ()
