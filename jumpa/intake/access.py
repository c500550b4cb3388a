"""Whose files and papers a person may read: those of the requests that they may see."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from jumpa.documents.access import DRAFT, register_guard
from jumpa.documents.matters import Matter, register_teller
from jumpa.intake.models import ServiceRequest
from jumpa.people.models import Person
from jumpa.people.queries import offices_of


@register_guard
def may_see_files(person: Person, owner: str) -> bool:
    """The request's readers; what is still a draft only inside the office."""
    ref = owner.removesuffix(DRAFT)
    if ref != owner and not offices_of(person) - {"opd"}:
        return False
    return ServiceRequest.objects.visible_to(person).filter(ref=ref).exists()


@register_teller
def requests_of_papers(owners: Collection[str]) -> Mapping[str, Matter]:
    """The name and page of each request, for lists of papers."""
    found = ServiceRequest.objects.filter(ref__in=owners).only("ref", "event_name")
    return {
        request.ref: Matter(str(request), reverse("permohonan_lihat", args=[request.ref]))
        for request in found
    }
