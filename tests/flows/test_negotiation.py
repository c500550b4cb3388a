"""Step 7: alternatives are offered and kept, the requester picks, proposes, or nothing fits."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from jumpa.core.errors import Conflict
from jumpa.scheduling.actions import hold
from jumpa.scheduling.jobs import expire_holds
from jumpa.scheduling.models import Offer, Resource
from jumpa.scheduling.tests.makers import SUBKOR, make_room
from jumpa.steps.jobs import restart_clock
from jumpa.workflow.models import Task
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db
MESSAGE = "Ruang utama dipakai apel."


def other_room() -> Resource:
    return make_room(name="Ruang Rapat Kominfo", capacity=40)


def value(room: Resource, start: datetime) -> str:
    """A suggestion as the form sends it."""
    end = start + timedelta(hours=2)
    return "|".join([room.ref, timezone.localtime(start).isoformat(), end.isoformat()])


def suggested(office: Office, ref: str) -> list[str]:
    """What the page of step 7 offers to tick."""
    form = office.read(office.cast.coordinator, f"/tugas/{office.open_task(ref, 'negotiate').ref}/")
    return [part.partition('"')[0] for part in form.split('name="offer-choices" value="')[1:]]


def offer(office: Office, ref: str, *choices: str, **changes: object) -> list[Offer]:
    values = {"choices": list(choices), "message": MESSAGE, "expires_at": until(hours=30)}
    office.move(ref, "negotiate", "offer", office.cast.coordinator, **(values | changes))
    return list(Offer.objects.filter(owner=ref, state="open").order_by("rank"))


def own(room: Resource, start: datetime) -> dict[str, str]:
    """An alternative that the coordinator types in."""
    end = start + timedelta(hours=2)
    return {"room": room.ref, "start": f"{start:%Y-%m-%dT%H:%M}", "end": f"{end:%Y-%m-%dT%H:%M}"}


def until(hours: int) -> str:
    return f"{timezone.localtime() + timedelta(hours=hours):%Y-%m-%dT%H:%M}"


def start_in(days: int = 0, hour: int = 9) -> datetime:
    day = timezone.localtime() + timedelta(days=7 + days)
    return day.replace(hour=hour, minute=0, second=0, microsecond=0)


def test_the_system_suggests_and_what_is_offered_is_kept_and_shown(office: Office) -> None:
    room = other_room()
    ref = swift.to(office, "negotiate")
    choices = suggested(office, ref)
    assert any(choice.startswith(room.ref) for choice in choices)
    offers = offer(office, ref, *choices[:3])
    assert len(offers) == 3

    page = office.read(office.cast.requester, f"/tugas/{office.open_task(ref, 'negotiate').ref}/")
    assert "Ruang Rapat Kominfo" in page
    assert "berlaku sampai" in page
    assert MESSAGE in page
    assert office.status(ref) == "Menunggu konfirmasi pemohon"
    with pytest.raises(Conflict):
        hold("lain", [room], start_in(), start_in(hour=10), label="Apel", actor=SUBKOR)


def test_more_than_three_are_refused(office: Office) -> None:
    make_room(name="Aula")
    other_room()
    ref = swift.to(office, "negotiate")
    choices = suggested(office, ref)
    assert len(choices) > 3
    values = {"choices": choices[:4], "message": MESSAGE, "expires_at": until(hours=30)}
    page = office.move(ref, "negotiate", "offer", office.cast.coordinator, status=422, **values)
    assert "paling banyak tiga" in page
    assert MESSAGE in page
    assert not Offer.objects.exists()


def test_the_one_that_is_picked_is_agreed_on_and_firm_and_the_others_are_let_go(
    office: Office,
) -> None:
    room = other_room()
    ref = swift.to(office, "negotiate")
    choices = suggested(office, ref)
    offers = offer(office, ref, *choices[:3])
    mine = next(one for one in offers if one.resource_id == room.pk)
    office.move(ref, "negotiate", "agreed", office.cast.requester, offer=mine.ref, note="Baik.")

    assert office.holds(ref) == [("Ruang Rapat Kominfo", start_in(), "confirmed")]
    assert office.found(ref).agreed_room == room
    assert office.steps(ref) == ["prepare", "reply_draft"]
    assert sorted(Offer.objects.values_list("state", flat=True)) == [
        "declined",
        "declined",
        "taken",
    ]
    hold("lain", [office.room], start_in(), start_in(hour=10), label="Apel", actor=SUBKOR)
    (paper,) = [one for one in office.papers(ref) if one.kind == "confirmation"]
    assert paper.facts["answer"] == "Setuju"
    assert paper.facts["agreed"]["place"] == "Ruang Rapat Kominfo"


def test_the_reply_says_that_time_or_place_were_changed(office: Office) -> None:
    room = other_room()
    ref = swift.to(office, "negotiate")
    (mine,) = offer(office, ref, **own(room, start_in(hour=13)))
    office.move(ref, "negotiate", "agreed", office.cast.requester, offer=mine.ref, note="")
    swift.draft(office, ref)
    swift.release(office, ref)
    (letter,) = [one for one in office.papers(ref) if one.kind == "reply"]
    assert letter.facts["outcome"] == "changed"
    assert letter.facts["event"]["place"] == "Ruang Rapat Kominfo"
    assert letter.facts["wanted"]["place"] == "TCM Room"
    # The test wished for a day before the event still lies before it.
    assert letter.facts["event"]["test_at"] is not None


def test_nothing_is_picked_that_was_not_offered(office: Office) -> None:
    ref = swift.to(office, "negotiate")
    agreed = {"offer": "tidakada234567", "note": ""}
    page = office.move(ref, "negotiate", "agreed", office.cast.requester, status=422, **agreed)
    assert "Tawaran ini sudah tidak berlaku." in page
    assert office.steps(ref) == ["negotiate"]


def test_another_proposal_is_rechecked_with_its_time_held(office: Office) -> None:
    ref = swift.to(office, "negotiate")
    offer(office, ref, value(other_room(), start_in()))
    wish = {"room": office.room.ref, "note": "Kami lebih suka siang."}
    wish |= {"start": f"{start_in(hour=14):%Y-%m-%dT%H:%M}"}
    wish |= {"end": f"{start_in(hour=15):%Y-%m-%dT%H:%M}"}
    office.move(ref, "negotiate", "propose", office.cast.requester, **wish)
    task = office.open_task(ref, "negotiate")
    assert task.asked_since is None
    page = office.read(office.cast.coordinator, f"/tugas/{task.ref}/")
    assert "Kami lebih suka siang." in page
    assert "pukul 14.00–15.00 WIB" in page

    office.move(ref, "negotiate", "recheck", office.cast.coordinator)
    assert office.steps(ref) == ["check"]
    assert office.holds(ref) == [("TCM Room", start_in(hour=14), "held")]
    assert not Offer.objects.filter(state="open").exists()
    office.check(ref)
    assert office.holds(ref) == [("TCM Room", start_in(hour=14), "confirmed")]
    assert office.found(ref).agreed_start == start_in(hour=14)


def test_nothing_is_rechecked_that_nobody_proposed(office: Office) -> None:
    ref = swift.to(office, "negotiate")
    page = office.move(ref, "negotiate", "recheck", office.cast.coordinator, status=422)
    assert "belum mengusulkan" in page


def test_a_proposal_that_another_holds_meanwhile_is_refused_with_its_holder(
    office: Office,
) -> None:
    ref = swift.to(office, "negotiate")
    wish = {"room": office.room, "start": start_in(hour=14), "end": start_in(hour=15), "note": ""}
    swift.move(office, ref, "propose", office.cast.requester, **wish)
    hold("lain", [office.room], start_in(hour=14), start_in(hour=15), label="Apel", actor=SUBKOR)
    page = office.move(ref, "negotiate", "recheck", office.cast.coordinator, status=409)
    assert "Apel" in page
    assert office.steps(ref) == ["negotiate"]


def test_offers_that_run_out_give_the_task_back_to_the_office(office: Office) -> None:
    room = other_room()
    ref = swift.to(office, "negotiate")
    (mine,) = offer(office, ref, value(room, start_in()))
    with time_machine.travel(mine.expires_at + timedelta(minutes=1)):
        expire_holds(0)
        job = ProcrastinateJob.objects.get(task_name="steps.restart_clock", args__owner=ref)
        restart_clock(**job.args)
        task = office.open_task(ref, "negotiate")
        assert task.asked_since is None
        assert office.status(ref) == "Pemeriksaan"
        hold("lain", [room], start_in(), start_in(hour=10), label="Apel", actor=SUBKOR)
        page = office.move(
            ref, "negotiate", "agreed", office.cast.requester, status=422, offer=mine.ref
        )
        assert "Tawaran ini sudah tidak berlaku." in page
        assert "Konfirmasi alternatif" in office.read(office.cast.coordinator, "/")


def test_a_late_job_does_not_wake_the_office_when_new_offers_stand(office: Office) -> None:
    ref = swift.to(office, "negotiate")
    offer(office, ref, value(other_room(), start_in()))
    restart_clock(owner=ref, at=timezone.now().isoformat())
    assert office.open_task(ref, "negotiate").asked_since is not None


def test_without_agreement_the_request_is_refused_and_its_rooms_are_free(office: Office) -> None:
    ref = swift.to(office, "negotiate")
    offer(office, ref, value(other_room(), start_in()))
    note = "Pemohon memilih tempat lain."
    office.move(ref, "negotiate", "no_agreement", office.cast.coordinator, note=note)
    assert office.steps(ref) == ["refusal_draft"]
    assert office.holds(ref) == []
    assert not Offer.objects.filter(state="open").exists()
    page = office.read(
        office.cast.coordinator, f"/tugas/{office.open_task(ref, 'draft_reply').ref}/"
    )
    assert "emohon memilih tempat lain" in page
    swift.draft(office, ref)
    swift.release(office, ref)
    assert office.status(ref) == "Ditolak"


def test_a_place_without_a_line_is_negotiated_too(office: Office) -> None:
    place = {"venue_name": "Aula Kantor Camat", "venue_address": "Jalan Firdaus, lantai 2"}
    ref = swift.to(office, "check", room=None, **place)
    office.check(ref, "no_connection")
    assert office.steps(ref) == ["negotiate"]
    choices = suggested(office, ref)
    (mine,) = offer(office, ref, choices[0])
    assert (mine.resource, timezone.localtime(mine.span.start)) == (office.room, start_in())
    office.move(ref, "negotiate", "agreed", office.cast.requester, offer=mine.ref, note="")
    found = office.found(ref)
    assert found.agreed_room == office.room
    assert found.place == "TCM Room"
    assert office.steps(ref) == ["prepare", "reply_draft"]


def test_another_time_at_ones_own_place_lets_the_offered_rooms_go(office: Office) -> None:
    place = {"venue_name": "Aula Kantor Camat", "venue_address": "Jalan Firdaus, lantai 2"}
    ref = swift.to(office, "check", room=None, **place)
    swift.check(office, ref, "no_connection")
    offer(office, ref, value(office.room, start_in()))
    wish = {"room": None, "start": start_in(1), "end": start_in(1, hour=11), "note": ""}
    swift.move(office, ref, "propose", office.cast.requester, **wish)
    office.move(ref, "negotiate", "recheck", office.cast.coordinator)
    assert not Offer.objects.filter(state="open").exists()
    hold("lain", [office.room], start_in(), start_in(hour=10), label="Apel", actor=SUBKOR)
    assert office.found(ref).start == start_in(1)


def test_an_offer_for_a_room_that_is_gone_is_refused(office: Office) -> None:
    room = other_room()
    ref = swift.to(office, "negotiate")
    choices = [one for one in suggested(office, ref) if one.startswith(room.ref)]
    task = office.open_task(ref, "negotiate")
    hidden = office.form_at(task, office.cast.coordinator)
    hold("lain", [room], start_in(), start_in(hour=10), label="Apel", actor=SUBKOR)
    values = {"choices": choices[:1], "message": MESSAGE, "expires_at": until(hours=30)}
    person = office.cast.coordinator
    page = office.send(task, "offer", person, hidden, status=422, **values)
    assert MESSAGE in page
    values = {"message": MESSAGE, "expires_at": until(hours=30), **own(room, start_in())}
    page = office.move(ref, "negotiate", "offer", person, status=409, **values)
    assert "Apel" in page
    assert MESSAGE in page
    assert Task.objects.get(pk=task.pk).asked_since is None


def test_the_requester_reads_the_message_of_the_offers_that_stand(office: Office) -> None:
    room = other_room()
    ref = swift.to(office, "negotiate")
    offer(office, ref, value(room, start_in()))
    offer(office, ref, **own(room, start_in(hour=13)), message="Pagi sudah tidak ada.")
    page = office.read(office.cast.requester, f"/tugas/{office.open_task(ref, 'negotiate').ref}/")
    assert "Pagi sudah tidak ada." in page
    standing = Offer.objects.filter(owner=ref, state="open")
    assert [one.message for one in standing] == ["Pagi sudah tidak ada."]


def test_picking_twice_is_picking_once(office: Office) -> None:
    ref = swift.to(office, "negotiate")
    (mine,) = offer(office, ref, value(other_room(), start_in()))
    task, person = office.open_task(ref, "negotiate"), office.cast.requester
    hidden = office.form_at(task, person)
    for _ in range(2):
        office.send(task, "agreed", person, hidden, offer=mine.ref, note="")
    assert office.steps(ref) == ["prepare", "reply_draft"]
    # Another offer on the same old page comes too late.
    page = office.send(task, "agreed", person, hidden | {"token": "lain"}, status=409, offer="x")
    assert "sudah memutuskan: Disepakati" in page


def test_a_test_that_would_come_after_the_agreed_event_is_not_in_the_letter(
    office: Office,
) -> None:
    ref = swift.to(office, "negotiate")
    (mine,) = offer(office, ref, **own(office.room, start_in(days=-2)))
    office.move(ref, "negotiate", "agreed", office.cast.requester, offer=mine.ref, note="")
    swift.draft(office, ref)
    swift.release(office, ref)
    (letter,) = [one for one in office.papers(ref) if one.kind == "reply"]
    assert letter.facts["event"]["test_at"] is None
