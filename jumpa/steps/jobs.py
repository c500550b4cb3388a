"""What the worker does about tasks."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from jumpa.core.actor import Actor
from jumpa.intake.queries import locked_request_of
from jumpa.scheduling.queries import offers_of, open_offers, waits
from jumpa.scheduling.queries.closures import batches, told
from jumpa.steps.negotiation import offer_text
from jumpa.steps.ready_offers import offer_best
from jumpa.workflow.actions.entry import set_clock, write_entry
from jumpa.workflow.locking import lock_task
from jumpa.workflow.models import Run, Task, TaskEntry

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
        # Offers made anew meanwhile ask the requester again; who waits wanted the clock to stand.
        if not open_offers(owner).exists() and not waits(owner):
            set_clock(task, asks=False, now=max(task.asked_since, datetime.fromisoformat(at)))


@app.task(name="steps.prepare_offers")
def prepare_offers(owner: str, by: dict[str, Any]) -> None:
    """Offer a displaced request the best alternatives; where none is free the task waits as it is.

    A job of its own, since it locks other time than the displacement did.

    Args:
        by: the ``Actor`` who displaced, as a dict.
    """
    with transaction.atomic():
        found = Task.objects.open().filter(run__owner=owner, kind="negotiate").first()
        task = lock_task(found.ref) if found is not None else None
        if task is None or task.state != Task.State.OPEN or open_offers(owner).exists():
            return
        now, actor = timezone.now(), Actor(**by)
        offers = offer_best(locked_request_of(task.run), actor, now)
        if not offers:
            return
        data = {"offers": [offer.ref for offer in offers]}
        rows = [[_("Ditawarkan"), "; ".join(offer_text(offer) for offer in offers)]]
        token = f"offer-{offers[0].ref}"
        write_entry(task, "offer", data, token=token, actor=actor, now=now, summary=rows)
        set_clock(task, asks=True, now=now, begins=True)


@app.task(name="steps.tell_of_grant")
def tell_of_grant(owner: str, offer: str) -> None:
    """Write under the task of step 7 that what was waited for is kept for an answer."""
    with transaction.atomic():
        waiting = Task.objects.open().filter(run__owner=owner, kind="negotiate").first()
        task = lock_task(waiting.ref) if waiting is not None else None
        found = offers_of(owner).filter(ref=offer).first()
        waited = task.entries.filter(key="wait").last() if task is not None else None
        if task is None or found is None or waited is None:
            return
        if task.state != Task.State.OPEN or task.entries.filter(token=f"grant-{offer}").exists():
            return
        now = timezone.now()
        rows = [[_("Daftar tunggu"), _("Waktu yang ditunggu kini ditahan untuk pemohon")]]
        rows += [[_("Ditawarkan"), offer_text(found)]]
        who = Actor(waited.person_id, "", waited.person_name, "opd", waited.office_title)
        facts, token = {"offer": offer}, f"grant-{offer}"
        write_entry(task, "granted", facts, token=token, actor=who, now=now, summary=rows)
        set_clock(task, asks=True, now=now, stage="granted")


@app.task(name="steps.tell_of_closure")
def tell_of_closure(owner: str, batch: str, names: list[str], by: dict[str, Any]) -> None:
    """Write under the open task what was closed, so that the request's page tells it for good.

    Args:
        names: the resources of the owner's that were closed.
        by: the ``Actor`` who closed them, as a dict.
    """
    (found,) = batches([batch])
    if found.first.lifted_at is None:
        mine = [one for one in found.closures if one.resource.name in names]
        rows = [[_("Penutupan"), told(closure)] for closure in mine]
        _tell(owner, batch, {"batch": batch, "names": names}, rows, Actor(**by))


@app.task(name="steps.tell_of_lifting")
def tell_of_lifting(batch: str, by: dict[str, Any]) -> None:
    """Write that the closure is lifted wherever it was told."""
    (found,) = batches([batch])
    is_told = Run.objects.filter(tasks__entries__key=CLOSED, tasks__entries__data__batch=batch)
    for owner in is_told.distinct().values_list("owner", flat=True):
        text = _("%(names)s tidak jadi ditutup %(time)s.")
        text %= {"names": found.names, "time": found.occasion}
        rows = [[_("Penutupan dicabut"), text]]
        _tell(owner, f"{batch}-cabut", {"batch": batch, "is_lifted": True}, rows, Actor(**by))


def _tell(
    owner: str, token: str, data: dict[str, Any], rows: list[list[str]], actor: Actor
) -> None:
    with transaction.atomic():
        waiting = Task.objects.open().filter(run__owner=owner).order_by("id").first()
        task = lock_task(waiting.ref) if waiting is not None else None
        if task is None or task.state != Task.State.OPEN:
            return
        if not TaskEntry.objects.filter(task__run=task.run, token=token).exists():
            write_entry(
                task, CLOSED, data, token=token, actor=actor, now=timezone.now(), summary=rows
            )
