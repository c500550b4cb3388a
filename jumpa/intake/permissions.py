"""As whom a person acts on a request."""

from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed
from jumpa.intake.models import ServiceRequest
from jumpa.people.models import Person
from jumpa.people.queries import actor_for
from jumpa.workflow.models import Task


def requester_of(request: ServiceRequest, person: Person) -> Actor:
    """The person as requester for the request's agency.

    Raises:
        NotAllowed: they do not hold the requester's office, or belong to another agency.
    """
    actor = actor_for(person, "opd")
    if actor is None or actor.agency_id != request.agency_id:
        raise NotAllowed(
            _("Hanya pemohon dari instansi yang bersangkutan yang dapat melakukan ini.")
        )
    return actor


def open_submission(request: ServiceRequest) -> Task | None:
    """The task by which a returned request is sent again, if there is one."""
    if request.run_id is None:
        return None
    return Task.objects.open().filter(run_id=request.run_id, kind="submit").first()


def may_edit(request: ServiceRequest, person: Person) -> bool:
    """Whether the person may change the form now; the pages ask it before they show the button."""
    actor = actor_for(person, "opd")
    if actor is None or actor.agency_id != request.agency_id:
        return False
    return request.run_id is None or open_submission(request) is not None
