"""Step 6: members fill in what they find, the coordinator concludes."""

import pytest

from jumpa.steps.examination import findings
from jumpa.workflow.models import TaskEntry
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db


def test_nothing_is_concluded_before_every_item_was_checked(office: Office) -> None:
    ref = swift.to(office, "check")
    office.move(ref, "check", "items", office.cast.operator, result_waktu="sesuai")
    page = office.move(ref, "check", "feasible", office.cast.coordinator, status=422, note="Siap")
    assert "Belum dicek: Waktu uji koneksi" in page
    assert "Siap" in page
    assert office.steps(ref) == ["check"]
    assert office.holds(ref)[0][2] == "held"


def test_an_item_that_cannot_be_met_stands_in_the_way(office: Office) -> None:
    ref = swift.to(office, "check")
    swift.items(office, ref, result_aplikasi="tidak", note_aplikasi="Lisensi habis.")
    page = office.move(ref, "check", "feasible", office.cast.coordinator, status=422, note="")
    assert "tidak dapat dipenuhi: Aplikasi video conference yang digunakan" in page
    # Found otherwise on a second look, it no longer does.
    swift.items(office, ref)
    office.move(ref, "check", "feasible", office.cast.coordinator, note="")
    assert office.steps(ref) == ["prepare", "reply_draft"]


def test_what_is_not_simply_fine_is_explained(office: Office) -> None:
    ref = swift.to(office, "check")
    page = office.move(
        ref, "check", "items", office.cast.operator, status=422, result_tempat="catatan"
    )
    assert "Jelaskan temuannya." in page
    assert '<option value="catatan" selected>' in page
    assert not TaskEntry.objects.exists()


def test_two_members_fill_in_at_once_and_neither_overwrites_the_other(office: Office) -> None:
    ref = swift.to(office, "check")
    task = office.open_task(ref, "check")
    first = office.form_at(task, office.cast.operator)
    second = office.form_at(task, office.cast.operator_two)
    office.send(task, "items", office.cast.operator, first, result_waktu="sesuai")
    office.send(
        task,
        "items",
        office.cast.operator_two,
        second,
        result_uji="catatan",
        note_uji="Siang saja.",
    )
    found = {key: (one.result, one.by) for key, one in findings(task).items()}
    assert found == {
        "waktu": ("sesuai", "Agus Wijaya"),
        "uji": ("catatan", "Dewi Lestari, S.Kom."),
    }
    page = office.read(office.cast.coordinator, f"/tugas/{task.ref}/")
    assert "Siang saja." in page


def test_a_conclusion_on_a_stale_page_says_what_came_in_meanwhile_and_keeps_its_words(
    office: Office,
) -> None:
    ref = swift.to(office, "check")
    swift.items(office, ref)
    task = office.open_task(ref, "check")
    hidden = office.form_at(task, office.cast.coordinator)
    trouble = {"result_perlengkapan": "catatan", "note_perlengkapan": "Satu mikrofon rusak."}
    office.move(ref, "check", "items", office.cast.operator_two, **trouble)

    note = "Semua sesuai menurut saya."
    person = office.cast.coordinator
    page = office.send(task, "feasible", person, hidden, status=409, note=note)
    assert "Dewi Lestari, S.Kom., pukul" in page
    assert "Satu mikrofon rusak." in page
    assert note in page
    assert office.steps(ref) == ["check"]

    # The answer carries the state that it shows: sent again, knowing it, the form is taken.
    task.refresh_from_db()
    assert f'name="versi" value="{task.version}"' in page
    office.send(task, "feasible", person, office.form_at(task, person), note=note)
    assert office.steps(ref) == ["prepare", "reply_draft"]


def test_an_unchanged_form_writes_nothing(office: Office) -> None:
    ref = swift.to(office, "check")
    swift.items(office, ref)
    values = {"result_waktu": "sesuai"}
    page = office.move(ref, "check", "items", office.cast.operator, status=422, **values)
    assert "Belum ada hasil pengecekan yang diisi atau diubah." in page
    assert TaskEntry.objects.count() == 1


def test_a_round_that_found_a_clash_leaves_its_report_and_opens_the_negotiation(
    office: Office,
) -> None:
    ref = swift.to(office, "check")
    swift.items(office, ref)
    note = "Dipakai apel gabungan."
    office.move(ref, "check", "clash", office.cast.coordinator, status=422, note="")
    office.move(ref, "check", "clash", office.cast.coordinator, note=note)
    assert office.steps(ref) == ["negotiate"]
    (report,) = [paper for paper in office.papers(ref) if paper.kind == "examination_report"]
    assert report.facts["note"] == note
    assert report.facts["conclusion"].startswith("Waktu dan tempat yang diminta bersamaan")


def test_the_report_of_step_6_names_who_found_what(office: Office) -> None:
    ref = swift.to(office, "check")
    swift.items(office, ref)
    trouble = {"result_tempat": "catatan", "note_tempat": "Meja ditata ulang."}
    office.move(ref, "check", "items", office.cast.operator_two, **trouble)
    office.move(ref, "check", "feasible", office.cast.coordinator, note="")
    (report,) = [paper for paper in office.papers(ref) if paper.kind == "examination_report"]
    by = {item["label"]: item["by"] for item in report.facts["items"]}
    assert by["Tempat/layout pelaksanaan"] == "Dewi Lestari, S.Kom."
    assert by["Waktu pelaksanaan"] == "Agus Wijaya"
