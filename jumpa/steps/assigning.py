"""Other operators for an agreed event, at step 8 or 9: with the allocation's own checks."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.errors import Refused
from jumpa.execution.actions import change_operators
from jumpa.intake.actions.holding import label_of
from jumpa.intake.models import ServiceRequest
from jumpa.intake.queries import locked_request_of
from jumpa.scheduling import actions as scheduling
from jumpa.scheduling.models import Allocation
from jumpa.scheduling.need import Need, OperatorNeed, Want, from_json
from jumpa.scheduling.queries import allocations_of, operators_of
from jumpa.steps.needing import OperatorsForm, operators_by_hand
from jumpa.workflow.step_kind import Applied, Move, Work

OPERATORS = Move(
    "operators",
    gettext_lazy("Ganti operator"),
    OperatorsForm,
    offices=("subkor_ile",),
    is_outcome=False,
    tone="secondary",
    intro=gettext_lazy("Tanpa pilihan, sistem memilih yang bertugas dan paling ringan bebannya."),
    shares=False,
)


def assign_operators(work: Work, values: Mapping[str, Any]) -> Applied:
    """Exchange the operators of all that lies ahead; the rest of the need stays where it is.

    Raises:
        Conflict: one is taken then, or is not on duty and no reason was given; nothing changes.
        Refused: the event has no reservation of ours.
    """
    request = locked_request_of(work.task.run)
    standing = allocations_of(request.ref)
    if not standing:
        raise Refused(_("Permohonan ini tidak memakai apa pun yang dijadwalkan."))
    by_hand = operators_by_hand(values)
    wants = [
        Want(one.span, _with(one, by_hand) if one.span.end > work.now else from_json(one.need))
        for one in standing
    ]
    _keep(request, by_hand)
    state: Literal["held", "confirmed"] = (
        "confirmed" if standing[0].state == Allocation.State.CONFIRMED else "held"
    )
    scheduling.allocate(request.ref, wants, label=label_of(request), actor=work.actor, state=state)
    names = operators_of(request.ref)
    change_operators(request.ref, operators=names, actor=work.actor)
    return Applied(data=dict(values), rows=((_("Operator"), ", ".join(names)),))


def _with(allocation: Allocation, by_hand: Mapping[str, Any]) -> Need:
    need = from_json(allocation.need)
    chosen = tuple(by_hand.get("operators", ()))
    count = max(need.operators.count if need.operators else 1, len(chosen))
    reason = str(by_hand.get("operator_reason", ""))
    return replace(need, operators=OperatorNeed(count, chosen, reason))


def _keep(request: ServiceRequest, by_hand: Mapping[str, Any]) -> None:
    others = {
        key: one
        for key, one in request.office_need.items()
        if key not in ("operators", "operator_reason")
    }
    request.office_need = {**others, **by_hand}
    request.version += 1
    request.save(update_fields=["office_need", "version"])
