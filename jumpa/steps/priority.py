"""Priority: at step 6 or 7 an official lets one event come first, having seen what it costs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed, Refused, WrongState
from jumpa.intake.actions.holding import label_of
from jumpa.intake.locking import lock_requests
from jumpa.intake.models import ServiceRequest
from jumpa.intake.needs import wants_of
from jumpa.people.models import Person
from jumpa.people.queries import actor_for
from jumpa.scheduling import actions as scheduling
from jumpa.scheduling import rules
from jumpa.scheduling.queries import Lack, Loser, check_wants, would_lose
from jumpa.steps.actions import is_replay, move_at, work_on
from jumpa.steps.agreement import check_time, settle
from jumpa.steps.examination import findings, issue_examination_report
from jumpa.steps.negotiation import issue_confirmation
from jumpa.steps.surroundings import surroundings
from jumpa.steps.wording import CHECK_ITEMS
from jumpa.workflow.actions import complete_task
from jumpa.workflow.locking import check_fresh, lock_task
from jumpa.workflow.models import Task
from jumpa.workflow.step_kind import Work

OUTCOMES = {"check": "feasible", "negotiate": "agreed"}
"""Kind of step at which priority may be given, to the outcome that it has then."""

_SOLVED = ("waktu", "tempat", "perlengkapan")
"""Findings that priority overcomes, where the team found that they can't be met."""


@dataclass(frozen=True)
class Cost:
    """What priority would cost, or why it is not wanted or would not help."""

    is_free: bool
    losers: tuple[Loser, ...] = ()
    lacks: tuple[Lack, ...] = ()

    @property
    def helps(self) -> bool:
        """Whether giving way of these makes it possible."""
        return bool(self.losers)


def cost_of(request: ServiceRequest) -> Cost:
    """Whom priority for all that the request wants would displace, as things stand."""
    wants = wants_of(request)
    check = check_wants(wants, exclude_owner=request.ref)
    if check.is_free:
        return Cost(is_free=True)
    return Cost(False, tuple(would_lose(request.ref, wants)), tuple(check.lacks()))


def giver_of_priority(task: Task, person: Person, at: datetime | None = None) -> Actor | None:
    """As whom the person may let the task's request come first, or None."""
    keys = [office for office in _OFFICES if rules.may_displace(office)]
    actor = actor_for(person, keys, duty=task.kind, at=at)
    is_at_step = task.kind in OUTCOMES and task.state == Task.State.OPEN
    return actor if is_at_step else None


_OFFICES = ("subkor_ile", "kabid_aptika", "kepala_dinas")


@transaction.atomic
def give_priority(
    ref: str,
    *,
    losers: Collection[str],
    reason: str,
    basis: str,
    person: Person,
    token: str,
    stamp: int | None,
) -> Task:
    """Give the request of a task all that it wants, and conclude the task with that.

    Those who lose go to step 7 at once (``giving_way``). The same form twice changes nothing.

    Args:
        ref: an open task of step 6 or 7.
        losers: refs of the requests that the official saw would lose.
        stamp: the task's version that the page showed.

    Raises:
        NotAllowed: the person's office gives no priority.
        WrongState: the task has gone on, or others than those seen would lose.
        Refused: reason or basis is missing, or the check of step 6 is not complete.
        Conflict: even so something is short.
    """
    # Everybody's run before anybody's time: two who displace each other wait here.
    owner = Task.objects.values_list("run__owner", flat=True).get(ref=ref)
    requests = lock_requests([owner, *losers])
    task, now = lock_task(ref), timezone.now()
    actor = _allowed(task, person, token, now)
    if is_replay(task, token, person):
        return task
    check_fresh(task, stamp)
    request, work = requests[owner], work_on(task, actor, now)
    check_time(request, now)
    _check_ready(task)
    titles = [requests[loser].event_name for loser in losers if loser in requests]
    scheduling.displace(
        owner,
        wants_of(request),
        losers=losers,
        label=label_of(request),
        reason=reason,
        basis=basis,
        actor=actor,
    )
    settle(request, actor)
    _issue_paper(work, request, reason, basis)
    _conclude(work, titles, reason=reason, basis=basis, token=token)
    return task


def _allowed(task: Task, person: Person, token: str, now: datetime) -> Actor:
    actor = giver_of_priority(task, person, now)
    if actor is None and task.state != Task.State.OPEN:
        # Concluded meanwhile; who may, learns by whom.
        actor = actor_for(person, _OFFICES, duty=task.kind, at=now)
    if actor is None:
        raise NotAllowed(_("Hanya Kepala Dinas, Kabid, atau Subkor yang memberi prioritas."))
    if task.kind not in OUTCOMES:
        raise WrongState(_("Prioritas hanya dapat diberikan di langkah 6 atau 7."))
    return actor


def _check_ready(task: Task) -> None:
    """Priority takes the place of no check: only what others have in the way is overcome by it."""
    if task.kind != "check":
        return
    found = findings(task)
    missing = [str(title) for key, title in CHECK_ITEMS.items() if key not in found]
    if missing:
        raise Refused(_("Belum dicek: %s.") % ", ".join(missing))
    failed = [
        str(CHECK_ITEMS[key])
        for key, one in found.items()
        if one.result == "tidak" and key not in _SOLVED
    ]
    if failed:
        raise Refused(_("Tidak tertolong oleh prioritas: %s.") % ", ".join(failed))


def _issue_paper(work: Work, request: ServiceRequest, reason: str, basis: str) -> None:
    note = _("Prioritas: %(reason)s. Dasar: %(basis)s.") % {"reason": reason, "basis": basis}
    if work.task.kind == "check":
        move = move_at(work.task, OUTCOMES["check"])
        around = surroundings(request)
        issue_examination_report(work, request, findings(work.task), around, move, {"note": note})
    else:
        answer = _("Jadwal yang diminta diberikan sebagai kegiatan prioritas")
        issue_confirmation(work, request, answer=answer, note=note)


def _conclude(work: Work, displaced: Sequence[str], *, reason: str, basis: str, token: str) -> None:
    rows = [
        (_("Prioritas"), reason),
        (_("Dasar prioritas"), basis),
        (_("Yang digeser"), "; ".join(displaced)),
    ]
    complete_task(
        work.task,
        OUTCOMES[work.task.kind],
        {"reason": reason, "basis": basis, "note": ""},
        actor=work.actor,
        now=work.now,
        summary=rows,
        token=token,
    )
