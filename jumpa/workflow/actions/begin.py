from datetime import datetime

from django.db import transaction
from django.utils import timezone

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.people.models import Agency
from jumpa.workflow.actions.open import follow
from jumpa.workflow.engine import begin
from jumpa.workflow.models import Run, SopVersion
from jumpa.workflow.queries import sop_of


@transaction.atomic
def begin_run(
    version: SopVersion,
    *,
    owner: str,
    label: str,
    actor: Actor,
    agency: Agency | None = None,
    urgency: str = "",
    opened_at: datetime | None = None,
) -> Run:
    """Begin a run of ``version`` for ``owner`` and open its first task.

    A second call for the same owner returns the run that is there.

    Args:
        opened_at: when the work began, where it began before the run did (a draft).
    """
    found = Run.objects.select_for_update().filter(owner=owner).first()
    if found is not None:
        return found
    now = opened_at or timezone.now()
    run = Run.objects.create(
        sop_version=version,
        owner=owner,
        label=label,
        agency=agency,
        urgency=urgency,
        opened_at=now,
    )
    sop = sop_of(run)
    record(actor, "workflow.begin", f"run:{run.ref}", after={"label": label}, owner=owner)
    follow(run, sop, begin(sop), now)
    return run
