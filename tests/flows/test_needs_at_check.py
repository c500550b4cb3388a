"""All that a request needs is looked at, adjusted and confirmed at step 6, not the room alone."""

import re
from datetime import time, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from jumpa.execution.models import Execution
from jumpa.scheduling.actions import allocate, hold
from jumpa.scheduling.models import Kind, Resource, Shift
from jumpa.scheduling.need import Need, OperatorNeed, UnitNeed, Want
from jumpa.scheduling.queries import operators_of, reservations_of
from jumpa.scheduling.rules import Span
from jumpa.scheduling.tests.makers import SUBKOR, make_pool, make_unit
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db
REF = "barubarubaru22"


def furnished(office: Office) -> dict[str, list[Resource]]:
    """Three microphones and two operators, both persons of the team."""
    microphones = make_pool(name="Mikrofon nirkabel", key="mik_nirkabel")
    team = make_pool(Kind.OPERATOR, name="Operator")
    people = (office.cast.operator, office.cast.operator_two)
    return {
        "microphones": [make_unit(microphones, name=f"Mik {n}") for n in (1, 2, 3)],
        "operators": [make_unit(team, name=one.name, person=one) for one in people],
    }


def span(office: Office, hours: int = 2) -> Span:
    return Span(office.event_start(), office.event_start() + timedelta(hours=hours))


def taken(office: Office, need: Need, *, start: int = 0, hours: int = 2) -> None:
    """Another event has this, ``start`` hours after the request's own start."""
    first = office.event_start() + timedelta(hours=start)
    want = Want(Span(first, first + timedelta(hours=hours)), need)
    allocate("lain", [want], label="Apel pagi", actor=SUBKOR)


def has(kind: str) -> list[str]:
    return [one.resource.name for one in reservations_of(REF) if one.resource.kind == kind]


def states() -> set[str]:
    return {one.state for one in reservations_of(REF)}


def check_page(office: Office) -> str:
    return office.read(office.cast.coordinator, f"/tugas/{office.open_task(REF, 'check').ref}/")


def need(office: Office, *, status: int = 302, **values: Any) -> str:
    """The form "Atur kebutuhan", with what it shows unless said otherwise."""
    shown = {"operator_count": "1", "count_mik_nirkabel": "2", "operator_reason": ""}
    return office.move(
        REF, "check", "need", office.cast.coordinator, status=status, **(shown | values)
    )


def test_the_check_shows_each_thing_that_is_held(office: Office) -> None:
    furnished(office)
    swift.to(office, "check", REF)
    text = check_page(office)
    assert "Mikrofon nirkabel (2)" in text
    assert "Mik 1, Mik 2" in text
    assert "Operator (1)" in text
    assert "Kurang" not in text


def test_what_is_short_is_named_with_who_has_it(office: Office) -> None:
    furnished(office)
    taken(office, Need(units=(UnitNeed("equipment", key="mik_nirkabel", count=2),)))
    swift.submit(office, REF, accepts_clash=True)
    swift.forward(office, REF, "check")
    text = check_page(office)
    assert "Kurang" in text
    assert "diminta 2, yang bebas 1" in text
    assert "Apel pagi" in text


def test_nothing_is_scheduled_while_a_microphone_is_short(office: Office) -> None:
    furnished(office)
    taken(office, Need(units=(UnitNeed("equipment", key="mik_nirkabel", count=2),)))
    swift.submit(office, REF, accepts_clash=True)
    swift.forward(office, REF, "check")
    swift.items(office, REF)
    text = office.move(REF, "check", "feasible", office.cast.coordinator, status=409, note="")
    assert "diminta 2, yang bebas 1" in text
    assert reservations_of(REF) == []
    assert office.steps(REF) == ["check"]
    # With one microphone less it fits, and all of it is confirmed as one.
    need(office, count_mik_nirkabel="1")
    office.move(REF, "check", "feasible", office.cast.coordinator, note="")
    assert (has("room"), has("equipment"), len(has("operator"))) == (["TCM Room"], ["Mik 3"], 1)
    assert states() == {"confirmed"}


def test_units_and_operators_are_chosen_by_hand(office: Office) -> None:
    things = furnished(office)
    swift.to(office, "check", REF)
    second, third = things["operators"][1], things["microphones"][2]
    need(office, operators=[second.ref], units=[third.ref])
    assert has("operator") == [second.name]
    assert "Mik 3" in has("equipment")
    assert len(has("equipment")) == 2
    office.check(REF)
    assert states() == {"confirmed"}
    assert office.cast.operator_two.name in office.page_of(REF, office.cast.requester)


def test_units_are_offered_of_what_is_needed_only_and_the_record_names_them(office: Office) -> None:
    third = furnished(office)["microphones"][2]
    speaker = make_unit(make_pool(name="Speaker aktif", key="speaker"), name="Kotak suara 1")
    swift.to(office, "check", REF)
    page = check_page(office)
    assert f'value="{third.ref}"' in page
    assert f'value="{speaker.ref}"' not in page
    need(office, units=[third.ref], count_speaker="1")
    assert f'value="{speaker.ref}"' in check_page(office)
    entry = office.open_task(REF, "check").entries.filter(key="need").get()
    assert ["Satuan yang ditetapkan", "Mik 3"] in entry.summary


