"""What else may be done for a request: the slices above know, and register what they offer here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jumpa.intake.models import ServiceRequest
from jumpa.people.models import Person


@dataclass(frozen=True)
class Entry:
    """One line of the menu on a request's page."""

    title: str
    address: str


Source = Callable[[ServiceRequest, Person], Iterable[Entry]]
_sources: list[Source] = []


def register_menu(source: Source) -> Source:
    """Add a source; each offers only what that person may do for that request now."""
    if source not in _sources:
        _sources.append(source)
    return source


def menu_for(request: ServiceRequest, person: Person) -> list[Entry]:
    """All that is offered, in the order of the sources."""
    return [entry for source in _sources for entry in source(request, person)]
