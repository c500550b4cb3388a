"""What is sent to the forms of the steps that the pages would never send."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from jumpa.core.models import AuditEntry
from jumpa.workflow.models import Task
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db
LONG = "x" * 10_000


def refused(
    office: Office, ref: str, kind: str, key: str, part: str, *, status: int = 422, **values: Any
) -> str:
    """Send the form and insist that nothing at all has changed."""
    before = AuditEntry.objects.count(), office.steps(ref)
    task = office.open_task(ref, kind)
    hidden = {"token": "buruk", "versi": str(task.version)}
    page = office.send(task, key, getattr(office.cast, part), hidden, status=status, **values)
    assert (AuditEntry.objects.count(), office.steps(ref)) == before
    for text in values.values():
        if isinstance(text, str) and (" " in text or text == LONG):
            assert text in page, key
    return page


def test_a_registration_that_cannot_be_is_refused(office: Office) -> None:
    ref = swift.to(office, "receive")
    today = timezone.localdate()
    found = office.found(ref)
    values = {
        "letter_number": found.letter_number,
        "letter_date": f"{today:%Y-%m-%d}",
        "letter_subject": found.letter_subject,
        "signer_name": found.signer_name,
        "signer_title": found.signer_title,
        "letter_nature": "biasa",
        "urgency": "segera",
        "received_date": f"{today:%Y-%m-%d}",
        "facts_match": "on",
        "completeness": ["surat", "waktu", "tempat", "aplikasi", "narahubung", "perlengkapan"],
        "note": "",
    }
    for change in (
        {"received_date": f"{today + timedelta(days=1):%Y-%m-%d}"},
        {"received_date": f"{today - timedelta(days=1):%Y-%m-%d}"},
        {"received_date": "0001-01-01"},
        {"letter_date": "9999-12-31"},
        {"letter_number": ""},
        {"letter_number": LONG},
        {"signer_name": "Kartini\0"},
        {"letter_nature": "sangat"},
        {"urgency": ""},
        {"completeness": ["surat"]},
        {"completeness": ["meterai"]},
        {"facts_match": ""},
    ):
        refused(office, ref, "receive", "received", "clerk", **{**values, **change})
    assert office.found(ref).agenda_number is None
    office.move(ref, "receive", "received", office.cast.clerk, **values)


def test_a_tick_that_is_missing_says_what_to_do(office: Office) -> None:
    task = office.open_task(swift.to(office, "receive"), "receive")
    answer = office.client(office.cast.clerk).post(f"/tugas/{task.ref}/received/", {})
    assert answer.status_code == 422
    assert "Cocokkan dengan suratnya, lalu centang." in answer.content.decode()


def test_a_return_needs_a_reason_of_the_sop_and_words(office: Office) -> None:
    ref = swift.to(office, "receive")
    for change in ({"reason": ""}, {"reason": "malas"}, {"note": ""}, {"note": LONG}):
        refused(office, ref, "receive", "returned", "clerk", **{**swift.REASON, **change})


def test_a_disposition_follows_the_sop(office: Office) -> None:
    ref = swift.to(office, "dispose_head")
    values: dict[str, Any] = {"to": ["kabid_aptika"], "instructions": ["proses"]}
    yesterday = f"{timezone.localdate() - timedelta(days=1):%Y-%m-%d}"
    for change in (
        {"to": []},
        {"to": ["subkor_ile"]},
        {"to": ["kabid_aptika", "wali_kota"]},
        {"to": ["kabid_aptika", "opd"]},
        {"instructions": []},
        {"instructions": ["pecat"]},
        {"note": LONG},
        {"deadline": yesterday},
        {"deadline": "9999-12-31"},
    ):
        refused(office, ref, "dispose", "forwarded", "head", **{**values, **change})


def test_an_examination_names_members_of_the_team(office: Office) -> None:
    ref = swift.to(office, "examine")
    refused(office, ref, "examine", "directed", "coordinator", facts_match="on")
    names = {f"member_{key}": office.cast.clerk.ref for key in ("waktu", "uji", "tempat")}
    refused(office, ref, "examine", "directed", "coordinator", facts_match="on", **names)


def test_findings_are_of_the_list(office: Office) -> None:
    ref = swift.to(office, "check")
    for values in (
        {},
        {"result_waktu": "lumayan"},
        {"result_waktu": "tidak"},
        {"result_waktu": "catatan", "note_waktu": LONG},
        {"result_kopi": "sesuai"},
    ):
        refused(office, ref, "check", "items", "operator", **values)
    for key in ("clash", "no_connection"):
        refused(office, ref, "check", key, "coordinator", note="")


def test_offers_and_proposals_are_of_a_time_that_can_be(office: Office) -> None:
    ref = swift.to(office, "negotiate")
    start = office.event_start()
    soon = f"{timezone.localtime() + timedelta(hours=20):%Y-%m-%dT%H:%M}"
    own = {"room": office.room.ref, "start": f"{start:%Y-%m-%dT14:00}"}
    own |= {"end": f"{start:%Y-%m-%dT15:00}", "message": "Ruang lain.", "expires_at": soon}
    for change in (
        {"room": "", "start": "", "end": ""},
        {"end": ""},
        {"end": f"{start:%Y-%m-%dT13:00}"},
        {"end": f"{start + timedelta(days=2):%Y-%m-%dT15:00}"},
        {"start": "2020-01-01T09:00"},
        {"start": "9999-12-31T23:00", "end": "9999-12-31T23:59"},
        {"expires_at": "2020-01-01T09:00"},
        {"expires_at": "9999-12-31T23:59"},
        {"message": ""},
        {"message": LONG},
        {"room": "tidakada234567"},
        {"choices": ["a|b|c"]},
    ):
        refused(office, ref, "negotiate", "offer", "coordinator", **{**own, **change})
    wish = {key: own[key] for key in ("room", "start", "end")}
    for change in ({"start": ""}, {"end": "0001-01-01T00:00"}, {"note": LONG}, {"room": "x"}):
        refused(office, ref, "negotiate", "propose", "requester", **{**wish, **change})


def test_a_letter_has_a_subject_an_addressee_and_a_text(office: Office) -> None:
    ref = swift.to(office, "reply_draft")
    for change in (
        {"subject": ""},
        {"recipient": " \n "},
        {"paragraphs": ""},
        {"paragraphs": LONG},
        {"subject": LONG},
        {"copies": LONG},
    ):
        values = {**swift.LETTER, **change}
        refused(office, ref, "draft_reply", "drafted", "coordinator", **values)


def test_a_release_that_goes_back_says_why(office: Office) -> None:
    ref = swift.to(office, "reply_release")
    refused(office, ref, "release_reply", "sent_back", "head", note="")


def test_the_preparation_takes_times_and_results_that_can_be(office: Office) -> None:
    ref = swift.to(office, "prepare")
    now = f"{timezone.localtime():%Y-%m-%dT%H:%M}"
    talk = {"at": now, "who": "Budi", "channel": "wa", "what": "Siap."}
    for change in (
        {"at": "9999-12-31T23:59"},
        {"who": ""},
        {"who": LONG},
        {"channel": "merpati"},
        {"what": LONG},
    ):
        refused(office, ref, "prepare", "contact", "coordinator", **{**talk, **change})
    refused(office, ref, "prepare", "schedule", "coordinator", test_at="0001-01-01T00:00")
    refused(office, ref, "prepare", "checklist", "operator", result_camera="gagal")
    refused(office, ref, "prepare", "checklist", "operator", result_camera="entah")
    late = f"{timezone.localtime() + timedelta(hours=1):%Y-%m-%dT%H:%M}"
    refused(office, ref, "prepare", "not_ready", "coordinator", held_at=late, note="Belum.")
    refused(office, ref, "prepare", "not_ready", "coordinator", held_at=now, note="")


def test_a_report_counts_what_can_be_counted(office: Office) -> None:
    ref = swift.to(office, "execute")
    swift.move(office, ref, "start", office.cast.operator, operators=[office.cast.operator.name])
    swift.move(office, ref, "end", office.cast.operator)
    values = {"result": "lancar", "attended_in_room": "20", "attended_online": "3"}
    values |= {"minutes_lost": "0", "equipment_condition": "Baik", "conclusion": "Selesai."}
    for change in (
        {"attended_in_room": "-1"},
        {"attended_in_room": "9" * 30},
        {"attended_online": "9" * 5000},
        {"sites": "1e3"},
        {"minutes_lost": "1441"},
        {"result": "meriah"},
        {"conclusion": ""},
        {"equipment_used": LONG},
        {"recording": LONG},
    ):
        refused(office, ref, "execute", "reported", "operator", **{**values, **change})


def test_a_form_without_its_hidden_fields_is_refused(office: Office) -> None:
    ref = swift.to(office, "receive")
    task, person = office.open_task(ref, "receive"), office.cast.clerk
    whole = {"token": "utuh", "versi": str(task.version)}
    for token in ("", "x" * 41, "nul\0", "spasi spasi", "<b>", "é"):
        page = office.send(
            task, "returned", person, whole | {"token": token}, status=422, **swift.REASON
        )
        assert "tidak utuh" in page
        assert "Rundown belum dilampirkan." in page
    for versi in ("", "x", "²", "9" * 5000, "-1", "99"):
        hidden = whole | {"versi": versi}
        page = office.send(task, "returned", person, hidden, status=409, **swift.REASON)
        assert "Rundown belum dilampirkan." in page
    office.send(task, "returned", person, {"versi": "1"}, status=422, **swift.REASON)
    office.send(task, "returned", person, {"token": "utuh"}, status=409, **swift.REASON)
    assert office.steps(ref) == ["receive"]


def test_anothers_token_takes_nothing_away(office: Office) -> None:
    """A colleague's form is not mistaken for a second click of one's own."""
    ref = swift.to(office, "check")
    task = office.open_task(ref, "check")
    hidden = office.form_at(task, office.cast.operator)
    office.send(task, "items", office.cast.operator, hidden, result_waktu="sesuai")
    page = office.send(
        task, "items", office.cast.operator_two, hidden, status=422, result_uji="sesuai"
    )
    assert "tidak utuh" in page


def test_a_move_that_the_step_does_not_have_is_refused(office: Office) -> None:
    ref = swift.to(office, "dispose_head")
    task = office.open_task(ref, "dispose")
    hidden = {"token": "karang", "versi": "1"}
    office.send(task, "questioned", office.cast.head, hidden, status=409, note="Mengapa?")
    for key in ("received", "hapus", "x" * 300):
        office.send(task, key, office.cast.head, hidden, status=404, note="Mengapa?")
    assert Task.objects.get(pk=task.pk).version == 1


def test_a_task_that_does_not_exist_does_not_exist(office: Office) -> None:
    for ref in ("1", "tidakada234567", "x" * 500):
        client = office.client(office.cast.clerk)
        assert client.get(f"/tugas/{ref}/").status_code == 404
        assert client.post(f"/tugas/{ref}/received/").status_code == 404


def test_markup_in_a_decision_is_shown_as_it_is(office: Office) -> None:
    ref = swift.to(office, "receive")
    evil = "<script>alert(1)</script>"
    reason = {"reason": "tidak_lengkap", "note": evil}
    office.move(ref, "receive", "returned", office.cast.clerk, **reason)
    for path in (f"/permohonan/{ref}/", f"/permohonan/{ref}/isi/"):
        text = office.client(office.cast.requester).get(path).content.decode()
        assert evil not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
