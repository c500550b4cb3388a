"""How requests were closed: why, by which letter, after how many working minutes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jumpa.core.models import AuditEntry
from jumpa.documents.models import Paper
from jumpa.intake.models import ServiceRequest
from jumpa.reporting.rules import StepTime, process_minutes
from jumpa.steps.wording import REASONS
from jumpa.workflow.models import Task

_REQUESTER = "opd"
_EVENT = "execute"


@dataclass(frozen=True)
class Closing:
    """``used`` and ``standard``: working minutes of the office's official steps before the event.

    The requester's own time and the event's length are no response time.
    """

    reason: str
    reply_number: str
    used: int
    standard: int


def closings_of(requests: Sequence[ServiceRequest]) -> dict[str, Closing]:
    """By the requests' refs; three queries, however many requests."""
    tasks: dict[int, list[Task]] = defaultdict(list)
    runs = [request.run_id for request in requests if request.run_id is not None]
    for task in Task.objects.filter(run_id__in=runs, state=Task.State.DONE).order_by("closed_at"):
        tasks[task.run_id].append(task)
    refs = [request.ref for request in requests]
    replies = dict(
        Paper.objects.filter(owner__in=refs, kind="reply", is_current=True).values_list(
            "owner", "number"
        )
    )
    withdrawn = AuditEntry.objects.filter(owner__in=refs, verb="intake.withdraw")
    reasons = {entry.owner: (entry.after or {}).get("reason", "") for entry in withdrawn}
    closings = {}
    for request in requests:
        done = tasks[request.run_id or 0]
        used, standard = process_minutes(_office_rounds(done))
        reason = reasons.get(request.ref) or _refusal(request, done)
        closings[request.ref] = Closing(reason, replies.get(request.ref, ""), used, standard)
    return closings


def _office_rounds(tasks: Iterable[Task]) -> list[StepTime]:
    return [
        StepTime(task.step_key, task.minutes, task.used_minutes)
        for task in tasks
        if task.number is not None and task.lead != _REQUESTER and task.kind != _EVENT
    ]


def _refusal(request: ServiceRequest, tasks: Sequence[Task]) -> str:
    """The reason and the words of whoever refused, where that is how it ended."""
    if request.run is None or request.run.ending != "ditolak":
        return ""
    refusals = [task for task in tasks if task.outcome in {"refused", "no_agreement"}]
    if not refusals:
        return ""
    data = refusals[-1].data
    parts = (str(REASONS.get(data.get("reason", ""), "")), str(data.get("note", "")).strip())
    return ": ".join(part for part in parts if part)
