"""Whoever is logged in, as a person; and what they may see."""

from django.http import Http404, HttpRequest

from jumpa.intake.models import ServiceRequest
from jumpa.people.models import Person


def person_of(request: HttpRequest) -> Person:
    """The person of this session; every page needs one, so that there always is."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def visible_request(request: HttpRequest, ref: str) -> ServiceRequest:
    """The request of that ref, if the person may see it.

    Raises:
        Http404: there is none, or not for this person.
    """
    found = (
        ServiceRequest.objects.visible_to(person_of(request))
        .select_related("agency", "room", "agreed_room", "letter", "run", "run__sop_version")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Http404
    return found
