from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.audit import record
from jumpa.core.errors import Refused, WrongState
from jumpa.core.events import announce
from jumpa.intake.events import RequestWithdrawn
from jumpa.intake.locking import lock_request
from jumpa.intake.models import ServiceRequest
from jumpa.intake.permissions import requester_of
from jumpa.people.models import Person
from jumpa.workflow.actions import intervene


@transaction.atomic
def withdraw_request(ref: str, *, reason: str, person: Person) -> ServiceRequest:
    """Take a submitted request back before its event begins; what it had reserved becomes free.

    Withdrawing twice changes nothing.

    Raises:
        Refused: no reason is given.
        WrongState: it was never submitted, is closed, or the event has begun.
    """
    request = lock_request(ref)
    actor = requester_of(request, person)
    if request.run is None:
        raise WrongState(_("Permohonan ini masih draf dan belum diajukan."))
    if request.run.ending == "dibatalkan":
        return request
    if not reason.strip():
        raise Refused(_("Alasan pembatalan wajib diisi."), {"reason": [_("Wajib diisi.")]})
    # The room is released by the listener to RunClosed, as for every other ending.
    intervene(request.run, "withdraw", note=reason, actor=actor, now=timezone.now())
    record(actor, "intake.withdraw", f"request:{ref}", after={"reason": reason}, owner=ref)
    announce(RequestWithdrawn(request.pk))
    return request
