"""What a refused want is answered: what is short, who has it, and what else is free."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import Conflict, DomainError, Refused
from jumpa.scheduling import queries, rules
from jumpa.scheduling.need import Want
from jumpa.scheduling.planning import Short, Shortage

_MOST_ALTERNATIVES = 5


def conflict(
    wants: Sequence[Want], shortages: Sequence[Shortage], owner: str, actor: Actor
) -> DomainError:
    """The answer: ``Refused`` where something is out of use, else ``Conflict``."""
    idle = [one for one in shortages if one.why == Short.IDLE]
    lacks = queries.lacks_of(wants, idle or shortages)
    message = " ".join(dict.fromkeys(lack.sentence for lack in lacks))
    if idle:
        return Refused(message)
    holdings = [one for lack in lacks for one in lack.holdings]
    if any(one.owner == owner for one in holdings):
        message += " " + _("Sebagian terpakai oleh permohonan ini sendiri.")
    show_labels = rules.may_see_labels([actor.office_key])
    lines = dict.fromkeys(one.describe(show_label=show_labels) for one in holdings)
    first = wants[shortages[0].want]
    others = queries.alternatives_for(first, exclude_owner=owner, limit=_MOST_ALTERNATIVES)
    return Conflict(message, list(lines), others)
