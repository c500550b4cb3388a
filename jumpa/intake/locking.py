"""How a request is locked: its run first, as every move at a task does, then its own row."""

from jumpa.intake.models import ServiceRequest
from jumpa.workflow.models import Run


def lock_request(ref: str) -> ServiceRequest:
    """The request of that ref, locked until the transaction ends, which must be open.

    Raises:
        ServiceRequest.DoesNotExist: there is none.
    """
    run_id = ServiceRequest.objects.values_list("run_id", flat=True).get(ref=ref)
    if run_id is not None:
        Run.objects.select_for_update().get(pk=run_id)
    return ServiceRequest.objects.select_for_update(of=("self",)).get(ref=ref)
