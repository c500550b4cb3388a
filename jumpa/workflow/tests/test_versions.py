"""A published SOP never changes; what runs goes on under the version that it began with."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from jumpa.core.actions import seed_calendar
from jumpa.core.actor import SYSTEM
from jumpa.core.models import AuditEntry
from jumpa.people.queries import actor_for
from jumpa.people.tests.makers import make_person
from jumpa.workflow.actions import begin_run, complete_task, publish_sop
from jumpa.workflow.models import Run, SopVersion, Task
from jumpa.workflow.queries import current_version, sop_of
from jumpa.workflow.sop import SopFaults

pytestmark = pytest.mark.django_db
FILE = Path(settings.BASE_DIR) / "sops" / "video_conference.toml"


def text(**words: str) -> str:
    """The SOP as shipped, with some of its words exchanged."""
    source = FILE.read_text(encoding="utf-8")
    for old, new in words.items():
        assert f'"{old}"' in source
        source = source.replace(f'"{old}"', f'"{new}"')
    return source


def publish(**words: str) -> SopVersion:
    return publish_sop(text(**words), actor=SYSTEM)


def begin(owner: str = "owner-1") -> Run:
    return begin_run(current_version("video_conference"), owner=owner, label="R", actor=SYSTEM)


def submit(task: Task) -> None:
    actor = actor_for(make_person("opd"), "opd")
    assert actor is not None
    complete_task(task, "submitted", {}, actor=actor, now=timezone.now())


def test_the_same_file_again_changes_nothing() -> None:
    first = publish()
    assert publish() == first
    assert SopVersion.objects.count() == 1
    assert AuditEntry.objects.filter(verb="workflow.publish_sop").count() == 1


def test_a_changed_file_is_the_next_version_and_what_runs_stays_on_the_first() -> None:
    publish()
    running = begin()
    second = publish(Diajukan="Terkirim")
    assert second.version == 2
    assert sop_of(running).step("submit").outcome("submitted").title == "Diajukan"
    later = begin("owner-2")
    assert sop_of(later).step("submit").outcome("submitted").title == "Terkirim"

    seed_calendar([timezone.localdate().year])
    (task,) = running.tasks.all()
    submit(task)
    assert Task.objects.get(pk=task.pk).outcome_title == "Diajukan"
    assert running.tasks.get(step_key="receive").minutes == 5


def test_going_back_to_an_earlier_text_is_a_version_of_its_own() -> None:
    publish()
    publish(Diajukan="Terkirim")
    assert publish().version == 3


def test_a_faulty_file_publishes_nothing() -> None:
    publish()
    faulty = text().replace('opens = ["receive"]', 'opens = ["nowhere"]')
    with pytest.raises(SopFaults):
        publish_sop(faulty, actor=SYSTEM)
    assert current_version("video_conference").version == 1


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE workflow_sopversion SET source = ''",
        "UPDATE workflow_sopversion SET title = 'x' WHERE false",
        "DELETE FROM workflow_sopversion",
    ],
)
def test_the_database_refuses_to_change_or_remove_a_version(sql: str) -> None:
    version = publish()
    with (
        pytest.raises(IntegrityError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    assert SopVersion.objects.get().digest == version.digest


def test_a_second_begin_for_the_same_owner_is_the_same_run() -> None:
    publish()
    assert begin() == begin()
    assert Task.objects.count() == 1


def test_an_office_without_working_hours_has_no_deadlines_and_works_on() -> None:
    publish()
    run = begin()
    (task,) = run.tasks.all()
    submit(task)
    opened = run.tasks.get(step_key="receive")
    assert opened.due is None
    assert not opened.is_late(timezone.now())
