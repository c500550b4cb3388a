"""How a request is locked: its run first, as every move at a task does, then its own row."""

from collections.abc import Iterable

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


def lock_requests(refs: Iterable[str]) -> dict[str, ServiceRequest]:
    """The requests of those refs that are there, locked: all runs by primary key, then the rows.

    For what touches several at once; ``lock_request`` one after another could deadlock.
    """
    found = ServiceRequest.objects.filter(ref__in=set(refs))
    runs = list(found.filter(run__isnull=False).values_list("run_id", flat=True))
    list(Run.objects.select_for_update().filter(pk__in=runs).order_by("pk").values_list("pk"))
    rows = found.select_related("agency", "run").select_for_update(of=("self",)).order_by("pk")
    return {one.ref: one for one in rows}