def test_an_operator_off_shift_is_taken_only_with_a_reason(office: Office) -> None:
    second = furnished(office)["operators"][1]
    for weekday in range(7):
        Shift.objects.create(resource=second, weekday=weekday, start=time(18), end=time(22))
    swift.to(office, "check", REF)
    text = need(office, status=409, operators=[second.ref])
    assert "tidak bertugas" in text
    assert has("operator") == [office.cast.operator.name]
    need(office, operators=[second.ref], operator_reason="Diminta Kepala Dinas.")
    assert has("operator") == [second.name]


def test_a_unit_that_another_has_is_refused_and_nothing_changes(office: Office) -> None:
    first = furnished(office)["microphones"][0]
    taken(office, Need(units=(UnitNeed("equipment", units=(first.pk,)),)))
    swift.to(office, "check", REF)
    need(office, status=409, units=[first.ref])
    assert has("equipment") == ["Mik 2", "Mik 3"]
    assert office.found(REF).office_need == {}


def test_what_was_chosen_by_hand_is_forgotten_with_its_time(office: Office) -> None:
    things = furnished(office)
    swift.to(office, "check", REF)
    need(office, operators=[things["operators"][1].ref], count_mik_nirkabel="1")
    office.check(REF, "clash")
    assert office.found(REF).office_need == {"counts": {"mik_nirkabel": 1}}


def test_the_coordinator_changes_the_operator_at_step_8(office: Office) -> None:
    second = furnished(office)["operators"][1]
    swift.to(office, "prepare", REF)
    room, units = has("room"), has("equipment")
    person = office.cast.coordinator
    office.move(REF, "prepare", "operators", person, operators=[second.ref], operator_reason="")
    assert operators_of(REF) == [second.name]
    assert (has("room"), has("equipment"), states()) == (room, units, {"confirmed"})


def test_an_operator_who_is_taken_is_refused_at_step_8(office: Office) -> None:
    second = furnished(office)["operators"][1]
    taken(office, Need(operators=OperatorNeed(1, (second.pk,))))
    swift.to(office, "prepare", REF)
    person = office.cast.coordinator
    values = {"operators": [second.ref], "operator_reason": "Tetap beliau."}
    text = office.move(REF, "prepare", "operators", person, status=409, **values)
    assert "Apel pagi" in text
    assert operators_of(REF) == [office.cast.operator.name]


def test_the_run_begins_with_the_operators_that_were_assigned(office: Office) -> None:
    furnished(office)
    swift.to(office, "execute", REF)
    task = office.open_task(REF, "execute")
    name = operators_of(REF)[0]
    text = office.read(office.cast.operator_three, f"/tugas/{task.ref}/")
    assert "Operator ditugaskan" in text
    boxes = re.findall(r'<input[^>]*name="start-operators"[^>]*>', text)
    ticked = [box for box in boxes if "checked" in box]
    assert [name in box for box in ticked] == [True]
    # The coordinator may open the task for this, though it is not in their inbox.
    assert "subkor_ile" not in task.offices
    assert f"/tugas/{task.ref}/" in office.page_of(REF, office.cast.coordinator)


def running(office: Office) -> None:
    swift.move(office, REF, "start", office.cast.operator, operators=[office.cast.operator.name])


def test_a_running_event_is_given_another_operator(office: Office) -> None:
    second = furnished(office)["operators"][1]
    swift.to(office, "execute", REF)
    running(office)
    person = office.cast.coordinator
    office.move(REF, "execute", "operators", person, operators=[second.ref], operator_reason="")
    assert Execution.objects.get(owner=REF).operators == [second.name]


def test_a_running_event_is_extended_with_all_it_has(office: Office) -> None:
    furnished(office)
    swift.to(office, "execute", REF)
    end = office.event_start() + timedelta(hours=3)
    with time_machine.travel(office.event_start() + timedelta(minutes=30), tick=True):
        running(office)
        office.move(
            REF, "execute", "extend", office.cast.operator, end=f"{end:%Y-%m-%dT%H:%M}", note=""
        )
        assert office.found(REF).agreed_end == end
        assert {one.span.end for one in reservations_of(REF)} == {end}
        assert office.open_task(REF, "execute").due == end
        assert states() == {"confirmed"}


def test_who_is_next_stands_in_the_way_of_an_extension(office: Office) -> None:
    furnished(office)
    swift.to(office, "execute", REF)
    start = office.event_start()
    end = start + timedelta(hours=3)
    next_start = start + timedelta(hours=2)
    hold("lain", [office.room], next_start, end, label="Apel siang", actor=SUBKOR)
    with time_machine.travel(start + timedelta(minutes=30), tick=True):
        running(office)
        values = {"end": f"{end:%Y-%m-%dT%H:%M}", "note": ""}
        text = office.move(REF, "execute", "extend", office.cast.operator, status=409, **values)
        assert "Apel siang" in text
        assert office.found(REF).agreed_end == next_start


def test_an_event_that_does_not_run_is_not_extended(office: Office) -> None:
    swift.to(office, "execute", REF)
    end = timezone.localtime(office.event_start() + timedelta(hours=3))
    values = {"end": f"{end:%Y-%m-%dT%H:%M}", "note": ""}
    office.move(REF, "execute", "extend", office.cast.operator, status=409, **values)
