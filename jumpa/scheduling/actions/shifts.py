"""When an operator serves in each week."""

from collections.abc import Iterable
from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from jumpa.core import audit
from jumpa.core.access import require_administrator
from jumpa.core.actor import Actor
from jumpa.core.errors import Refused
from jumpa.scheduling import rules, wording
from jumpa.scheduling.models import Pool, Resource, Shift


@transaction.atomic
def add_shifts(
    operator: Resource, weekdays: Iterable[int], start: time, end: time, *, actor: Actor
) -> list[Shift]:
    """Let the operator serve from ``start`` to ``end`` on these days of each week (0 is Monday).

    An end not after the start lies on the next day. What is there already is left as it is.

    Raises:
        NotAllowed: the actor is no administrator.
        Refused: a shift overlaps another of the same operator.
    """
    _lock(operator)
    require_administrator(actor)
    there = [(one.weekday, one.start, one.end) for one in operator.shifts.all()]
    wanted = [(day, start, end) for day in sorted(set(weekdays))]
    new = [shift for shift in wanted if shift not in there]
    for shift in new:
        if any(rules.shifts_overlap(shift, other) for other in [*there, *wanted] if other != shift):
            message = _("Jam jaga pada hari %(day)s bertumpuk dengan jam jaga lain.")
            message %= {"day": wording.weekday(shift[0])}
            raise Refused(message, {"start": [message]})
    made = [Shift(resource=operator, weekday=day, start=start, end=end) for day, *_rest in new]
    for one in Shift.objects.bulk_create(made):
        _tell(actor, "add", operator, one)
    return made


@transaction.atomic
def remove_shift(operator: Resource, weekday: int, start: time, *, actor: Actor) -> None:
    """Take one shift away; doing it again changes nothing. Events already given stay."""
    _lock(operator)
    require_administrator(actor)
    for one in operator.shifts.filter(weekday=weekday, start=start):
        _tell(actor, "remove", operator, one)
        one.delete()


def _lock(operator: Resource) -> None:
    Pool.objects.select_for_update(no_key=True).get(resources=operator)


def _tell(actor: Actor, verb: str, operator: Resource, shift: Shift) -> None:
    facts = {
        "about": operator.name,
        "weekday": shift.weekday_name,
        "start": shift.start.isoformat("minutes"),
        "end": shift.end.isoformat("minutes"),
    }
    before, after = (facts, None) if verb == "remove" else (None, facts)
    subject = f"resource:{operator.ref}"
    audit.record(actor, f"scheduling.shift.{verb}", subject, before=before, after=after)
