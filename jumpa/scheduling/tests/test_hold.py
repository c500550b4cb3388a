import pytest

from jumpa.core.actor import Actor
from jumpa.core.errors import Conflict, Refused, WrongState
from jumpa.core.models import AuditEntry
from jumpa.scheduling import actions, queries
from jumpa.scheduling.events import TimeConfirmed, TimeHeld, TimeMoved, TimeReleased
from jumpa.scheduling.models import Reservation
from jumpa.scheduling.queries.picture import DatabaseSource
from jumpa.scheduling.tests.makers import (
    REQUESTER,
    SUBKOR,
    at,
    expired,
    make_hold,
    make_room,
)

pytestmark = pytest.mark.django_db


def spans_of(owner: str) -> list[tuple[str, object, object]]:
    return [
        (one.resource.name, one.span.start, one.span.end) for one in queries.reservations_of(owner)
    ]


def test_a_pending_request_is_busy_for_everyone_else():
    room = make_room()
    held = make_hold("a", room)
    assert held.state == "held"
    with pytest.raises(Conflict):
        make_hold("b", room, start=at(10), end=at(12))
    assert Reservation.objects.count() == 1


def test_events_that_touch_are_both_accepted():
    room = make_room()
    make_hold("a", room, start=at(9), end=at(11))
    make_hold("b", room, start=at(11), end=at(12))
    make_hold("c", room, start=at(8), end=at(9))
    assert Reservation.objects.count() == 3


def test_set_up_and_teardown_keep_the_room_busy_on_both_sides():
    room = make_room(setup_minutes=30, teardown_minutes=15)
    make_hold("a", room, start=at(9), end=at(11))
    with pytest.raises(Conflict):
        make_hold("before", room, start=at(7), end=at(8, 16))
    with pytest.raises(Conflict):
        make_hold("after", room, start=at(11, 44), end=at(13))
    make_hold("before", room, start=at(7), end=at(8, 15))
    make_hold("after", room, start=at(11, 45), end=at(13))
    held = queries.reservations_of("a")[0]
    assert (held.span.start, held.span.end) == (at(9), at(11))
    assert (held.busy.start, held.busy.end) == (at(8, 30), at(11, 15))


def test_all_the_resources_are_held_or_none_of_them():
    free, taken = make_room(), make_room()
    make_hold("a", taken)
    with pytest.raises(Conflict):
        actions.hold("b", [free, taken], at(9), at(11), label="Rapat", actor=SUBKOR)
    assert queries.reservations_of("b") == []
    made = actions.hold("b", [free.pk, make_room().pk], at(9), at(11), label="x", actor=SUBKOR)
    assert len(made) == 2


def test_the_same_hold_again_makes_no_second_booking(heard: list[object]):
    room = make_room()
    first = make_hold("a", room)
    entries = AuditEntry.objects.count()
    again = make_hold("a", room)
    assert again.pk == first.pk
    assert Reservation.objects.count() == 1
    assert AuditEntry.objects.count() == entries
    assert [type(event) for event in heard] == [TimeHeld]


def test_a_repeated_hold_leaves_a_confirmed_reservation_confirmed():
    room = make_room()
    make_hold("a", room)
    actions.confirm("a", actor=SUBKOR)
    assert make_hold("a", room).state == "confirmed"


def test_an_owner_that_holds_an_overlapping_time_is_told_so():
    room = make_room()
    make_hold("a", room)
    with pytest.raises(Conflict) as caught:
        make_hold("a", room, start=at(10), end=at(12))
    assert "permohonan ini sendiri" in caught.value.message


def test_a_conflict_names_the_holder_and_what_else_is_free(office_week: None):
    room, other = make_room(name="Ruang TCM"), make_room(name="Ruang Rapat")
    make_hold("a", room, label="Rapat Dinkes")
    with pytest.raises(Conflict) as caught:
        make_hold("b", room)
    assert caught.value.message == (
        "Ruang TCM sudah terpakai pada Selasa, 1 Desember 2026, pukul 09.00–11.00 WIB."
    )
    assert caught.value.holders == (
        "Ruang TCM, Selasa, 1 Desember 2026, pukul 09.00–11.00 WIB: Rapat Dinkes (ditahan)",
    )
    first = caught.value.alternatives[0]
    assert isinstance(first, queries.Alternative)
    assert first.resource == other


def test_a_conflict_never_tells_a_requester_whose_event_it_is():
    room = make_room(name="Ruang TCM")
    make_hold("a", room, label="Rapat Dinas Kesehatan")
    with pytest.raises(Conflict) as caught:
        make_hold("b", room, actor=REQUESTER)
    told = " ".join([caught.value.message, *caught.value.holders])
    assert "Terpakai" in told
    assert "Kesehatan" not in told


def test_the_constraint_has_the_last_word_and_answers_as_a_conflict(
    monkeypatch: pytest.MonkeyPatch,
):
    room = make_room()
    make_hold("a", room)
    monkeypatch.setattr(DatabaseSource, "busy", lambda self, resources, windows: [])
    with pytest.raises(Conflict):
        make_hold("b", room, start=at(10), end=at(12))
    assert queries.reservations_of("b") == []


