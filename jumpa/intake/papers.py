"""The paper of step 1."""

from datetime import datetime

from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.language import office_language
from jumpa.core.wording import span
from jumpa.documents.actions import issue_paper
from jumpa.documents.letters.receipt import ReceiptFacts
from jumpa.documents.models import Paper
from jumpa.intake.facts import alternative_facts, contact_facts, event_facts, letter_facts
from jumpa.intake.models import ServiceRequest


@office_language()
def issue_receipt(request: ServiceRequest, actor: Actor, at: datetime, part: str) -> Paper:
    """The receipt of one submission; ``part`` is the ref of its task."""
    facts = ReceiptFacts(
        request_ref=request.ref,
        submitted_at=at,
        submitted_by=actor.person_name,
        agency=request.agency.name,
        letter=letter_facts(request),
        event=event_facts(request, as_wanted=True),
        contacts=contact_facts(request),
        attachments=(request.letter.original_name,) if request.letter else (),
        clash=_clash(request),
        alternatives=alternative_facts(request),
    )
    return issue_paper("receipt", facts, owner=request.ref, actor=actor, part=part)


def _clash(request: ServiceRequest) -> str:
    if not request.has_clash:
        return ""
    taken = [span(one.start, one.end) for one in request.occurrences.filter(has_clash=True)]
    if taken:
        return _("Belum tersedia: %s. Alternatif akan dibicarakan.") % "; ".join(taken)
    return _("Ruang yang diminta terpakai pada waktu itu. Alternatif akan dibicarakan.")
