"""The office's own papers on its archive are its administrator's."""

from jumpa.documents.access import register_guard
from jumpa.documents.actions.disposal import OWNER
from jumpa.documents.rules import OFFICE
from jumpa.people.models import Person
from jumpa.people.queries import offices_of


@register_guard
def may_see_disposals(person: Person, owner: str) -> bool:
    """The berita acara of what was destroyed."""
    return owner == OWNER and OFFICE in offices_of(person)