@pytest.mark.parametrize(("start", "end"), [(at(11), at(9)), (at(9), at(9))])
def test_an_event_that_ends_before_it_starts_is_refused(start, end):
    with pytest.raises(Refused) as caught:
        make_hold("a", start=start, end=end)
    assert "end" in caught.value.fields
    assert Reservation.objects.count() == 0


def test_an_event_of_25_hours_is_refused():
    make_hold("a", start=at(9), end=at(9, day=2))
    with pytest.raises(Refused):
        make_hold("b", start=at(9), end=at(10, day=2))


def test_an_event_on_29_february_is_held():
    leap = at(9).replace(year=2028, month=2, day=29)
    assert make_hold("a", start=leap, end=leap.replace(hour=11)).span.start == leap


def test_a_deactivated_room_cannot_be_held():
    with pytest.raises(Refused):
        make_hold("a", make_room(is_active=False))


def test_confirming_makes_a_hold_firm_and_twice_changes_nothing(heard: list[object]):
    make_hold("a", expires_at=at(8))
    actions.confirm("a", actor=SUBKOR)
    again = actions.confirm("a", actor=SUBKOR)
    assert [(one.state, one.expires_at) for one in again] == [("confirmed", None)]
    assert [type(event) for event in heard] == [TimeHeld, TimeConfirmed]
    assert AuditEntry.objects.filter(verb="scheduling.confirm").count() == 1


def test_nothing_can_be_confirmed_that_is_not_held():
    with pytest.raises(WrongState):
        actions.confirm("a", actor=SUBKOR)


def test_a_hold_that_ran_out_cannot_be_confirmed_even_before_the_job_has_swept_it():
    expired(make_hold("a"))
    with pytest.raises(WrongState):
        actions.confirm("a", actor=SUBKOR)


def test_confirming_touches_nobody_elses_hold():
    make_hold("a")
    other = make_hold("b")
    actions.confirm("a", actor=SUBKOR)
    other.refresh_from_db()
    assert other.state == "held"


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_what_is_cancelled_blocks_nobody(is_confirmed: bool, heard: list[object]):
    room = make_room()
    make_hold("a", room)
    if is_confirmed:
        actions.confirm("a", actor=SUBKOR)
    actions.release("a", actor=SUBKOR)
    actions.release("a", actor=SUBKOR)
    make_hold("b", room)
    assert sum(isinstance(event, TimeReleased) for event in heard) == 1


def test_the_audit_keeps_what_was_released_and_for_whom_it_was():
    room = make_room()
    make_hold("a", room)
    actions.release("a", actor=SUBKOR)
    entry = AuditEntry.objects.get(verb="scheduling.release")
    assert (entry.person_name, entry.owner) == ("Siti Aminah, S.T.", "a")
    assert entry.before["resource"] == room.name
    assert entry.after is None


def test_rescheduling_gives_up_the_old_time_and_takes_the_new_in_one_go(heard: list[object]):
    room, other = make_room(), make_room()
    make_hold("a", room)
    actions.confirm("a", actor=SUBKOR)
    made = actions.reschedule("a", [other], at(13), at(15), label="Rapat", actor=SUBKOR)
    assert [one.state for one in made] == ["held"]
    assert spans_of("a") == [(other.name, at(13), at(15))]
    make_hold("b", room)
    moved = next(event for event in heard if isinstance(event, TimeMoved))
    assert (moved.before[0].resource_name, moved.after[0].resource_name) == (room.name, other.name)


def test_rescheduling_may_overlap_the_time_it_gives_up():
    room = make_room(setup_minutes=30)
    make_hold("a", room)
    actions.reschedule("a", [room], at(10), at(12), label="x", actor=SUBKOR, state="confirmed")
    assert spans_of("a") == [(room.name, at(10), at(12))]


def test_moving_an_event_passes_the_same_clash_check_and_a_clash_loses_nothing():
    room, other = make_room(), make_room()
    make_hold("a", room)
    actions.confirm("a", actor=SUBKOR)
    make_hold("b", other)
    with pytest.raises(Conflict):
        actions.reschedule("a", [other], at(10), at(12), label="x", actor=SUBKOR)
    kept = queries.reservations_of("a")
    assert [(one.resource, one.state) for one in kept] == [(room, "confirmed")]


def test_rescheduling_to_what_is_already_there_changes_nothing(heard: list[object]):
    room = make_room()
    before = make_hold("a", room)
    (after,) = actions.reschedule("a", [room], at(9), at(11), label="x", actor=SUBKOR)
    assert after.pk == before.pk
    assert [type(event) for event in heard] == [TimeHeld]


def test_rescheduling_without_a_reservation_is_a_hold():
    room = make_room()
    actions.reschedule("a", [room], at(9), at(11), label="x", actor=SUBKOR)
    assert spans_of("a") == [(room.name, at(9), at(11))]


def test_a_change_is_recorded_in_the_office_and_by_the_person():
    stand_in = Actor(7, "refplh", "Maria Yosefina, S.Sos.", "kepala_dinas", "Plh. Kepala Dinas")
    make_hold("a", actor=stand_in)
    entry = AuditEntry.objects.get(verb="scheduling.hold")
    assert (entry.office_title, entry.person_name) == (
        "Plh. Kepala Dinas",
        "Maria Yosefina, S.Sos.",
    )
