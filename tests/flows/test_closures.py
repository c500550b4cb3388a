"""A room closes under an event that is there: its requester is told, and so is the office."""

from procrastinate.contrib.django.models import ProcrastinateJob

from jumpa.core.actor import Actor
from jumpa.people.queries import actor_for
from jumpa.scheduling import actions
from jumpa.steps.jobs import tell_of_closure, tell_of_lifting
from jumpa.workflow.models import TaskEntry
from tests.flows import swift
from tests.flows.office import Office


def subkor(office: Office) -> Actor:
    actor = actor_for(office.cast.coordinator, "subkor_ile")
    assert actor is not None
    return actor


def close_the_room(office: Office) -> str:
    start = office.event_start()
    closed = actions.close_resources(
        [office.room],
        start.replace(hour=6),
        start.replace(hour=18),
        reason="maintenance",
        note="ganti AC",
        actor=subkor(office),
    )
    return closed.batch


def run_the_jobs() -> None:
    jobs = {"steps.tell_of_closure": tell_of_closure, "steps.tell_of_lifting": tell_of_lifting}
    for job in ProcrastinateJob.objects.filter(task_name__in=jobs).order_by("id"):
        jobs[job.task_name](**job.args)


def test_everybody_concerned_reads_of_a_closure_until_it_is_lifted(office: Office) -> None:
    ref = swift.to(office, "negotiate")
    outsider = office.cast.outsider
    batch = close_the_room(office)
    own = office.page_of(ref, office.cast.requester)
    assert f"{office.room.name} ditutup" in own
    assert "karena pemeliharaan (ganti AC)" in own
    assert "Petugas akan menghubungi Anda" in own
    page = office.page_of(ref, office.cast.coordinator)
    assert "tawarkan jadwal lain kepada pemohon" in page
    task = office.open_task(ref, "negotiate")
    assert "ditutup" in office.read(office.cast.coordinator, f"/tugas/{task.ref}/")
    home = office.read(office.cast.coordinator, "/")
    assert "Kegiatan yang perlu dipindahkan" in home
    assert f"/permohonan/{ref}/" in home
    assert "Kegiatan yang perlu dipindahkan" not in office.read(outsider, "/")
    actions.lift_closure(batch, actor=subkor(office))
    assert "ditutup" not in office.page_of(ref, office.cast.requester)
    assert "Kegiatan yang perlu dipindahkan" not in office.read(office.cast.coordinator, "/")


def test_the_requests_way_tells_of_it_for_good_and_once(office: Office) -> None:
    ref = swift.to(office, "negotiate")
    batch = close_the_room(office)
    for _ in range(2):
        run_the_jobs()
    actions.lift_closure(batch, actor=subkor(office))
    entry = TaskEntry.objects.get(task__run__owner=ref, key="closed")
    assert entry.summary[0][1].startswith(f"{office.room.name} ditutup")
    assert "karena pemeliharaan (ganti AC)" in office.page_of(ref, office.cast.requester)


def test_whoever_was_told_reads_that_it_was_lifted(office: Office) -> None:
    ref = swift.to(office, "negotiate")
    batch = close_the_room(office)
    run_the_jobs()
    actions.lift_closure(batch, actor=subkor(office))
    for _ in range(2):
        run_the_jobs()
    told = TaskEntry.objects.filter(task__run__owner=ref, key="closed").order_by("id")
    assert [entry.summary[0][0] for entry in told] == ["Penutupan", "Penutupan dicabut"]
    assert "tidak jadi ditutup" in office.page_of(ref, office.cast.requester)


def test_a_closure_lifted_before_it_was_told_is_not_told(office: Office) -> None:
    ref = swift.to(office, "negotiate")
    actions.lift_closure(close_the_room(office), actor=subkor(office))
    run_the_jobs()
    assert not TaskEntry.objects.filter(task__run__owner=ref, key="closed").exists()


def test_a_request_that_is_over_is_left_alone(office: Office) -> None:
    ref = swift.to(office, "negotiate")
    close_the_room(office)
    office.client(office.cast.requester).post(f"/permohonan/{ref}/batalkan/", {"reason": "Batal"})
    run_the_jobs()
    assert not TaskEntry.objects.filter(key="closed").exists()
    assert "Petugas akan menghubungi" not in office.page_of(ref, office.cast.requester)
