"""What a refused want is answered: what is short, who has it, and what else is free."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import Conflict, DomainError, Refused
from jumpa.scheduling import queries, rules, wording
from jumpa.scheduling.need import Want
from jumpa.scheduling.planning import Short, Shortage
from jumpa.scheduling.rules import Span

_MOST_ALTERNATIVES = 5


def conflict(
    wants: Sequence[Want], shortages: Sequence[Shortage], owner: str, actor: Actor
) -> DomainError:
    """The answer: ``Refused`` where something is out of use, else ``Conflict``."""
    idle = [one for one in shortages if one.why == Short.IDLE]
    sentences = [wording.shortage(one, wants[one.want].event) for one in idle or shortages]
    message = " ".join(dict.fromkeys(sentences))
    if idle:
        return Refused(message)
    holdings = holders(shortages)
    if any(one.owner == owner for one in holdings):
        message += " " + _("Sebagian terpakai oleh permohonan ini sendiri.")
    show_labels = rules.may_see_labels([actor.office_key])
    lines = dict.fromkeys(one.describe(show_label=show_labels) for one in holdings)
    first = wants[shortages[0].want]
    return Conflict(
        message, list(lines), queries.alternatives_for(first, exclude_owner=owner, limit=5)
    )


def holders(shortages: Sequence[Shortage]) -> list[queries.Holding]:
    """Who has what is short, by time."""
    found: list[queries.Holding] = []
    for one in shortages:
        start, end = (datetime.fromtimestamp(at, UTC) for at in one.during)
        found += queries.held_of(one.resources, Span(start, end))
    return found
