from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import Conflict, Refused
from jumpa.core.events import announce
from jumpa.intake import rules
from jumpa.intake.actions.draft import check_editable, is_resubmission, write_values
from jumpa.intake.events import RequestSubmitted
from jumpa.intake.locking import lock_request
from jumpa.intake.models import Revision, ServiceRequest
from jumpa.intake.papers import issue_receipt
from jumpa.intake.permissions import open_submission, requester_of
from jumpa.intake.snapshot import snapshot
from jumpa.people.models import Person
from jumpa.scheduling import actions as scheduling
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
    """Send a complete request to the office and hold the wanted room.

    A request that was returned goes on where the SOP says. Submitting twice changes nothing.

    Args:
        accepts_clash: send it although the room is taken; it is marked and nothing is held.

    Raises:
        Refused: something is missing or wrong; ``fields`` says what.
        Conflict: the wanted room is taken and ``accepts_clash`` is False.
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
    request.has_clash = not _hold_room(request, actor, accepts_clash)
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
    if problems:
        fields = {problem.field: [problem.code] for problem in problems}
        raise Refused(_("Permohonan belum lengkap."), fields)


def _hold_room(request: ServiceRequest, actor: Actor, accepts_clash: bool) -> bool:
    """Hold the wanted room; False when it is taken and the requester sends it all the same."""
    if request.room is None or request.start is None or request.end is None:
        scheduling.release(request.ref, actor=actor)
        return True
    try:
        # A savepoint: the refused hold must not spoil the submission around it.
        with transaction.atomic():
            scheduling.reschedule(
                request.ref,
                [request.room],
                request.start,
                request.end,
                label=label_of(request),
                actor=actor,
                state="held",
            )
    except Conflict:
        if not accepts_clash:
            raise
        scheduling.release(request.ref, actor=actor)
        return False
    return True


def label_of(request: ServiceRequest) -> str:
    """How the request's reservations are called in the office."""
    return f"{request.event_name} · {request.agency.name}"[:300]


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
