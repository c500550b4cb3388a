"""What the worker does about tasks."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from jumpa.scheduling.queries import open_offers
from jumpa.workflow.actions.entry import set_clock
from jumpa.workflow.locking import lock_task
from jumpa.workflow.models import Task


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
