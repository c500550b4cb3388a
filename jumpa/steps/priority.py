"""Priority: at step 6 or 7 an official lets one event come first, having seen what it costs."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import Refused, WrongState
from jumpa.intake.actions.holding import label_of
from jumpa.intake.locking import lock_requests
from jumpa.intake.models import ServiceRequest
from jumpa.intake.needs import wants_of
from jumpa.people.models import Person
from jumpa.people.queries import actor_for
from jumpa.scheduling import actions as scheduling
from jumpa.scheduling import rules
from jumpa.scheduling.access import no_displacer
from jumpa.scheduling.queries import Lack, Loser, check_wants, would_lose
from jumpa.steps.actions import is_replay, move_at, work_on
from jumpa.steps.agreement import check_time, settle
from jumpa.steps.examination import findings, issue_examination_report, unmet
from jumpa.steps.negotiation import issue_confirmation
from jumpa.steps.surroundings import surroundings
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
    actor = actor_for(person, rules.DISPLACERS, duty=task.kind, at=at)
    is_at_step = task.kind in OUTCOMES and task.state == Task.State.OPEN
    return actor if is_at_step else None


@dataclass(frozen=True)
class Priority:
    """Why one request comes first, on what that rests, and who was seen to lose (their refs)."""

    reason: str
    basis: str
    losers: frozenset[str] = frozenset()


@transaction.atomic
def give_priority(
    ref: str, priority: Priority, *, person: Person, token: str, stamp: int | None
) -> Task:
    """Give the request of a task all that it wants, and conclude the task with that.

    Those who lose go to step 7 at once (``giving_way``). The same form twice changes nothing.

    Args:
        ref: an open task of step 6 or 7.
        stamp: the task's version that the page showed.

    Raises:
        NotAllowed: the person's office gives no priority.
        WrongState: the task has gone on, or others than those seen would lose.
        Refused: reason or basis is missing, or the check of step 6 is not complete.
        Conflict: even so something is short.
    """
    # Everybody's run before anybody's time: two who displace each other wait here.
    owner = Task.objects.values_list("run__owner", flat=True).get(ref=ref)
    request = lock_requests([owner, *priority.losers])[owner]
    task, now = lock_task(ref), timezone.now()
    actor = _allowed(task, person, now)
    if is_replay(task, token, person):
        return task
    check_fresh(task, stamp)
    check_time(request, now)
    _check_ready(task)
    _displace(request, priority, actor)
    settle(request, actor)
    work = work_on(task, actor, now)
    _issue_paper(work, request, priority)
    _conclude(work, priority, token)
    return task


def _displace(request: ServiceRequest, priority: Priority, actor: Actor) -> None:
    scheduling.displace(
        request.ref,
        wants_of(request),
        losers=priority.losers,
        label=label_of(request),
        reason=priority.reason,
        basis=priority.basis,
        actor=actor,
    )


def _allowed(task: Task, person: Person, now: datetime) -> Actor:
    actor = giver_of_priority(task, person, now)
    if actor is None and task.state != Task.State.OPEN:
        # Concluded meanwhile; who may, learns by whom.
        actor = actor_for(person, rules.DISPLACERS, duty=task.kind, at=now)
    if actor is None:
        raise no_displacer()
    if task.kind not in OUTCOMES:
        raise WrongState(_("Prioritas hanya dapat diberikan di langkah 6 atau 7."))
    return actor


def _check_ready(task: Task) -> None:
    """Priority takes the place of no check: only what others have in the way is overcome by it."""
    if task.kind != "check":
        return
    missed = unmet(findings(task), overcome=_SOLVED)
    if missed:
        raise Refused(_("Prioritas tidak membantu untuk: %s.") % ", ".join(missed))


def _issue_paper(work: Work, request: ServiceRequest, priority: Priority) -> None:
    note = _("Prioritas: %(reason)s. Dasar: %(basis)s.") % vars(priority)
    if work.task.kind == "check":
        move = move_at(work.task, OUTCOMES["check"])
        around = surroundings(request)
        issue_examination_report(work, request, findings(work.task), around, move, {"note": note})
    else:
        answer = _("Jadwal yang diminta diberikan sebagai kegiatan prioritas")
        issue_confirmation(work, request, answer=answer, note=note)


def _conclude(work: Work, priority: Priority, token: str) -> None:
    """Whose events gave way is for the trail: the requester reads this record too."""
    given = {"reason": priority.reason, "basis": priority.basis}
    complete_task(
        work.task,
        OUTCOMES[work.task.kind],
        {**given, "losers": sorted(priority.losers), "note": ""},
        actor=work.actor,
        now=work.now,
        summary=[(_("Prioritas"), priority.reason), (_("Dasar prioritas"), priority.basis)],
        token=token,
    )
