from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import Conflict, WrongState
from jumpa.core.events import announce
from jumpa.core.ids import new_ref
from jumpa.core.language import office_language
from jumpa.intake.actions.holding import hold_wants, label_of
from jumpa.intake.events import RequestRestored
from jumpa.intake.locking import lock_request
from jumpa.intake.models import ServiceRequest
from jumpa.intake.permissions import requester_of
from jumpa.intake.queries import may_be_restored
from jumpa.intake.wishes import want_again
from jumpa.people.models import Person
from jumpa.scheduling import actions as scheduling
from jumpa.workflow.actions import intervene, write_entry
from jumpa.workflow.models import Run


@transaction.atomic
def restore_request(ref: str, *, person: Person, accepts_clash: bool = False) -> ServiceRequest:
    """Bring a withdrawn request back to life: what it had is held again, and it is checked anew.

    Restoring one that is alive changes nothing.

    Args:
        accepts_clash: restore it although its time was taken meanwhile; it is marked, and holds of
            a series the dates that are free.

    Raises:
        Conflict: its time was taken and ``accepts_clash`` is False; it stays withdrawn.
        WrongState: its time has passed, or it ended otherwise.
    """
    request = lock_request(ref)
    actor, now = requester_of(request, person), timezone.now()
    if request.run is not None and request.run.closed_at is None:
        return request
    if request.run is None or not may_be_restored(request, now):
        raise WrongState(
            _("Hanya permohonan yang dibatalkan dan waktunya belum lewat yang dapat dipulihkan.")
        )
    want_again(request)
    request.version += 1
    request.save()
    _hold_again(request, actor, accepts_clash=accepts_clash)
    intervene(request.run, "restore", note="", actor=actor, now=now)
    _tell(request.run, request, actor)
    record(
        actor,
        "intake.restore",
        f"request:{ref}",
        after={"has_clash": request.has_clash},
        owner=ref,
    )
    announce(RequestRestored(request.pk))
    return request


def _hold_again(request: ServiceRequest, actor: Actor, *, accepts_clash: bool) -> None:
    try:
        # A savepoint: the refused attempt must not spoil the action around it.
        with transaction.atomic():
            scheduling.restore(request.ref, label=label_of(request), actor=actor)
    except WrongState:
        # It never had anything: a clash from the beginning, or a place of its own.
        hold_wants(request, actor, accepts_clash=True)
    except Conflict:
        if not accepts_clash:
            raise
        hold_wants(request, actor, accepts_clash=True)


@office_language()
def _tell(run: Run, request: ServiceRequest, actor: Actor) -> None:
    """The way of the request shows that it was taken up again, and by whom."""
    said = _("Bentrok jadwal, perlu dicek") if request.has_clash else _("Jadwal ditahan kembali")
    for task in run.tasks.open():
        write_entry(
            task,
            "restored",
            {"has_clash": request.has_clash},
            token=f"restored-{new_ref()}",
            actor=actor,
            now=task.opened_at,
            summary=[[_("Permohonan dipulihkan"), said]],
        )
