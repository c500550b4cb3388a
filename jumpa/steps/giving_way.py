"""A request that was displaced: back to step 7 with alternatives ready, nothing of it lost."""

from dataclasses import asdict
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.ids import new_ref
from jumpa.core.language import office_language
from jumpa.core.wording import span
from jumpa.intake.locking import lock_request
from jumpa.intake.models import ServiceRequest
from jumpa.intake.wishes import forget_by_hand, want_again
from jumpa.scheduling.events import Booking, TimeDisplaced
from jumpa.steps.jobs import prepare_offers
from jumpa.workflow.actions import intervene, write_entry
from jumpa.workflow.actions.entry import set_clock
from jumpa.workflow.models import Task
from jumpa.workflow.queries import sop_of

DISPLACED = "displaced"
"""Key of the intervention, of the entry that tells of it, and of the task's stage."""


def give_way(event: TimeDisplaced) -> None:
    """Write on the request what it lost, and open step 7 where it had come to the check.

    One that is on its way to the check goes on, marked as clashing: step 6 will see to it. Whoever
    displaces has locked the run and the request before.
    """
    found = ServiceRequest.objects.filter(ref=event.owner, run__isnull=False).first()
    if found is None:
        return
    request, now = lock_request(found.ref), timezone.now()
    if request.run is None or request.run.closed_at is not None:
        return
    _write(request, event, now)
    # A run keeps the SOP that it began with; those of before go by way of the check.
    key = DISPLACED if sop_of(request.run).knows(DISPLACED) else "reschedule"
    intervene(request.run, key, note=event.reason, actor=event.actor, now=now)
    tasks = request.run.tasks.open().order_by("id")
    task = tasks.filter(kind="negotiate").first() or tasks.first()
    if task is None:
        return
    _tell(task, event, now)
    if task.kind == "negotiate":
        set_clock(task, asks=False, now=now, stage=DISPLACED)
        prepare_offers.defer(owner=event.owner, by=asdict(event.actor))


def _write(request: ServiceRequest, event: TimeDisplaced, now: datetime) -> None:
    want_again(request)
    forget_by_hand(request)
    starts = {one.start for one in event.bookings}
    request.occurrences.filter(start__in=starts, is_skipped=False).update(has_clash=True)
    request.has_clash = request.has_clash or bool(event.bookings)
    request.displaced_at, request.displaced_reason = now, event.reason
    request.displaced_basis = event.basis
    request.version += 1
    request.save()


@office_language()
def _tell(task: Task, event: TimeDisplaced, now: datetime) -> None:
    rows = [
        [_("Jadwal digeser"), _("Digeser oleh kegiatan prioritas")],
        [_("Alasan"), event.reason],
        [_("Dasar"), event.basis],
        [_("Yang dilepas"), _what(event.bookings) or _("Tawaran yang masih terbuka")],
    ]
    data = {"by": event.by, "reason": event.reason, "basis": event.basis}
    token = f"{DISPLACED}-{new_ref()}"
    write_entry(task, DISPLACED, data, token=token, actor=event.actor, now=now, summary=rows)


def _what(bookings: tuple[Booking, ...]) -> str:
    names: dict[str, list[str]] = {}
    for one in bookings:
        names.setdefault(span(one.start, one.end), []).append(one.resource_name)
    return "; ".join(f"{time}: {', '.join(found)}" for time, found in names.items())
