"""What the operator presses and writes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import Refused, WrongState
from jumpa.execution.models import Execution, Incident
from jumpa.execution.rules import Result, is_result_honest, may, may_report


def _locked(owner: str) -> Execution:
    Execution.objects.get_or_create(owner=owner)
    return Execution.objects.select_for_update().get(owner=owner)


@transaction.atomic
def start_event(owner: str, *, operators: Sequence[str], actor: Actor, now: datetime) -> Execution:
    """The event begins; pressed twice, the first time counts."""
    execution = _locked(owner)
    if execution.state == "running":
        return execution
    if not may(execution.state, "start"):
        raise WrongState(_("Kegiatan ini sudah berakhir."))
    if not operators:
        raise Refused(_("Pilih operator yang bertugas."), {"operators": [_("Wajib dipilih.")]})
    execution.started_at, execution.operators = now, list(operators)
    execution.save(update_fields=["started_at", "operators"])
    _record(actor, "start", execution, {"started_at": now, "operators": list(operators)})
    return execution


@transaction.atomic
def change_operators(owner: str, *, operators: Sequence[str], actor: Actor) -> None:
    """Others stand by from now on; before the start nothing is on record yet, and nothing changes.

    Raises:
        WrongState: the event has ended.
    """
    execution = _locked(owner)
    if execution.state == "ended":
        raise WrongState(_("Kegiatan ini sudah berakhir."))
    if execution.state != "running" or execution.operators == list(operators):
        return
    execution.operators = list(operators)
    execution.save(update_fields=["operators"])
    _record(actor, "change_operators", execution, {"operators": list(operators)})


@transaction.atomic
def end_event(owner: str, *, actor: Actor, now: datetime) -> Execution:
    """The event ends; pressed twice, the first time counts."""
    execution = _locked(owner)
    if execution.state == "ended":
        return execution
    if not may(execution.state, "end"):
        raise WrongState(_("Kegiatan ini belum dimulai."))
    execution.ended_at = now
    execution.save(update_fields=["ended_at"])
    _record(actor, "end", execution, {"ended_at": now})
    return execution


@transaction.atomic
def note_incident(owner: str, *, at: datetime, what: str, done: str, actor: Actor) -> Incident:
    """Write down what went wrong and what was done."""
    execution = _locked(owner)
    incident = Incident.objects.create(
        execution=execution, at=at, what=what, done=done, person_name=actor.person_name
    )
    _record(actor, "incident", execution, {"at": at, "what": what, "done": done})
    return incident


@transaction.atomic
def report_event(owner: str, values: Mapping[str, Any], *, actor: Actor) -> Execution:
    """Keep how the event went. A report sent back is written over; the audit keeps the earlier one.

    Raises:
        WrongState: it has not ended yet (or has begun, where it is said to be cancelled).
        Refused: incidents are on record and the result says that there were none.
    """
    execution = _locked(owner)
    result = Result(values["result"])
    if not may_report(execution.state, result):
        if result is Result.CANCELLED:
            raise WrongState(_("Kegiatan sudah dimulai, jadi hasilnya bukan batal."))
        raise WrongState(_("Akhiri kegiatan lebih dahulu, baru laporkan."))
    if not is_result_honest(result, execution.incidents.count()):
        message = _("Ada kendala yang tercatat: pilih “Lancar dengan kendala”.")
        raise Refused(message, {"result": [message]})
    for name, value in values.items():
        setattr(execution, name, value)
    execution.save()
    _record(actor, "report", execution, dict(values))
    return execution


def _record(actor: Actor, verb: str, execution: Execution, after: Mapping[str, Any]) -> None:
    subject = f"execution:{execution.ref}"
    record(actor, f"execution.{verb}", subject, after=after, owner=execution.owner)
