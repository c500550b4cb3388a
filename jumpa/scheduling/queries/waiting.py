"""Who waits for what, and in which place."""

from dataclasses import dataclass
from datetime import datetime

from jumpa.scheduling import need as needs
from jumpa.scheduling import wording
from jumpa.scheduling.models import Waiting


@dataclass(frozen=True)
class Place:
    """The ``number``-th place of ``length`` on the list; 0 while something is offered."""

    number: int
    length: int
    since: datetime
    occasions: tuple[str, ...]

    @property
    def is_offered(self) -> bool:
        """Whether what was waited for is kept for an answer."""
        return self.number == 0


def waits(owner: str) -> bool:
    """Whether the owner waits and nothing was offered yet."""
    return Waiting.objects.filter(owner=owner, state=Waiting.State.WAITING).exists()


def somebody_waits() -> bool:
    """Whether there is anybody on the list at all."""
    return Waiting.objects.filter(state=Waiting.State.WAITING).exists()


def place_of(owner: str) -> Place | None:
    """The owner's place on the list, or None; two queries."""
    states = [Waiting.State.WAITING, Waiting.State.OFFERED]
    mine = Waiting.objects.filter(owner=owner, state__in=states).first()
    if mine is None:
        return None
    wants = [needs.want_from_json(one) for one in mine.wants]
    said = tuple(wording.occasion(want.event) for want in wants)
    line = list(
        Waiting.objects.filter(state=Waiting.State.WAITING)
        .order_by("since", "pk")
        .values_list("pk", flat=True)
    )
    number = line.index(mine.pk) + 1 if mine.pk in line else 0
    return Place(number, len(line), mine.since, said)
