"""Whether a wish can be had, and if not, what is short, who has it, and what else would do."""

from dataclasses import dataclass
from datetime import datetime

from jumpa.scheduling import wording
from jumpa.scheduling.models import Closure, Kind, Resource
from jumpa.scheduling.need import Need, RoomNeed, Want
from jumpa.scheduling.queries.alternatives import Alternative, alternatives_for
from jumpa.scheduling.queries.availability import closures_of
from jumpa.scheduling.queries.checking import Lack, check_wants
from jumpa.scheduling.rules import Span

_MOST = 5


@dataclass(frozen=True)
class Answer:
    """What is short of a want, and what would do instead; both empty where it can be had.

    ``room``: the one that was chosen; ``closures``: what closes it. Show who has what is short only
    to whom ``rules.may_see_labels``.
    """

    want: Want
    room: Resource | None
    lacks: tuple[Lack, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    closures: tuple[Closure, ...] = ()

    @property
    def is_free(self) -> bool:
        """Whether nothing is short."""
        return not self.lacks

    @property
    def occasion(self) -> str:
        """ "Selasa, 24 November 2026, pukul 09.00–11.00 WIB"."""
        return wording.occasion(self.want.event)

    @property
    def room_lack(self) -> Lack | None:
        """That the chosen room is not to be had."""
        found = (lack for lack in self.lacks if lack.shortage.kind == Kind.ROOM)
        return next(found, None) if self.room is not None else None

    @property
    def other_lacks(self) -> list[Lack]:
        """What is short besides, each said once."""
        by_sentence = {lack.sentence: lack for lack in reversed(self.lacks)}
        return [one for one in reversed(by_sentence.values()) if one is not self.room_lack]

    @property
    def has_more(self) -> bool:
        """Whether anything but a room is needed."""
        return bool(self.want.need.units or self.want.need.operators)


def answer_to(
    want: Want, *, sought: Need | None = None, exclude_owner: str = "", limit: int = _MOST
) -> Answer:
    """Whether all of the want can be had; what ``exclude_owner`` has counts as free.

    ``sought``: what alternatives must meet, where that is not the same need.
    """
    chosen = want.need.room.room if want.need.room is not None else None
    room = Resource.objects.filter(pk=chosen).first() if chosen else None
    check = check_wants([want], exclude_owner=exclude_owner)
    if check.is_free:
        return Answer(want, room)
    other = Want(want.event, sought or want.need)
    found = alternatives_for(other, exclude_owner=exclude_owner, limit=limit)
    closures = closures_of(room, want.event) if room is not None else []
    return Answer(want, room, tuple(check.lacks()), tuple(found), tuple(closures))


def room_want(room: Resource, start: datetime, end: datetime, people: int | None = None) -> Want:
    """A want of one room alone, for so many people."""
    return Want(Span(start, end), Need(RoomNeed(room.pk, people)))
