from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import Refused
from jumpa.core.events import announce
from jumpa.intake import rules
from jumpa.intake.actions.draft import check_editable, is_resubmission, write_values
from jumpa.intake.actions.holding import hold_wants, plan_dates
from jumpa.intake.events import RequestSubmitted
from jumpa.intake.locking import lock_request
from jumpa.intake.models import Revision, ServiceRequest
from jumpa.intake.papers import issue_receipt
from jumpa.intake.permissions import open_submission, requester_of
from jumpa.intake.recurrence import RecurrenceError
from jumpa.intake.series import clashes_with_itself, dates_from
from jumpa.intake.snapshot import snapshot
from jumpa.people.models import Person
from jumpa.workflow.actions import begin_run, complete_task
from jumpa.workflow.models import Task
from jumpa.workflow.queries import current_version

SERVICE = "video_conference"
"""Key of the SOP that a request of this service runs."""


@transaction.atomic
def submit_request(
    ref: str,
    values: Mapping[str, Any],
    *,
    person: Person,
    accepts_clash: bool = False,
    stamp: int | None = None,
) -> ServiceRequest:
    """Send a complete request to the office and hold what it wants, at each of its dates.

    A request that was returned goes on where the SOP says. Submitting twice changes nothing.

    Args:
        accepts_clash: send it although something is taken; it is marked, and nothing is held, of
            a series nothing for the dates that clash.

    Raises:
        Refused: something is missing or wrong; ``fields`` says what.
        Conflict: something of it is taken and ``accepts_clash`` is False.
    """
    request = lock_request(ref)
    actor = requester_of(request, person)
    if is_resubmission(request, values):
        return request
    check_editable(request, stamp, values)
    now = timezone.now()
    _check_complete(request, values, now)
    write_values(request, values, actor)
    task = _submission_task(request, actor)
    plan_dates(request)
    hold_wants(request, actor, accepts_clash=accepts_clash)
    request.submitted_at, request.terms_accepted_at = now, now
    request.save()
    revision = _keep_revision(request, actor, now)
    issue_receipt(request, actor, now, task.ref)
    data = {"revision": revision.number, "has_clash": request.has_clash}
    complete_task(task, "submitted", data, actor=actor, now=now)
    record(actor, "intake.submit", f"request:{ref}", after=data, owner=ref)
    announce(RequestSubmitted(request.pk, revision.number))
    return request


def _keep_revision(request: ServiceRequest, actor: Actor, now: datetime) -> Revision:
    return Revision.objects.create(
        request=request,
        number=request.revisions.count() + 1,
        values=snapshot(request),
        at=now,
        person_name=actor.person_name,
    )


def _check_complete(request: ServiceRequest, values: Mapping[str, Any], now: datetime) -> None:
    problems = rules.missing(values, has_letter=request.letter_id is not None)
    problems += rules.time_problems(values.get("start"), values.get("end"), now)
    problems += _series_problems(request, values, now)
    if problems:
        fields = {problem.field: [problem.code] for problem in problems}
        raise Refused(_("Permohonan belum lengkap."), fields)


def _series_problems(
    request: ServiceRequest, values: Mapping[str, Any], now: datetime
) -> tuple[rules.Problem, ...]:
    """What is wrong with the dates: no rule, one that is past, two at the same time."""
    start, end = values.get("start"), values.get("end")
    text = values.get("recurrence", request.recurrence)
    if not text or start is None or end is None:
        return ()
    try:
        dates = dates_from(text, values.get("date_changes", request.date_changes), start, end)
    except RecurrenceError as error:
        return (rules.Problem("repeats", error.code),)
    wanted = [date for date in dates if not date.is_skipped]
    if any(rules.time_problems(date.start, date.end, now) for date in wanted):
        return (rules.Problem("repeats", "date"),)
    if not wanted:
        return (rules.Problem("repeats", "none"),)
    is_twice = clashes_with_itself(wanted, values.get("room", request.room))
    return (rules.Problem("repeats", "itself"),) if is_twice else ()


def _submission_task(request: ServiceRequest, actor: Actor) -> Task:
    if request.run is None:
        request.run = begin_run(
            current_version(SERVICE),
            owner=request.ref,
            label=request.event_name,
            agency=request.agency,
            urgency=request.urgency,
            actor=actor,
            opened_at=request.created_at,
        )
    else:
        request.run.label, request.run.urgency = request.event_name, request.urgency
        request.run.save(update_fields=["label", "urgency"])
    task = open_submission(request)
    if task is None:
        raise LookupError(f"The SOP {SERVICE!r} does not begin with a step of kind 'submit'.")
    return task
