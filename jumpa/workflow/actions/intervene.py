from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import WrongState
from jumpa.workflow import engine
from jumpa.workflow.actions.open import follow
from jumpa.workflow.models import Run, Task
from jumpa.workflow.queries import history, may_intervene, sop_of


@transaction.atomic
def intervene(run: Run, key: str, *, note: str, actor: Actor, now: datetime) -> list[Task]:
    """Do one of the SOP's interventions (withdraw, ask for another time, restore) on a run.

    Raises:
        WrongState: it is too late for it, the run is closed (or, where an ending is to be undone,
            is not), or the run's version of the SOP does not have it.
    """
    run = Run.objects.select_for_update().get(pk=run.pk)
    sop = sop_of(run)
    if not may_intervene(run, key):
        raise WrongState(_("Permohonan sudah dilaksanakan atau ditutup, jadi tidak dapat diubah."))
    step = engine.intervene(sop, history(run), key, run.ending)
    if run.closed_at is not None:
        run.closed_at, run.ending = None, ""
        run.save(update_fields=["closed_at", "ending"])
    record(
        actor,
        f"workflow.{key}",
        f"run:{run.ref}",
        after={"note": note, "opens": step.opens, "closes": step.closes},
        owner=run.owner,
    )
    return follow(run, sop, step, now)
