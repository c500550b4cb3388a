"""The inbox of a person: what is late, what waits, what comes next, and the counters above it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.people.models import Person
from jumpa.people.queries import duties_of
from jumpa.workflow.models import Run, Task
from jumpa.workflow.queries import sop_of, status_of

_DAY = timedelta(days=1)
"""The longest event, counted back from its end: whoever begins it sees it in time."""
_URGENCY_TONE = {"segera": "warning", "sangat_segera": "bad"}
_URGENCY_TITLE = {"segera": gettext_lazy("Segera"), "sangat_segera": gettext_lazy("Sangat Segera")}


@dataclass(frozen=True)
class Counter:
    """One number at the top; ``url`` may be empty."""

    label: str
    number: int
    tone: str = "neutral"
    url: str = ""


@dataclass(frozen=True)
class InboxRow:
    """One task; ``step_number`` is None for a task outside the SOP's official steps."""

    task_title: str
    request_title: str
    agency: str
    step_number: int | None
    office_title: str
    opened_at: datetime
    due: datetime | None
    is_late: bool = False
    urgency: str = ""
    urgency_tone: str = "neutral"
    status_label: str = ""
    url: str = ""


@dataclass(frozen=True)
class Inbox:
    """What the home page shows of a person's tasks."""

    counters: tuple[Counter, ...] = ()
    late: tuple[InboxRow, ...] = ()
    waiting: tuple[InboxRow, ...] = ()
    next: tuple[InboxRow, ...] = ()


def inbox(person: Person, now: datetime) -> Inbox:
    """The person's open tasks; those that now wait for another of their performers come last."""
    duties = duties_of(person, now)
    offices = frozenset(duties)
    tasks = (
        Task.objects.for_duties(duties, person.agency_id)
        .open()
        .select_related("run", "run__agency", "run__sop_version")
        .prefetch_related(Prefetch("run__tasks", Task.objects.select_related("run")))
        .order_by("due", "id")
    )
    mine: list[Task] = []
    others: list[Task] = []
    for task in tasks:
        (mine if _waits_for(task, offices, now) else others).append(task)
    late = tuple(_row(task, offices, now) for task in mine if task.is_late(now))
    waiting = tuple(_row(task, offices, now) for task in mine if not task.is_late(now))
    coming = tuple(_row(task, offices, now) for task in others)
    return Inbox(_counters(late, waiting, coming, mine), late, waiting, coming)


def _waits_for(task: Task, offices: frozenset[str], now: datetime) -> bool:
    """Whether it is this person's turn; an event is work of now when it is a day away or less."""
    if task.kind == "execute" and task.begun_at is None and task.due is not None:
        return task.due - now <= _DAY
    if "opd" not in task.offices or task.lead == "opd":
        return True
    # The requester has a turn only while they are asked, the office only while they are not.
    return (task.asked_since is not None) == (offices <= {"opd"})


def _row(task: Task, offices: frozenset[str], now: datetime) -> InboxRow:
    run: Run = task.run
    titles = {one.key: one.title for one in sop_of(run).performers}
    acting = next((key for key in task.offices if key in offices), task.lead)
    return InboxRow(
        task_title=task.title,
        request_title=run.label,
        agency=run.agency.name if run.agency else "",
        step_number=task.number,
        office_title=titles.get(acting, acting),
        opened_at=task.opened_at,
        due=None if task.asked_since else task.due,
        is_late=task.is_late(now),
        urgency=str(_URGENCY_TITLE.get(run.urgency, "")),
        urgency_tone=_URGENCY_TONE.get(run.urgency, "neutral"),
        status_label=status_of(run),
        url=reverse("tugas", args=[task.ref]),
    )


def _counters(
    late: tuple[InboxRow, ...],
    waiting: tuple[InboxRow, ...],
    coming: tuple[InboxRow, ...],
    mine: list[Task],
) -> tuple[Counter, ...]:
    unread = sum(task.kind == "receive" for task in mine)
    disposals = sum(task.kind == "dispose" for task in mine)
    releases = sum(task.kind == "release_reply" for task in mine)
    counters = [
        Counter(
            _("Terlambat"), len(late), "bad" if late else "neutral", "#terlambat" if late else ""
        ),
        Counter(_("Menunggu saya"), len(late) + len(waiting), "info", "#menunggu"),
    ]
    extra = (
        (_("Naskah masuk belum diterima"), unread),
        (_("Disposisi belum ditindaklanjuti"), disposals),
        (_("Surat perlu diterbitkan"), releases),
        (_("Berikutnya"), len(coming)),
    )
    counters += [Counter(label, number) for label, number in extra if number]
    return tuple(counters)
