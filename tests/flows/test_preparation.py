"""Step 8: contact log, dates, checklist and verdict; and the reply beside it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jumpa.linecheck.models import LineCheck
from jumpa.linecheck.rules import ITEMS
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db


def answers(**changes: str) -> dict[str, str]:
    """A full checklist in which all is well, unless said otherwise."""
    values = {f"result_{item}": "baik" for item in ITEMS}
    values |= {f"remark_{item}": "" for item in ITEMS}
    return values | changes


def dated(office: Office, ref: str) -> None:
    dates = {"meeting_at": None, "test_at": office.event_start() - timedelta(days=1)}
    swift.move(office, ref, "schedule", office.cast.coordinator, kind="prepare", **dates)


def fill_in(office: Office, ref: str, **changes: str) -> None:
    values = answers(**changes)
    swift.move(office, ref, "checklist", office.cast.operator, kind="prepare", **values)


def verdict(office: Office, ref: str, key: str, *, status: int = 302, note: str = "") -> str:
    now = f"{timezone.localtime():%Y-%m-%dT%H:%M}"
    person = office.cast.coordinator
    return office.move(ref, "prepare", key, person, status=status, held_at=now, note=note)


def test_a_test_in_which_something_vital_failed_is_not_ready(office: Office) -> None:
    ref = swift.to(office, "prepare")
    dated(office, ref)
    fill_in(office, ref, result_camera="gagal", remark_camera="Tidak menyala.")
    for key in ("ready", "ready_with_remarks"):
        page = verdict(office, ref, key, status=422, note="Sudah dicoba.")
        assert "tidak mendukung simpulan" in page
        assert "Sudah dicoba." in page
    assert not LineCheck.objects.exists()
    assert "prepare" in office.steps(ref)


def test_a_remark_makes_it_ready_with_remarks_at_best(office: Office) -> None:
    ref = swift.to(office, "prepare")
    dated(office, ref)
    fill_in(office, ref, result_recording="catatan", remark_recording="Ruang simpan sempit.")
    verdict(office, ref, "ready", status=422)
    verdict(office, ref, "ready_with_remarks", status=422)
    verdict(office, ref, "ready_with_remarks", note="Kosongkan penyimpanan.")
    assert LineCheck.objects.get().verdict == "siap_dengan_catatan"
    assert office.steps(ref) == ["reply_draft"]


def test_what_nobody_tried_has_not_passed(office: Office) -> None:
    ref = swift.to(office, "prepare")
    dated(office, ref)
    values = {"result_main_line": "baik"}
    office.move(ref, "prepare", "checklist", office.cast.operator, **values)
    page = verdict(office, ref, "ready", status=422)
    assert "Belum diuji: Jalur cadangan" in page


def test_a_verdict_needs_the_date_of_the_test(office: Office) -> None:
    ref = swift.to(office, "prepare")
    fill_in(office, ref)
    assert "jadwal uji koneksi" in verdict(office, ref, "ready", status=422)


def test_the_test_comes_before_the_event_and_its_verdict_after_the_test(office: Office) -> None:
    ref = swift.to(office, "prepare")
    late = f"{office.event_start() + timedelta(hours=1):%Y-%m-%dT%H:%M}"
    person = office.cast.coordinator
    page = office.move(ref, "prepare", "schedule", person, status=422, test_at=late)
    assert "Harus sebelum kegiatan dimulai." in page
    dated(office, ref)
    fill_in(office, ref)
    page = office.move(ref, "prepare", "ready", person, status=422, held_at=late, note="")
    assert "Waktu uji belum tiba." in page


def test_not_ready_opens_a_second_round_with_an_empty_checklist(office: Office) -> None:
    ref = swift.to(office, "prepare")
    dated(office, ref)
    fill_in(office, ref, result_speaker="gagal", remark_speaker="Dengung.")
    verdict(office, ref, "not_ready", note="Ganti kabel, uji lagi.")
    assert sorted(office.steps(ref)) == ["prepare", "reply_draft"]
    task = office.open_task(ref, "prepare")
    assert task.round == 2
    assert (
        "Dengung."
        not in office.read(office.cast.operator, f"/tugas/{task.ref}/")
        .split("Daftar uji")[1]
        .split("</table>")[0]
    )
    verdict(office, ref, "ready", status=422)
    swift.prepare(office, ref)
    assert [check.verdict for check in LineCheck.objects.all()] == ["tidak_siap", "siap"]
    assert len([one for one in office.papers(ref) if one.kind == "line_test"]) == 2


def test_a_place_that_will_not_do_goes_back_to_negotiation_and_its_reply_is_dropped(
    office: Office,
) -> None:
    ref = swift.to(office, "prepare")
    swift.draft(office, ref)
    dated(office, ref)
    fill_in(office, ref, result_main_line="gagal", remark_main_line="Jalur putus.")
    verdict(office, ref, "elsewhere", note="Jalur di ruang ini putus.")
    assert office.steps(ref) == ["negotiate"]

    proposal = {"room": office.room, "start": office.event_start() + timedelta(days=1)}
    proposal |= {"end": proposal["start"] + timedelta(hours=2), "note": ""}
    swift.move(office, ref, "propose", office.cast.requester, **proposal)
    swift.move(office, ref, "recheck", office.cast.coordinator)
    assert office.found(ref).agreed_start is None
    swift.check(office, ref)
    assert office.steps(ref) == ["prepare", "reply_draft"]
    swift.prepare(office, ref)
    # The event waits for the new letter, although the first one was written.
    assert office.steps(ref) == ["reply_draft"]
    swift.draft(office, ref)
    assert office.steps(ref) == ["reply_release"]
    swift.release(office, ref)
    assert office.steps(ref) == ["execute"]


def test_a_reply_that_is_out_already_is_followed_by_a_new_one(office: Office) -> None:
    ref = swift.to(office, "prepare")
    swift.draft(office, ref)
    swift.release(office, ref)
    verdict(office, ref, "elsewhere", note="Jalur di ruang ini putus.")
    proposal = {"room": office.room, "start": office.event_start() + timedelta(days=1)}
    proposal |= {"end": proposal["start"] + timedelta(hours=2), "note": ""}
    swift.move(office, ref, "propose", office.cast.requester, **proposal)
    swift.move(office, ref, "recheck", office.cast.coordinator)
    swift.check(office, ref)
    page = office.read(
        office.cast.coordinator, f"/tugas/{office.open_task(ref, 'draft_reply').ref}/"
    )
    # A fresh text with the new day, not that of the letter which no longer holds.
    assert swift.LETTER["paragraphs"] not in page
    swift.draft(office, ref)
    swift.release(office, ref)
    assert office.steps(ref) == ["prepare"]
    (letter,) = [one for one in office.papers(ref) if one.kind == "reply"]
    assert letter.version == 2
    assert letter.facts["outcome"] == "changed"
    assert letter.number.startswith("500.12/2/")


@pytest.mark.parametrize("first", ["prepare", "reply"])
def test_the_event_opens_when_test_and_reply_are_done_in_either_order(
    office: Office, first: str
) -> None:
    ref = swift.to(office, "prepare")
    if first == "prepare":
        swift.prepare(office, ref)
        assert office.steps(ref) == ["reply_draft"]
        assert office.status(ref) == "Surat balasan disiapkan"
    swift.draft(office, ref)
    swift.release(office, ref)
    if first == "reply":
        assert office.steps(ref) == ["prepare"]
        swift.prepare(office, ref)
    assert office.steps(ref) == ["execute"]
    task = office.open_task(ref, "execute")
    assert task.due == office.event_start() + timedelta(hours=2)


def test_the_test_is_shown_as_under_way_once_it_began(office: Office) -> None:
    ref = swift.to(office, "prepare")
    assert office.status(ref) == "Terjadwal"
    fill_in(office, ref)
    assert office.status(ref) == "Uji koneksi"


def test_the_team_finds_the_test_in_its_inbox(office: Office) -> None:
    swift.to(office, "prepare")
    assert "Persiapan dan uji koneksi" in office.read(office.cast.operator, "/")


def test_the_contact_log_is_kept_with_who_and_how(office: Office) -> None:
    ref = swift.to(office, "prepare")
    talk = {"at": f"{timezone.localtime():%Y-%m-%dT%H:%M}", "who": "Budi", "channel": "wa"}
    person = office.cast.coordinator
    page = office.move(ref, "prepare", "contact", person, status=422, what="", **talk)
    assert 'value="Budi"' in page
    office.move(ref, "prepare", "contact", person, what="Rundown dikirim.", **talk)
    page = office.read(person, f"/tugas/{office.open_task(ref, 'prepare').ref}/")
    assert "Budi · WhatsApp" in page
    assert "Rundown dikirim." in page


def test_the_deadline_follows_the_test_that_was_agreed_for_another_day(office: Office) -> None:
    ref = swift.to(office, "prepare")
    before = office.open_task(ref, "prepare").due
    test_at = office.event_start() - timedelta(days=1)
    office.move(
        ref,
        "prepare",
        "schedule",
        office.cast.coordinator,
        meeting_at="",
        test_at=f"{test_at:%Y-%m-%dT%H:%M}",
    )
    due = office.open_task(ref, "prepare").due
    assert before is not None
    assert due is not None
    assert before < test_at < due
    assert office.found(ref).test_time == test_at, "the reply names the agreed test"
