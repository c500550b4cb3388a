"""A plan in the making."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jumpa.scheduling.need import Want
from jumpa.scheduling.planning.picture import Busy, Phases, Picture, RoomFacts
from jumpa.scheduling.planning.shortage import Shortage
from jumpa.scheduling.rules import Span

Shared = Mapping[int, Sequence[tuple[int, int]]]
"""Resource → times that the owner has already and may have twice, as for offers."""


@dataclass(frozen=True)
class Claim:
    """One resource for one want: reserved for [start, end), the event lies inside."""

    want: int
    resource: int
    event: Span
    start: int
    end: int
    is_pinned: bool = False


@dataclass
class Plan:
    """Claims in the order of wants, the moves they need (reservation pk → unit), what is short.

    ``expired``: holds that ran out and must be removed first, by pk.
    """

    claims: list[Claim] = field(default_factory=list)
    moves: dict[int, int] = field(default_factory=dict)
    shortages: list[Shortage] = field(default_factory=list)
    expired: list[int] = field(default_factory=list)

    def meets(self, other: Busy) -> bool:
        """Whether it stands where the plan puts something."""
        return other.resource in self.moves.values() or any(
            claim.resource == other.resource and other.overlaps(claim.start, claim.end)
            for claim in self.claims
        )

    @property
    def is_whole(self) -> bool:
        """Whether all needs are met."""
        return not self.shortages

    def room_of(self, want: int, picture: Picture) -> RoomFacts | None:
        """The room that a want got; of several the main one, which is claimed last."""
        rooms = (picture.rooms.get(one.resource) for one in self.claims if one.want == want)
        return next((room for room in reversed(list(rooms)) if room is not None), None)


@dataclass
class Drafting:
    """One want being planned: what it wants, what it got so far."""

    picture: Picture
    plan: Plan
    index: int
    want: Want
    shared: Shared
    prefer: Collection[int] = ()
    is_trial: bool = False

    def reserved(self, phases: Phases) -> tuple[int, int]:
        """The time to reserve of a resource with these phases; set-up that is past is left out."""
        busy = self.want.need.busy(self.want.event, *phases)
        first = int(self.want.event.start.timestamp())
        start = max(int(busy.start.timestamp()), min(self.picture.now, first))
        return start, int(busy.end.timestamp())

    def claim(self, resource: int, start: int, end: int, *, is_pinned: bool = False) -> None:
        """Take it; the picture knows of it from now on, under a key below zero."""
        claim = Claim(self.index, resource, self.want.event, start, end, is_pinned)
        self.plan.claims.append(claim)
        key = -len(self.plan.claims)
        self.picture.add(Busy(resource, start, end, key, is_pinned))

    def move(self, moves: Mapping[int, int]) -> None:
        """Let others of the pool, or claims of this plan, stand on other units."""
        for key, unit in moves.items():
            self.picture.move(key, unit)
            if key < 0:
                claim = self.plan.claims[-key - 1]
                self.plan.claims[-key - 1] = replace(claim, resource=unit)
            else:
                self.plan.moves[key] = unit

    def lack(self, shortage: Shortage) -> None:
        """Note what is short."""
        self.plan.shortages.append(replace(shortage, want=self.index))
