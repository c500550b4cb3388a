from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from jumpa.core.actor import Actor
from jumpa.documents.actions.papers import issue_paper
from jumpa.documents.locking import lock_name
from jumpa.documents.models import Paper
from jumpa.documents.numbering import attach, next_outgoing


@dataclass(frozen=True)
class Outgoing:
    """Where a letter belongs: ``part`` is its own, so that it is issued once and never again.

    ``signer_office`` is the key of the office that signs it; ``subject`` stands in the book of
    numbers.
    """

    kind: str
    owner: str
    part: str
    subject: str
    dated: date
    signer_office: str = ""


@transaction.atomic
def issue_numbered(letter: Outgoing, facts: Any, *, actor: Actor) -> Paper:
    """Number, date and issue a letter; doing it again gives back the one issued the first time.

    Args:
        facts: the letter's, without number and date.

    Raises:
        KeyError, TypeError: see ``issue_paper``.
    """
    lock_name("outgoing", letter.owner, letter.kind, letter.part)
    known = Paper.objects.filter(owner=letter.owner, kind=letter.kind, part=letter.part).first()
    if known is not None:
        return known
    number = next_outgoing(
        letter.kind, letter.dated, subject=letter.subject, actor=actor, owner=letter.owner
    )
    paper = issue_paper(
        letter.kind,
        replace(facts, number=number.text, dated=letter.dated),
        owner=letter.owner,
        actor=actor,
        part=letter.part,
        signer_office=letter.signer_office,
    )
    attach(number, paper)
    return paper
