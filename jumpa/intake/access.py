"""Whose files and papers a person may read: those of the requests that they may see."""

from jumpa.documents.access import DRAFT, register_guard
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
