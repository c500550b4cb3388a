"""One event comes first: what it costs is seen before, and who gives way loses nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from procrastinate.contrib.django.models import ProcrastinateJob

from jumpa.core.actor import SYSTEM
from jumpa.core.models import AuditEntry
from jumpa.people.models import Person
from jumpa.scheduling.actions import hold
from jumpa.scheduling.models import Offer, Reservation
from jumpa.scheduling.tests.makers import SUBKOR, make_room
from jumpa.steps.jobs import prepare_offers
from jumpa.workflow.actions import publish_sop
from jumpa.workflow.models import Task
from tests.flows import swift
from tests.flows.office import Office, problems
from tests.flows.repeating import states, weekly

pytestmark = pytest.mark.django_db
LOSER, WINNER = "barubarubaru22", "benturbentur23"
REASON = {"alasan": "Rapat dengan Menteri Dalam Negeri.", "dasar": "Surat Wali Kota 100/7/2026"}


def two(office: Office, step: str = "prepare", *, at_check: str = "check") -> tuple[str, str]:
    """The first has the room, brought to ``step``; a later one of another agency wants it."""
    swift.to(office, step, LOSER)
    swift.submit(office, WINNER, by=office.cast.outsider, accepts_clash=True, event_name="Rakor")
    swift.forward(office, WINNER, "check")
    swift.items(office, WINNER)
    if at_check == "negotiate":
        swift.move(office, WINNER, "clash", office.cast.coordinator, note="Bentrok.")
    return LOSER, WINNER


def page(office: Office, person: Person, *, kind: str = "check", status: int = 200) -> str:
    return office.read(
        person, f"/tugas/{office.open_task(WINNER, kind).ref}/prioritas/", status=status
    )


def hidden(text: str) -> dict[str, Any]:
    """What the page gives its form: token, version, who is seen to lose."""

    def values(name: str) -> list[str]:
        return [part.partition('"')[0] for part in text.split(f'name="{name}" value="')[1:]]

    return {
        "token": values("token")[0],
        "versi": values("versi")[0],
        "digeser": values("digeser"),
    }


def press(
    office: Office, person: Person, *, kind: str = "check", **changes: Any
) -> tuple[HttpResponse, str]:
    """Open the page and give priority as it stands there."""
    values = hidden(page(office, person, kind=kind)) | REASON | changes
    address = f"/tugas/{office.open_task(WINNER, kind).ref}/prioritas/"
    return office.client(person).post(address, values), address


def jobs(name: str) -> list[dict[str, Any]]:
    return list(ProcrastinateJob.objects.filter(task_name=name).values_list("args", flat=True))


def run_jobs() -> None:
    """What the worker does for those who were displaced."""
    for args in jobs("steps.prepare_offers"):
        prepare_offers(**args)


def test_the_page_shows_who_would_lose_before_anything_is_pressed(office: Office) -> None:
    two(office)
    text = page(office, office.cast.coordinator)
    assert "Rapat Koordinasi Literasi Digital · Dinas Pendidikan dan Kebudayaan" in text
    assert "TCM Room sudah terpakai" in text
    assert office.holds(LOSER) == [("TCM Room", office.event_start(), "confirmed")]


@pytest.mark.parametrize("who", ["coordinator", "division_head", "head"])
def test_those_who_may_give_priority_do_so_and_the_winner_is_confirmed(
    office: Office, who: str
) -> None:
    two(office)
    answer, _ = press(office, getattr(office.cast, who))
    assert answer.status_code == 302, problems(answer)
    assert office.holds(WINNER) == [("TCM Room", office.event_start(), "confirmed")]
    assert office.holds(LOSER) == []
    assert office.found(WINNER).agreed_room == office.room
    assert not office.found(WINNER).has_clash
    assert office.steps(WINNER) == ["prepare", "reply_draft"]
    assert "Surat Wali Kota 100/7/2026" in office.page_of(WINNER, office.cast.coordinator)


@pytest.mark.parametrize("who", ["clerk", "operator", "requester", "outsider"])
def test_nobody_else_sees_the_page_or_gives_priority(office: Office, who: str) -> None:
    two(office)
    person = getattr(office.cast, who)
    address = f"/tugas/{office.open_task(WINNER, 'check').ref}/prioritas/"
    known = hidden(page(office, office.cast.coordinator))
    expected = 404 if who == "requester" else 403
    assert office.client(person).get(address).status_code == expected
    assert office.client(person).post(address, known | REASON).status_code == expected
    assert office.holds(LOSER) == [("TCM Room", office.event_start(), "confirmed")]


def test_who_is_displaced_goes_to_step_7_at_once_and_is_told_why(office: Office) -> None:
    two(office)
    press(office, office.cast.head)
    found = office.found(LOSER)
    assert office.steps(LOSER) == ["negotiate"]
    assert (found.agreed_start, found.agreed_room) == (None, None)
    assert found.start == office.event_start()
    assert office.status(LOSER) == "Digeser kegiatan prioritas"
    for text in (
        office.page_of(LOSER, office.cast.requester),
        office.read(office.cast.requester, "/"),
    ):
        assert "Jadwal Anda digeser oleh kegiatan prioritas" in text
        assert "Rapat dengan Menteri Dalam Negeri" in text
        assert "Surat Wali Kota 100/7/2026" in text
    assert "Rakor" not in office.page_of(LOSER, office.cast.requester)


def test_alternatives_are_offered_to_who_was_displaced_without_anybody_asking(
    office: Office,
) -> None:
    other = make_room(name="Ruang Rapat Kominfo", capacity=40)
    two(office)
    press(office, office.cast.coordinator)
    run_jobs()
    offers = list(Offer.objects.filter(owner=LOSER, state="open"))
    assert len(offers) == 3
    assert offers[0].resource == other
    text = office.read(office.cast.requester, f"/tugas/{office.open_task(LOSER, 'negotiate').ref}/")
    assert "Ruang Rapat Kominfo" in text
    assert "Rapat dengan Menteri Dalam Negeri" in text

    office.move(LOSER, "negotiate", "agreed", office.cast.requester, offer=offers[0].ref, note="")
    assert office.holds(LOSER) == [("Ruang Rapat Kominfo", office.event_start(), "confirmed")]
    assert office.found(LOSER).displaced_at is None
    assert "Jadwal Anda digeser" not in office.read(office.cast.requester, "/")


def test_the_offers_are_made_once_however_often_the_job_runs(office: Office) -> None:
    two(office)
    press(office, office.cast.coordinator)
    run_jobs()
    run_jobs()
    assert office.open_task(LOSER, "negotiate").entries.filter(key="offer").count() == 1
    assert Offer.objects.filter(owner=LOSER).count() <= 3


def test_without_any_alternative_the_task_stands_without_offers(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    two(office)
    press(office, office.cast.coordinator)
    monkeypatch.setattr("jumpa.steps.ready_offers.suggestions", lambda request: [])
    run_jobs()
    task = office.open_task(LOSER, "negotiate")
    assert task.asked_since is None
    assert not Offer.objects.filter(owner=LOSER).exists()


def test_a_reply_that_went_out_is_marked_and_nothing_of_the_way_is_lost(office: Office) -> None:
    swift.to(office, "execute", LOSER)
    before = set(Task.objects.filter(run__owner=LOSER).values_list("pk", flat=True))
    papers = office.paper_kinds(LOSER)
    swift.submit(office, WINNER, by=office.cast.outsider, accepts_clash=True)
    swift.forward(office, WINNER, "check")
    swift.items(office, WINNER)
    press(office, office.cast.coordinator)
    assert office.steps(LOSER) == ["negotiate"]
    assert before <= set(Task.objects.filter(run__owner=LOSER).values_list("pk", flat=True))
    assert papers <= office.paper_kinds(LOSER)
    assert "Menunggu surat pengganti" in office.page_of(LOSER, office.cast.requester)


def test_one_that_has_not_come_to_the_check_goes_on_and_is_marked(office: Office) -> None:
    two(office, "dispose_head")
    press(office, office.cast.coordinator)
    assert office.steps(LOSER) == ["dispose_head"]
    assert office.found(LOSER).has_clash
    assert "Jadwal Anda digeser" in office.page_of(LOSER, office.cast.requester)
    swift.forward(office, LOSER, "check")
    assert office.steps(LOSER) == ["check"]


def test_a_run_under_an_sop_from_before_goes_by_way_of_the_check(office: Office) -> None:
    sop = settings.BASE_DIR / "sops" / "video_conference.toml"
    text = sop.read_text(encoding="utf-8")
    before = text[: text.index('[[interventions]]\nkey = "displaced"')]
    publish_sop(before, actor=SYSTEM)
    two(office)
    assert "/pulihkan/" not in office.page_of(LOSER, office.cast.requester)
    answer, _ = press(office, office.cast.coordinator)
    assert answer.status_code == 302, problems(answer)
    assert office.steps(LOSER) == ["check"]
    assert office.found(LOSER).has_clash
    assert "Jadwal Anda digeser" in office.page_of(LOSER, office.cast.requester)


def test_priority_at_step_7_agrees_on_what_was_wanted(office: Office) -> None:
    two(office, at_check="negotiate")
    answer, _ = press(office, office.cast.coordinator, kind="negotiate")
    assert answer.status_code == 302, problems(answer)
    assert office.holds(WINNER) == [("TCM Room", office.event_start(), "confirmed")]
    assert office.steps(WINNER) == ["prepare", "reply_draft"]
    assert "confirmation" in office.paper_kinds(WINNER)


def test_of_a_series_only_the_date_in_the_way_is_lost_and_the_others_stay(office: Office) -> None:
    office.submit(LOSER, **weekly(3))
    swift.forward(office, LOSER, "reply_draft")
    second = office.event_start() + timedelta(days=7)
    swift.submit(
        office,
        WINNER,
        by=office.cast.outsider,
        accepts_clash=True,
        start=second,
        end=second + timedelta(hours=2),
    )
    swift.forward(office, WINNER, "check")
    swift.items(office, WINNER)
    answer, _ = press(office, office.cast.coordinator)
    assert answer.status_code == 302, problems(answer)
    assert [(at - office.event_start()).days for _, at, _ in office.holds(LOSER)] == [0, 14]
    assert states(LOSER) == [(False, False), (False, True), (False, False)]
    assert office.steps(LOSER) == ["negotiate"]

    run_jobs()
    offer = Offer.objects.filter(owner=LOSER, state="open").earliest("rank")
    office.move(LOSER, "negotiate", "agreed", office.cast.requester, offer=offer.ref, note="")
    assert len(office.holds(LOSER)) == 3
    assert {state for _, _, state in office.holds(LOSER)} == {"confirmed"}
    assert office.found(LOSER).agreed_start == office.event_start()


def test_a_series_comes_first_on_the_date_that_is_taken(office: Office) -> None:
    third = office.event_start() + timedelta(days=14)
    swift.to(office, "prepare", LOSER, start=third, end=third + timedelta(hours=2))
    office.submit(
        WINNER,
        by=office.cast.outsider,
        letter_number="440/1/2026",
        accepts_clash="on",
        **weekly(3),
    )
    swift.forward(office, WINNER, "check")
    swift.items(office, WINNER)
    answer, _ = press(office, office.cast.head)
    assert answer.status_code == 302, problems(answer)
    assert len(office.holds(WINNER)) == 3
    assert states(WINNER) == [(False, False)] * 3
    assert office.holds(LOSER) == []


def test_pressed_twice_it_happens_once(office: Office) -> None:
    two(office)
    values = hidden(page(office, office.cast.coordinator)) | REASON
    address = f"/tugas/{office.open_task(WINNER, 'check').ref}/prioritas/"
    client = office.client(office.cast.coordinator)
    assert client.post(address, values).status_code == 302
    count = AuditEntry.objects.count()
    assert client.post(address, values).status_code == 302
    assert AuditEntry.objects.count() == count
    assert Task.objects.filter(run__owner=LOSER, kind="negotiate").count() == 1


def test_who_was_not_seen_does_not_lose(office: Office) -> None:
    room = office.room
    two(office)
    values = hidden(page(office, office.cast.coordinator)) | REASON
    start = office.event_start()
    end = start + timedelta(hours=2)
    Reservation.objects.filter(owner=LOSER).delete()
    hold("ketiga", [room], start, end, label="Apel pagi", actor=SUBKOR)
    address = f"/tugas/{office.open_task(WINNER, 'check').ref}/prioritas/"
    answer = office.client(office.cast.coordinator).post(address, values)
    assert answer.status_code == 409
    assert "Apel pagi" in answer.content.decode()
    assert Reservation.objects.filter(owner="ketiga").exists()
    # What is seen now may be pressed.
    answer = office.client(office.cast.coordinator).post(
        address, hidden(answer.content.decode()) | REASON
    )
    assert answer.status_code == 302
    assert not Reservation.objects.filter(owner="ketiga").exists()


def test_a_page_from_before_the_task_went_on_is_refused(office: Office) -> None:
    two(office)
    values = hidden(page(office, office.cast.coordinator)) | REASON
    address = f"/tugas/{office.open_task(WINNER, 'check').ref}/prioritas/"
    swift.items(office, WINNER, note_uji="Dicek lagi.")
    assert office.client(office.cast.coordinator).post(address, values).status_code == 409
    swift.move(office, WINNER, "clash", office.cast.coordinator, note="Bentrok.")
    assert office.client(office.cast.coordinator).post(address, values).status_code == 409
    assert office.holds(LOSER) == [("TCM Room", office.event_start(), "confirmed")]


@pytest.mark.parametrize("blank", ["alasan", "dasar"])
def test_without_reason_or_basis_there_is_no_priority(office: Office, blank: str) -> None:
    two(office)
    answer, _ = press(office, office.cast.coordinator, **{blank: "  - "})
    assert answer.status_code == 422
    assert office.holds(LOSER) == [("TCM Room", office.event_start(), "confirmed")]


def test_priority_takes_the_place_of_no_check(office: Office) -> None:
    swift.to(office, "prepare", LOSER)
    swift.submit(office, WINNER, by=office.cast.outsider, accepts_clash=True)
    swift.forward(office, WINNER, "check")
    answer, _ = press(office, office.cast.coordinator)
    assert answer.status_code == 422
    assert "Belum dicek" in answer.content.decode()
    swift.items(office, WINNER, result_aplikasi="tidak", note_aplikasi="Akun tidak ada.")
    answer, _ = press(office, office.cast.coordinator)
    assert answer.status_code == 422
    swift.items(
        office,
        WINNER,
        result_waktu="tidak",
        note_waktu="Bentrok.",
        result_aplikasi="sesuai",
    )
    answer, _ = press(office, office.cast.coordinator)
    assert answer.status_code == 302, problems(answer)


def test_where_nothing_is_in_the_way_the_page_says_so(office: Office) -> None:
    swift.to(office, "check", WINNER)
    text = page(office, office.cast.coordinator)
    assert "Tidak ada yang perlu digeser" in text
    assert 'name="digeser"' not in text
