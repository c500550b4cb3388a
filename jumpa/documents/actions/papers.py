from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.events import announce
from jumpa.documents.access import DRAFT
from jumpa.documents.events import PaperIssued
from jumpa.documents.jobs import render_paper
from jumpa.documents.letter import Letter, letters
from jumpa.documents.locking import lock_name
from jumpa.documents.models import Paper
from jumpa.documents.queries import kop, office_profile
from jumpa.documents.snapshot import snapshot
from jumpa.documents.wordings import words_of


@transaction.atomic
def issue_paper(
    kind: str, facts: Any, *, owner: str, actor: Actor, part: str = "", signer_office: str = ""
) -> Paper:
    """Issue a paper from ``facts``, or give back the current one when its facts are the same.

    Other facts make the next version, which takes the place of the earlier one. The PDF is set by
    a job after the commit, or when someone reads it first.

    Args:
        kind: key of a letter; ``facts`` is an instance of its ``Facts``.
        part: tells apart several papers of a kind for one owner, for example a task's ref.
        signer_office: key of the office whose signature it asks for, if any.

    Raises:
        KeyError: no such letter.
        TypeError: the facts are another letter's.
    """
    letter = letters[kind]
    if not isinstance(facts, letter.Facts):
        raise TypeError(f"{kind} is made of {letter.Facts.__name__}, not {type(facts).__name__}.")
    lock_name("paper", owner, kind, part)
    frozen = snapshot(facts)
    current = Paper.objects.filter(owner=owner, kind=kind, part=part, is_current=True).first()
    if current is not None and current.facts == frozen and current.withdrawn_at is None:
        return current
    paper = Paper(owner=owner, kind=kind, part=part, signer_office=signer_office)
    _write(paper, letter, facts, frozen, current, actor)
    record(
        actor,
        "documents.issue",
        f"paper:{paper.ref}",
        owner=owner,
        before={"version": current.version, "ref": current.ref} if current else None,
        after={"kind": kind, "part": part, "version": paper.version, "number": paper.number},
    )
    announce(PaperIssued(paper.ref, owner, kind, paper.version))
    render_paper.defer(paper_id=paper.pk)
    return paper


def _write(
    paper: Paper, letter: Letter[Any], facts: Any, frozen: Any, current: Paper | None, actor: Actor
) -> None:
    content = snapshot(letter.context(facts, words_of(letter.key)))
    if current is not None:
        Paper.objects.filter(pk=current.pk).update(is_current=False)
        paper.version = current.version + 1
    paper.title = letter.title
    paper.number = content.get("number", "")
    paper.facts = frozen
    paper.content = {**content, "office": kop(office_profile()), **_verification(paper)}
    paper.issued_at = timezone.now()
    paper.issued_by_name = actor.person_name
    paper.issued_by_office = actor.office_title
    paper.save()


def _verification(paper: Paper) -> dict[str, Any]:
    """Where anyone may ask whether the paper is genuine; what is still a draft has no such page."""
    if paper.owner.endswith(DRAFT):
        return {}
    address = reverse("periksa", args=[paper.token])
    return {"verification": {"url": f"{settings.PUBLIC_URL}{address}"}}
