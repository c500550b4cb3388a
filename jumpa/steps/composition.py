"""The contract of a letter made by hand for a request: when, by whom, from which form."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise

from jumpa.core.actor import Actor
from jumpa.core.language import office_language
from jumpa.core.registry import Registry
from jumpa.documents.facts import SignatureFacts
from jumpa.intake.models import ServiceRequest
from jumpa.people.models import Person
from jumpa.people.queries import actor_for, holders_of
from jumpa.scheduling.queries import managed, operators_of


class CompositionForm(forms.Form):
    """The letter's entries, filled in from the request; a field ``recipients`` has one a line.

    ``hint`` is what whoever makes the letter should know beforehand.
    """

    hint: ClassVar[str | Promise] = ""

    def __init__(self, data: Any = None, *, request: ServiceRequest) -> None:
        super().__init__(data, initial=dict(self.proposal(request)))

    @office_language()
    def proposal(self, request: ServiceRequest) -> Mapping[str, Any]:
        """What the form begins with."""
        return {}


@dataclass(frozen=True)
class Powers:
    """Keys of the offices that may make the letter, and of the one that signs it, if any."""

    makers: tuple[str, ...]
    signer: str = ""


class Composition(ABC):
    """A letter that an office makes by hand; ``key`` is the letter's, which also has the title."""

    key: ClassVar[str]
    powers: ClassVar[Powers]
    Form: ClassVar[type[CompositionForm]]

    @abstractmethod
    def fits(self, request: ServiceRequest) -> bool:
        """Whether the request is at a point where the letter makes sense."""

    @abstractmethod
    def facts(
        self, request: ServiceRequest, values: Mapping[str, Any], recipient: tuple[str, ...]
    ) -> Any:
        """The letter's facts without number and date; ``recipient`` is one of ``recipients``."""


compositions: Registry[Composition] = Registry("jumpa.steps.compositions")


def maker(composition: Composition, person: Person) -> Actor | None:
    """As whom the person may make this letter now, or None."""
    return actor_for(person, composition.powers.makers, duty=composition.key)


def offered(request: ServiceRequest, person: Person) -> list[Composition]:
    """The letters that the person may make for this request now."""
    return [one for one in compositions if maker(one, person) and one.fits(request)]


def recipients_in(values: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """One entry a letter, each with its lines; a letter without the field has one empty entry."""
    if "recipients" not in values:
        return [()]
    return [
        tuple(part.strip() for part in line.split(";") if part.strip())
        for line in dict.fromkeys(values["recipients"].splitlines())
        if line.strip(" ;")
    ]


def signature_of(office_key: str, title: str) -> SignatureFacts:
    """Where the office's signature will stand: its holder, or an empty name if there is none."""
    holders = holders_of(office_key)
    holder = holders.filter(appointments__standing="definitif").first() or holders.first()
    if holder is None:
        return SignatureFacts(title, "")
    return SignatureFacts(title, holder.name, holder.rank, holder.nip or "")


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that say something."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def is_settled(request: ServiceRequest) -> bool:
    """The time is agreed, and operators are on it where the office keeps operators to choose."""
    if request.agreed_start is None:
        return False
    return bool(operators_of(request.ref)) or not managed().operators
