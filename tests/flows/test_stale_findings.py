"""Several people write at one task: an old page undoes nobody's finding."""

import re

import pytest
from django.http import HttpResponse

from jumpa.linecheck.rules import ITEMS
from jumpa.people.models import Person
from jumpa.steps.examination import findings
from jumpa.steps.preparation import preparation
from jumpa.steps.wording import CHECK_ITEMS
from jumpa.workflow.models import Task
from tests.flows.office import Office

pytestmark = pytest.mark.django_db

PLACE, TIME = "tempat", "waktu"
HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)"(?: value="([^"]*)")?')


def at_step_six(office: Office) -> tuple[str, Task]:
    ref = office.submit()
    office.receive(ref)
    office.dispose(ref)
    office.examine(ref)
    return ref, office.open_task(ref, "check")


def hidden(page: HttpResponse) -> dict[str, str]:
    """What the page carries unseen, as a browser sends it back."""
    found = HIDDEN.findall(page.content.decode())
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def open_page(office: Office, task: Task, person: Person) -> dict[str, str]:
    return hidden(office.client(person).get(f"/tugas/{task.ref}/"))


def send(office: Office, task: Task, key: str, person: Person, values: dict[str, str]) -> None:
    response = office.client(person).post(f"/tugas/{task.ref}/{key}/", values)
    assert response.status_code == 302


def test_an_old_page_leaves_a_later_finding_alone(office: Office) -> None:
    ref, task = at_step_six(office)
    office.move(ref, "check", "items", office.cast.operator, result_tempat="sesuai")
    old = open_page(office, task, office.cast.operator_two)
    office.move(
        ref, "check", "items", office.cast.operator, result_tempat="tidak", note_tempat="Bocor."
    )

    typed = {"items-result_tempat": "sesuai", "items-result_waktu": "sesuai"}
    send(office, task, "items", office.cast.operator_two, {**old, **typed})

    assert findings(task)[PLACE].result == "tidak"
    assert findings(task)[PLACE].by == office.cast.operator.name
    assert findings(task)[TIME].by == office.cast.operator_two.name


def test_without_what_was_shown_the_old_page_would_undo_it(office: Office) -> None:
    """The control."""
    ref, task = at_step_six(office)
    office.move(ref, "check", "items", office.cast.operator, result_tempat="sesuai")
    old = open_page(office, task, office.cast.operator_two)
    office.move(
        ref, "check", "items", office.cast.operator, result_tempat="tidak", note_tempat="Bocor."
    )

    bare = {name: value for name, value in old.items() if not name.startswith("initial-")}
    typed = {"items-result_tempat": "sesuai", "items-result_waktu": "sesuai"}
    send(office, task, "items", office.cast.operator_two, {**bare, **typed})

    assert findings(task)[PLACE].result == "sesuai"


def test_a_finding_may_still_be_changed_on_purpose(office: Office) -> None:
    ref, task = at_step_six(office)
    values = {f"result_{key}": "sesuai" for key in CHECK_ITEMS}
    office.move(ref, "check", "items", office.cast.operator, **values)
    page = open_page(office, task, office.cast.operator_two)

    typed = {f"items-{name}": value for name, value in values.items()}
    typed |= {"items-result_tempat": "catatan", "items-note_tempat": "Kursi kurang."}
    send(office, task, "items", office.cast.operator_two, {**page, **typed})

    entry = task.entries.latest("id")
    assert set(entry.data) == {PLACE}
    assert findings(task)[PLACE].note == "Kursi kurang."


def test_the_checklist_of_step_eight_is_as_safe(office: Office) -> None:
    ref, _task = at_step_six(office)
    office.check(ref)
    task = office.open_task(ref, "prepare")
    camera, speaker = "camera", "speaker"
    assert {camera, speaker} <= set(ITEMS)
    office.move(ref, "prepare", "checklist", office.cast.operator, result_camera="baik")
    old = open_page(office, task, office.cast.operator_two)
    office.move(
        ref,
        "prepare",
        "checklist",
        office.cast.operator,
        result_camera="gagal",
        remark_camera="Mati.",
    )

    typed = {"checklist-result_camera": "baik", "checklist-result_speaker": "baik"}
    send(office, task, "checklist", office.cast.operator_two, {**old, **typed})

    found = preparation(task)
    assert found.results[camera] == "gagal"
    assert found.testers[speaker] == office.cast.operator_two.name
