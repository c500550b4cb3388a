"""A wanted room that is taken: at submission, and at the check of step 6."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jumpa.documents.models import StoredFile
from jumpa.intake.models import ServiceRequest
from jumpa.scheduling.actions import hold, release
from jumpa.scheduling.tests.makers import SUBKOR, make_room
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db
OTHER = "benturbentur23"
"""The ref of the request that comes too late; the first one is of another agency."""


def taken(office: Office) -> str:
    """The room is held by the first request; and there is another room."""
    make_room(name="Ruang Rapat Kominfo", capacity=40)
    return swift.submit(office)


def later(office: Office, **changes: object) -> object:
    """The outsider's agency wants the same room at the same time."""
    return office.post_request(OTHER, by=office.cast.outsider, **changes)


def test_a_clash_at_submission_says_what_else_is_free_and_keeps_all_that_was_typed(
    office: Office,
) -> None:
    taken(office)
    answer = later(office, event_name="Rapat Stunting", chair="Sekretaris Daerah")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "TCM Room sudah terpakai" in page
    assert "Ruang Rapat Kominfo" in page
    assert 'value="Rapat Stunting"' in page
    assert 'value="Sekretaris Daerah"' in page
    draft = ServiceRequest.objects.get(ref=OTHER)
    assert draft.run is None
    assert draft.letter is not None
    assert f"/berkas/{draft.letter.ref}/" in page
    assert "Ajukan walaupun ruang terpakai" in page


def test_another_agency_learns_only_that_the_room_is_taken(office: Office) -> None:
    taken(office)
    own = {"letter_number": "440/1/2026", "organiser": "Dinkes", "signer_title": "Kepala"}
    page = later(office, event_name="Rapat Stunting", **own).content.decode()
    assert "Terpakai" in page
    assert "Literasi Digital" not in page
    assert "Disdikbud" not in page
    assert "Dinas Pendidikan" not in page


def test_the_refused_form_can_be_sent_again_with_a_free_time_and_without_the_letter(
    office: Office,
) -> None:
    taken(office)
    later(office)
    free = office.event_start().replace(hour=14)
    answer = later(
        office,
        letter_file=None,
        versi=str(ServiceRequest.objects.get(ref=OTHER).version),
        mulai=f"{free:%Y-%m-%dT%H:%M}",
        selesai=f"{free + timedelta(hours=1):%Y-%m-%dT%H:%M}",
    )
    assert answer.status_code == 302
    assert office.holds(OTHER) == [("TCM Room", free, "held")]
    assert StoredFile.objects.filter(owner=OTHER).count() == 1


def test_a_clash_may_be_submitted_all_the_same_marked_with_alternatives_and_holding_nothing(
    office: Office,
) -> None:
    taken(office)
    first = office.event_start() + timedelta(days=1)
    wish = f"{first:%Y-%m-%dT%H:%M}", f"{first + timedelta(hours=2):%Y-%m-%dT%H:%M}"
    answer = later(
        office,
        accepts_clash="on",
        first_alternative_start=wish[0],
        first_alternative_end=wish[1],
    )
    assert answer.status_code == 302
    found = office.found(OTHER)
    assert found.has_clash
    assert found.first_alternative_start == first
    assert office.holds(OTHER) == []
    assert office.steps(OTHER) == ["receive"]
    assert "Bentrok jadwal" in office.page_of(OTHER, office.cast.clerk)
    (receipt,) = [paper for paper in office.papers(OTHER) if paper.kind == "receipt"]
    assert receipt.facts["clash"]
    assert len(receipt.facts["alternatives"]) == 1


def test_accepting_a_clash_that_is_none_holds_the_room(office: Office) -> None:
    assert later(office, accepts_clash="on").status_code == 302
    assert not office.found(OTHER).has_clash
    assert office.holds(OTHER) == [("TCM Room", office.event_start(), "held")]


def test_looking_up_the_room_keeps_the_letter_and_shows_what_is_free(office: Office) -> None:
    taken(office)
    values = office.request_values(letter_file=office.letter(), ajukan=None, periksa="1")
    answer = office.client(office.cast.outsider).post(f"/permohonan/{OTHER}/isi/", values)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Ruang Rapat Kominfo" in page
    assert ServiceRequest.objects.get(ref=OTHER).letter is not None
    assert f'name="versi" value="{ServiceRequest.objects.get(ref=OTHER).version}"' in page


