"""The event takes longer than planned: its end is put off while it runs."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.audit import record
from jumpa.core.errors import Refused, WrongState
from jumpa.core.forms import MomentField
from jumpa.execution.models import Execution
from jumpa.execution.rules import RUNNING
from jumpa.intake.models import ServiceRequest
from jumpa.intake.queries import locked_request_of, request_of
from jumpa.intake.series import follow_allocations
from jumpa.scheduling import actions as scheduling
from jumpa.scheduling.models import Allocation
from jumpa.scheduling.queries import allocations_of
from jumpa.steps.fields import NoteField
from jumpa.steps.series import last_end
from jumpa.workflow.step_kind import Applied, Move, StepForm, Work

_LONGER = timedelta(minutes=30)


class ExtendForm(StepForm):
    """Until when it will take."""

    end = MomentField(gettext_lazy("Selesai yang baru"))
    note = NoteField(gettext_lazy("Alasan"), rows=2)

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        planned = request_of(work.task.run).agreed_end
        initial = {"end": planned + _LONGER} if planned is not None else {}
        super().__init__(*args, work=work, initial=initial, **kwargs)


EXTEND = Move(
    "extend",
    gettext_lazy("Perpanjang"),
    ExtendForm,
    offices=("tim_tcmr", "subkor_ile"),
    is_outcome=False,
    tone="secondary",
    intro=gettext_lazy("Ruang dan semua yang dipakai ikut diperpanjang, bila sesudahnya bebas."),
    shares=False,
)


def extend_event(work: Work, values: Mapping[str, Any]) -> Applied:
    """Put off the end of the running event with all that it has.

    Raises:
        Conflict: something of it is taken next, and by whom.
        WrongState: the event does not run.
        Refused: the new end is not later, or has passed.
    """
    request = locked_request_of(work.task.run)
    execution = Execution.objects.filter(owner=request.ref).first()
    if execution is None or execution.state != RUNNING:
        raise WrongState(_("Hanya kegiatan yang sedang berlangsung dapat diperpanjang."))
    end: datetime = values["end"]
    running = _running(request.ref, work.now)
    planned = running.span.end if running is not None else request.agreed_end
    if planned is not None and end <= max(planned, work.now):
        message = _("Pilih waktu selesai yang lebih lambat daripada yang direncanakan.")
        raise Refused(message, {"end": [message]})
    if running is not None:
        scheduling.move(running.ref, running.span.start, end, actor=work.actor)
        follow_allocations(request)
    _follow(request, planned, end, work)
    return Applied(data=values)


def _running(owner: str, now: datetime) -> Allocation | None:
    """Of the owner's dates the one that has begun last; before its time the first."""
    dates = allocations_of(owner)
    begun = [one for one in dates if one.span.start <= now]
    return next(iter(begun[-1:] or dates[:1]), None)


def _follow(request: ServiceRequest, planned: datetime | None, end: datetime, work: Work) -> None:
    if request.agreed_end == planned:
        request.agreed_end = end
    request.version += 1
    request.save()
    # Saved with the entry: step 9 is due when the event is over.
    work.task.due = last_end(request) or work.task.due
    record(
        work.actor,
        "steps.extend",
        f"request:{request.ref}",
        before={"end": planned},
        after={"end": end},
        owner=request.ref,
    )
