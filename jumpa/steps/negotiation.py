"""Offers, proposals and the Konfirmasi of step 7."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from jumpa.core.errors import Refused
from jumpa.core.language import office_language
from jumpa.documents.actions import issue_paper
from jumpa.documents.facts import SlotFacts
from jumpa.documents.letters.confirmation import ConfirmationFacts, OfferFacts
from jumpa.intake.facts import agenda_label, event_facts, letter_facts
from jumpa.intake.models import ServiceRequest
from jumpa.intake.needs import need_of, sought_of
from jumpa.scheduling.actions import Choice
from jumpa.scheduling.models import Offer, Resource
from jumpa.scheduling.need import Need, Want
from jumpa.scheduling.queries import (
    Alternative,
    alternatives_for,
    managed,
    offers_of,
    open_offers,
)
from jumpa.scheduling.rules import Span
from jumpa.scheduling.wording import occasion
from jumpa.steps.papers import signature
from jumpa.steps.series_offers import (
    is_series_choice,
    moved_choice,
    series_choice,
    series_offer_text,
    series_suggestions,
)
from jumpa.workflow.models import Task
from jumpa.workflow.step_kind import Work

_MOST = 8
_AT_THEIRS = 3
"""So many of them at the requester's own place."""


def suggestions(request: ServiceRequest) -> list[tuple[str, str]]:
    """What the system would offer, best first, as choices of a form."""
    if request.occurrences.exists():
        return series_suggestions(request)
    if request.start is None or request.end is None:
        return []
    found: list[Alternative] = []
    for need, limit in _sought(request):
        want = Want(Span(request.start, request.end), need)
        found += alternatives_for(want, exclude_owner=request.ref, limit=limit)
    return [(one.value, f"{one.title} – {one.reason} ({one.why})") for one in found]


def _sought(request: ServiceRequest) -> list[tuple[Need, int]]:
    """What is looked for, and how many of each: for an event elsewhere our rooms come first."""
    there = managed()
    own = sought_of(request, there)
    if request.room is not None or request.any_room:
        return [(own, _MOST)]
    ours = sought_of(request, there, ours=True)
    return [(ours, _MOST)] if own.is_empty else [(ours, _MOST - _AT_THEIRS), (own, _AT_THEIRS)]


def choice_from(request: ServiceRequest, value: str) -> Choice:
    """The choice that a form's value stands for.

    Raises:
        Refused: the value is not one of ours, or the room is gone.
    """
    if is_series_choice(value):
        return series_choice(request, value)
    parts = value.split("|")
    start, end = (parse_datetime(part) for part in parts[1:3]) if len(parts) == 3 else (None, None)
    room = Resource.objects.filter(ref=parts[0]).first()
    is_gone = room is None and bool(parts[0])
    if is_gone or start is None or end is None:
        raise Refused(_("Alternatif ini tidak dikenal. Muat ulang halaman ini."))
    return own_choice(request, Choice(room, start, end))


def own_choice(request: ServiceRequest, choice: Choice) -> Choice:
    """A room and time with all that the request needs; of a series all dates moved there."""
    if request.occurrences.exists():
        return moved_choice(request, choice)
    want = Want(Span(choice.start, choice.end), need_of(request, room=choice.resource))
    return replace(choice, wants=(want,))


def offer_text(offer: Offer) -> str:
    """An offer in words; without a room it is at the requester's own place."""
    request = ServiceRequest.objects.filter(ref=offer.owner, occurrences__isnull=False).first()
    if request is not None:
        return series_offer_text(request, offer)
    time = occasion(offer.span)
    return f"{offer.resource.name}, {time}" if offer.resource else time


def offers_to_show(owner: str) -> list[Offer]:
    """All offers: those that stand, by rank, then those of earlier rounds, the newest first."""
    found = list(offers_of(owner).order_by("-pk"))
    standing = [one for one in found if one.state == Offer.State.OPEN]
    return standing[::-1] + [one for one in found if one.state != Offer.State.OPEN]


def offered_choices(owner: str) -> list[tuple[str, str]]:
    """The offers that can be taken now, as choices of a form."""
    return [(offer.ref, offer_text(offer)) for offer in open_offers(owner)]


@dataclass(frozen=True)
class Proposal:
    """What the requester would rather have."""

    room: Resource | None
    start: datetime
    end: datetime
    note: str
    by: str

    @property
    def text(self) -> str:
        """The proposal in words."""
        time = occasion(Span(self.start, self.end))
        return f"{self.room.name}, {time}" if self.room else time


def last_proposal(task: Task) -> Proposal | None:
    """The requester's latest proposal at this task."""
    entry = task.entries.filter(key="propose").last()
    if entry is None:
        return None
    start, end = parse_datetime(entry.data["start"]), parse_datetime(entry.data["end"])
    if start is None or end is None:
        raise ValueError(f"The proposal {entry.ref} has no time.")
    room = Resource.objects.filter(ref=entry.data["room"]).first()
    return Proposal(room, start, end, entry.data["note"], entry.person_name)


@office_language()
def issue_confirmation(work: Work, request: ServiceRequest, *, answer: str, note: str) -> None:
    """Konfirmasi, one per round of the negotiation."""
    offers = list(offers_of(request.ref))
    agreed = None
    if request.agreed_start and request.agreed_end:
        agreed = SlotFacts(request.agreed_start, request.agreed_end, request.place)
    check = Task.objects.filter(run=work.task.run, kind="check", state=Task.State.DONE).last()
    facts = ConfirmationFacts(
        letter=letter_facts(request),
        agenda_number=agenda_label(request),
        event=event_facts(request, as_wanted=True),
        reason=check.outcome_title if check else "",
        offers=tuple(_offer(offer) for offer in offers),
        signature=signature(work.actor, work.now),
        message=offers[-1].message if offers else "",
        answer=answer,
        answer_note=note,
        answered_by=f"{work.actor.person_name} ({work.actor.office_title})",
        answered_at=work.now,
        agreed=agreed,
    )
    issue_paper("confirmation", facts, owner=request.ref, actor=work.actor, part=work.task.ref)


def _offer(offer: Offer) -> OfferFacts:
    series = ServiceRequest.objects.filter(ref=offer.owner, occurrences__isnull=False).first()
    reason = series_offer_text(series, offer) if series is not None else ""
    slot = SlotFacts(
        offer.span.start, offer.span.end, offer.resource.name if offer.resource else ""
    )
    return OfferFacts(slot, str(offer.get_state_display()), offer.expires_at, reason)
