"""The Surat Balasan: what it says, its draft and its release."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.dateparse import parse_datetime

from jumpa.core.actor import Actor
from jumpa.core.language import office_language
from jumpa.documents.access import DRAFT
from jumpa.documents.actions import issue_paper
from jumpa.documents.facts import ContactFacts, EventFacts, SignatureFacts, SlotFacts
from jumpa.documents.letters.reply import Outcome, ReplyFacts, propose_paragraphs
from jumpa.documents.models import Paper
from jumpa.documents.wordings import words_of
from jumpa.intake import catalogue
from jumpa.intake.facts import agenda_label, event_facts, letter_facts
from jumpa.intake.models import ServiceRequest
from jumpa.people.queries import holders_of
from jumpa.steps.letter_dates import dates_as_agreed, is_as_written
from jumpa.steps.wording import REASONS
from jumpa.workflow.models import Task

_HEAD = "kepala_dinas"
USUAL_NATURE = "biasa"


def outcome_of(task: Task, request: ServiceRequest) -> Outcome:
    """Whether the reply accepts, accepts with changes or refuses."""
    if request.agreed_start is None or _was_refused(task):
        return "refused"
    wish = letter_wish(request)
    agreed = (request.agreed_start, request.agreed_end, request.place)
    if request.occurrences.exists():
        return "accepted" if is_as_written(request) else "changed"
    return "accepted" if agreed == (wish.start, wish.end, wish.place) else "changed"


def _was_refused(task: Task) -> bool:
    """A refusal has a draft of its own in the SOP; its release closes the run."""
    return task.step_key.startswith("refusal")


def letter_wish(request: ServiceRequest) -> SlotFacts:
    """Time and place as last submitted: what the letter asked for, before any negotiation."""
    values = request.revisions.latest("number").values
    start, end = parse_datetime(values["start"]), parse_datetime(values["end"])
    if start is None or end is None:
        raise ValueError(f"{request.ref} was submitted without a time.")
    place = values["room"] or values["venue_name"]
    if values.get("any_room") and request.place:
        # Whichever room it became is the one that was asked for.
        place = request.place
    return SlotFacts(start, end, place)


def refusal_reason(task: Task) -> str:
    """Why, as a clause: the words of whoever refused."""
    refused = (
        Task.objects.filter(
            run=task.run, state=Task.State.DONE, outcome__in=("refused", "no_agreement")
        )
        .order_by("closed_at")
        .last()
    )
    if refused is None:
        return ""
    note = str(refused.data.get("note", "")).strip().rstrip(".")
    return note or str(REASONS.get(refused.data.get("reason", ""), ""))


def change_reason(task: Task) -> str:
    """Why the wish could not be met as it was."""
    check = Task.objects.filter(run=task.run, kind="check", outcome__in=("clash", "no_connection"))
    found = check.order_by("closed_at").last()
    return found.outcome_title.lower() if found else ""


@office_language()
def proposed_text(task: Task, request: ServiceRequest) -> dict[str, Any]:
    """What the coordinator's form begins with: subject, paragraphs, copies."""
    outcome = outcome_of(task, request)
    reason = refusal_reason(task) if outcome == "refused" else change_reason(task)
    event = event_facts(request, as_wanted=outcome == "refused")
    words = words_of("reply")
    paragraphs = propose_paragraphs(
        words,
        outcome,
        letter_facts(request),
        event,
        reason=reason,
        agenda_number=agenda_label(request),
    )
    return {
        "nature": request.letter_nature or USUAL_NATURE,
        "attachment": "",
        "subject": words.say("subject"),
        "recipient": _addressee(request.signer_title, request.agency.name),
        "paragraphs": "\n\n".join(paragraphs),
        "copies": "\n".join(words.lines("copies")),
    }


def _addressee(title: str, agency: str) -> str:
    """The signer's title, and the agency where the title does not name it already."""
    if agency.casefold() in title.casefold():
        return title
    return f"{title}\n{agency}".strip()


@office_language()
def reply_facts(
    task: Task,
    request: ServiceRequest,
    text: Mapping[str, Any],
    signature: SignatureFacts,
    *,
    number: str = "",
    dated: date | None = None,
) -> ReplyFacts:
    """The letter as it stands; without a number it is a draft."""
    outcome = outcome_of(task, request)
    wish = letter_wish(request)
    wanted = replace(
        event_facts(request, as_wanted=True), start=wish.start, end=wish.end, place=wish.place
    )
    return ReplyFacts(
        outcome=outcome,
        letter=letter_facts(request),
        subject=text["subject"],
        recipient=tuple(_lines(text["recipient"])),
        paragraphs=tuple(part.strip() for part in text["paragraphs"].split("\n\n") if part.strip()),
        signature=signature,
        number=number,
        dated=dated,
        # Drafts from before these were asked for have none.
        sensitivity=catalogue.title("nature", text.get("nature") or USUAL_NATURE),
        attachment=text.get("attachment") or "-",
        event=None if outcome == "refused" else _agreed_event(request),
        wanted=wanted,
        contacts=() if outcome == "refused" else our_contacts(),
        copies=tuple(_lines(text["copies"])),
    )


def _agreed_event(request: ServiceRequest) -> EventFacts:
    return replace(event_facts(request), dates=dates_as_agreed(request))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def our_contacts() -> tuple[ContactFacts, ...]:
    """Whom the agency reaches in the office: the coordinators, as printed under Narahubung."""
    return tuple(
        ContactFacts(person.name, person.phone, person.email)
        for person in holders_of("subkor_ile")[:2]
    )


def head_signature() -> SignatureFacts:
    """Where the head's signature will stand, while nobody has released it yet."""
    head = holders_of(_HEAD).filter(appointments__standing="definitif").first()
    if head is None:
        return SignatureFacts("Kepala Dinas", "")
    return SignatureFacts("Kepala Dinas", head.name, head.rank, head.nip or "")


def issue_draft(
    task: Task, request: ServiceRequest, text: Mapping[str, Any], actor: Actor
) -> Paper:
    """The draft, readable inside the office only."""
    facts = reply_facts(task, request, text, head_signature())
    return issue_paper("reply", facts, owner=request.ref + DRAFT, actor=actor)


def sent_back(task: Task) -> Task | None:
    """The release that was refused and to which this task of drafting is the answer."""
    before = Task.objects.filter(run=task.run, kind="release_reply", opened_at__lte=task.opened_at)
    last = before.exclude(pk=task.pk).order_by("id").last()
    is_answered = (
        last is not None and last.outcome == "sent_back" and last.closed_at == task.opened_at
    )
    return last if is_answered else None


def drafted_text(task: Task) -> dict[str, Any]:
    """The text of the draft that waits for release."""
    draft = (
        Task.objects.filter(run=task.run, kind="draft_reply", state=Task.State.DONE)
        .order_by("closed_at")
        .last()
    )
    if draft is None:
        raise LookupError(f"{task.ref}: there is no draft to release.")
    return dict(draft.data)
