"""What the worker does about tasks."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from jumpa.core.actor import Actor
from jumpa.scheduling.queries import open_offers
from jumpa.scheduling.queries.closures import batches, told
from jumpa.workflow.actions.entry import set_clock, write_entry
from jumpa.workflow.locking import lock_task
from jumpa.workflow.models import Task

CLOSED = "closed"
"""Key of the entry that tells of a closure."""


@app.task(name="steps.restart_clock")
def restart_clock(owner: str, at: str) -> None:
    """The offers ran out unanswered ``at`` that moment: the office is at work again."""
    with transaction.atomic():
        found = Task.objects.open().filter(run__owner=owner, kind="negotiate").first()
        task = lock_task(found.ref) if found is not None else None
        if task is None or task.state != Task.State.OPEN or task.asked_since is None:
            return
        # Offers made anew meanwhile ask the requester again.
        if not open_offers(owner).exists():
            set_clock(task, asks=False, now=max(task.asked_since, datetime.fromisoformat(at)))


@app.task(name="steps.tell_of_closure")
def tell_of_closure(owner: str, batch: str, names: list[str], by: dict[str, Any]) -> None:
    """Write under the open task what was closed, so that the request's page tells it for good.

    Args:
        names: the resources of the owner's that were closed.
        by: the ``Actor`` who closed them, as a dict.
    """
    (found,) = batches([batch])
    with transaction.atomic():
        waiting = Task.objects.open().filter(run__owner=owner).order_by("id").first()
        task = lock_task(waiting.ref) if waiting is not None else None
        is_told = task is None or task.entries.filter(token=batch).exists()
        if task is None or is_told or task.state != Task.State.OPEN:
            return
        mine = [one for one in found.closures if one.resource.name in names]
        write_entry(
            task,
            CLOSED,
            {"batch": batch, "names": names},
            token=batch,
            actor=Actor(**by),
            now=timezone.now(),
            summary=[[_("Penutupan"), told(closure)] for closure in mine],
        )
