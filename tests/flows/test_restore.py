"""A withdrawn request is taken up again while its time lies ahead."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from jumpa.core.models import AuditEntry
from jumpa.intake.actions import withdraw_request
from jumpa.scheduling.actions import hold
from jumpa.scheduling.tests.makers import SUBKOR, make_room
from tests.flows import swift
from tests.flows.office import Office
from tests.flows.repeating import weekly

pytestmark = pytest.mark.django_db
REF = "barubarubaru22"


def withdrawn(office: Office, step: str = "prepare", **changes: object) -> str:
    """A request brought to ``step`` and taken back there."""
    swift.to(office, step, REF, **changes)
    withdraw_request(REF, reason="Kegiatan ditunda.", person=office.cast.requester)
    assert office.holds(REF) == []
    return REF


def restore(office: Office, *, status: int = 302, **values: str) -> str:
    """Press the button on the page that the request's page leads to."""
    address = f"/permohonan/{REF}/pulihkan/"
    if status == 302:
        assert address in office.page_of(REF, office.cast.requester)
    answer = office.client(office.cast.requester).post(address, values)
    assert answer.status_code == status
    return answer.content.decode()


def test_what_was_agreed_is_held_again_and_checked_again(office: Office) -> None:
    withdrawn(office)
    restore(office)
    found = office.found(REF)
    assert office.holds(REF) == [("TCM Room", office.event_start(), "held")]
    assert office.steps(REF) == ["check"]
    assert found.agreed_start is None
    assert found.run is not None
    assert found.run.ending == ""
    assert "Permohonan dipulihkan" in office.page_of(REF, office.cast.coordinator)
    assert AuditEntry.objects.filter(verb="intake.restore", owner=REF).count() == 1
    office.check(REF)
    assert office.steps(REF) == ["prepare", "reply_draft"]


def test_another_time_that_was_agreed_is_the_one_that_comes_back(office: Office) -> None:
    make_room(name="Aula")
    swift.to(office, "negotiate", REF)
    start = office.event_start().replace(hour=14)
    values = {
        "choices": [],
        "room": office.room,
        "start": start,
        "end": start + timedelta(hours=1),
        "message": "Siang saja.",
        "expires_at": timezone.now() + timedelta(hours=20),
    }
    swift.move(office, REF, "offer", office.cast.coordinator, **values)
    offer = office.open_task(REF, "negotiate").entries.get(key="offer").data["offers"][0]
    swift.move(office, REF, "agreed", office.cast.requester, offer=offer, note="")
    withdraw_request(REF, reason="Ditunda.", person=office.cast.requester)
    restore(office)
    assert office.holds(REF) == [("TCM Room", start, "held")]
    office.check(REF)
    assert office.holds(REF) == [("TCM Room", start, "confirmed")]


def test_one_that_had_not_come_to_the_check_goes_on_where_it_was(office: Office) -> None:
    withdrawn(office, "dispose_head")
    restore(office)
    assert office.steps(REF) == ["dispose_head"]
    assert office.holds(REF) == [("TCM Room", office.event_start(), "held")]


def test_where_its_time_was_taken_it_says_by_whom_and_may_come_back_as_a_clash(
    office: Office,
) -> None:
    withdrawn(office)
    start = office.event_start()
    hold("lain", [office.room], start, start + timedelta(hours=1), label="Apel", actor=SUBKOR)
    text = restore(office, status=409)
    assert "TCM Room sudah terpakai" in text
    assert "Apel" not in text
    assert office.status(REF) == "Dibatalkan"
    restore(office, accepts_clash="1")
    assert office.found(REF).has_clash
    assert office.steps(REF) == ["check"]
    assert office.holds(REF) == []


def test_a_series_comes_back_with_each_of_its_dates(office: Office) -> None:
    office.submit(REF, **weekly(3))
    swift.forward(office, REF, "reply_draft")
    withdraw_request(REF, reason="Ditunda.", person=office.cast.requester)
    restore(office)
    assert len(office.holds(REF)) == 3
    assert {state for _, _, state in office.holds(REF)} == {"held"}
    office.check(REF)
    assert {state for _, _, state in office.holds(REF)} == {"confirmed"}


def test_restoring_twice_changes_nothing_the_second_time(office: Office) -> None:
    withdrawn(office)
    restore(office)
    answer = office.client(office.cast.requester).post(f"/permohonan/{REF}/pulihkan/", {})
    assert answer.status_code == 302
    assert office.steps(REF) == ["check"]
    assert AuditEntry.objects.filter(verb="intake.restore").count() == 1


def test_once_its_time_has_come_it_is_not_restored(office: Office) -> None:
    withdrawn(office)
    with time_machine.travel(office.event_start() + timedelta(minutes=1), tick=True):
        assert "/pulihkan/" not in office.page_of(REF, office.cast.requester)
        restore(office, status=409)
    assert office.status(REF) == "Dibatalkan"


def test_what_was_refused_is_not_restored(office: Office) -> None:
    swift.to(office, "dispose_head", REF)
    swift.move(office, REF, "refused", office.cast.head, **swift.REASON)
    swift.move(office, REF, "drafted", office.cast.coordinator, **swift.LETTER)
    swift.move(office, REF, "released", office.cast.head)
    assert office.status(REF) == "Ditolak"
    restore(office, status=409)


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("coordinator", 403)])
def test_only_its_own_agency_restores_it(office: Office, who: str, status: int) -> None:
    withdrawn(office)
    client = office.client(getattr(office.cast, who))
    assert client.post(f"/permohonan/{REF}/pulihkan/", {}).status_code == status
    assert office.status(REF) == "Dibatalkan"