def test_taking_an_alternative_puts_it_into_the_form(office: Office) -> None:
    taken(office)
    room, start = make_room(name="Aula"), office.event_start()
    value = f"{room.ref}|{start.isoformat()}|{(start + timedelta(hours=2)).isoformat()}"
    values = office.request_values(ajukan=None, alternatif=value)
    page = office.client(office.cast.outsider).post(f"/permohonan/{OTHER}/isi/", values)
    assert f'<option value="{room.ref}" selected>' in page.content.decode()


def test_the_check_shows_the_office_who_has_the_room(office: Office) -> None:
    taken(office)
    swift.submit(office, OTHER, by=office.cast.outsider, accepts_clash=True)
    swift.forward(office, OTHER, "check")
    page = office.read(office.cast.coordinator, f"/tugas/{office.open_task(OTHER, 'check').ref}/")
    assert "Rapat Koordinasi Literasi Digital · Dinas Pendidikan dan Kebudayaan" in page


def test_step_6_is_not_passed_while_another_has_the_room(office: Office) -> None:
    taken(office)
    swift.submit(office, OTHER, by=office.cast.outsider, accepts_clash=True)
    swift.forward(office, OTHER, "check")
    swift.items(office, OTHER)
    page = office.move(
        OTHER, "check", "feasible", office.cast.coordinator, status=409, note="Jadwalkan saja."
    )
    assert "TCM Room sudah terpakai" in page
    assert "Rapat Koordinasi Literasi Digital" in page
    assert "Ruang Rapat Kominfo" in page
    assert "Jadwalkan saja." in page
    assert office.steps(OTHER) == ["check"]
    assert office.found(OTHER).agreed_start is None


def test_a_room_lost_between_submission_and_check_is_noticed(office: Office) -> None:
    ref = swift.to(office, "check")
    swift.items(office, ref)
    release(ref, actor=SUBKOR)
    start = office.event_start()
    hold("lain", [office.room], start, start + timedelta(hours=1), label="Apel", actor=SUBKOR)
    page = office.move(ref, "check", "feasible", office.cast.coordinator, status=409, note="")
    assert "Apel" in page
    assert office.steps(ref) == ["check"]


def test_a_hold_that_was_lost_is_taken_again_when_the_room_is_still_free(office: Office) -> None:
    ref = swift.to(office, "check")
    release(ref, actor=SUBKOR)
    office.check(ref)
    assert office.holds(ref) == [("TCM Room", office.event_start(), "confirmed")]


def test_confirming_makes_the_reservation_firm(office: Office) -> None:
    ref = swift.to(office, "check")
    assert office.holds(ref) == [("TCM Room", office.event_start(), "held")]
    office.check(ref)
    assert office.holds(ref) == [("TCM Room", office.event_start(), "confirmed")]
    found = office.found(ref)
    assert (found.agreed_room, found.agreed_start) == (office.room, office.event_start())
    assert office.steps(ref) == ["prepare", "reply_draft"]
    assert office.status(ref) == "Terjadwal"


def test_an_event_elsewhere_needs_no_room_of_ours(office: Office) -> None:
    place = {"venue_name": "Aula Kantor Camat", "venue_address": "Jalan Firdaus, lantai 2"}
    ref = office.submit(ruang="", **place)
    assert office.holds(ref) == []
    swift.forward(office, ref, "check")
    office.check(ref)
    found = office.found(ref)
    assert (found.agreed_start, found.agreed_room) == (office.event_start(), None)
    assert found.place == "Aula Kantor Camat"
    office.reply(ref)
    office.prepare(ref)
    office.hold_event(ref)
    assert office.status(ref) == "Selesai"


def test_a_time_that_has_passed_while_waiting_is_not_confirmed(office: Office) -> None:
    ref = swift.to(office, "check")
    swift.items(office, ref)
    past = timezone.now() - timedelta(hours=3)
    ServiceRequest.objects.filter(ref=ref).update(start=past, end=past + timedelta(hours=1))
    page = office.move(ref, "check", "feasible", office.cast.coordinator, status=409, note="")
    assert "sudah lewat" in page
    assert office.steps(ref) == ["check"]
