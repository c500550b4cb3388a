"""What planning looks at: resources as plain facts, and what they are busy with."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

Phases = tuple[int, int, int]
"""Minutes of set-up, connection test, teardown."""


@dataclass(frozen=True)
class RoomFacts:
    """A room; ``capacity`` None: not known, so none is too many."""

    pk: int
    name: str
    capacity: int | None
    layouts: tuple[str, ...]
    has_connection: bool
    building: str
    phases: Phases
    is_bookable: bool
    order: int = 0

    def seats(self, people: int | None) -> bool:
        """Whether so many find a seat."""
        return people is None or self.capacity is None or self.capacity >= people


@dataclass(frozen=True)
class PoolFacts:
    """A pool and its bookable units, in their order."""

    pk: int
    kind: str
    name: str
    units: tuple[int, ...]
    phases: Phases = (0, 0, 0)
    key: str = ""
    provider: str = ""
    seats: int | None = None
    mode: str = ""
    site: str = ""


@dataclass(frozen=True)
class OperatorFacts:
    """An operator; a shift is (weekday from Monday 0, start, end) in minutes of the local day, an
    end not after the start lies on the next day. Without shifts any time will do."""

    pk: int
    name: str
    shifts: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True)
class Busy:
    """What keeps a resource from being booked: a reservation (``key``: its pk) or a closure."""

    resource: int
    start: int
    end: int
    key: int | None = None
    is_pinned: bool = False
    is_closure: bool = False

    def overlaps(self, start: int, end: int) -> bool:
        """Whether some moment of it lies in [start, end)."""
        return self.start < end and start < self.end


class Source(Protocol):
    """What planning asks for only when it must.

    ``expired``: holds that ran out and were met on the way, by their pk; they keep nothing busy.
    """

    expired: dict[int, Busy]

    def around(self, units: Collection[int], start: int, end: int) -> list[Busy]:
        """All that is busy in the connected stretch of these units around [start, end)."""
        ...

    def loads(self, operators: Collection[int], at: int) -> Mapping[int, int]:
        """Seconds that each operator is reserved in the days around a moment."""
        ...


@dataclass
class Picture:
    """What is there, and what each resource is busy with at the times that matter.

    ``busy`` has, for each resource, at least all that overlaps the times planned for. A plan writes
    its own claims into it, so that the wants of one plan see each other. ``zone_offset`` makes
    epoch seconds local wall-clock seconds; ``rest`` is the operators' pause between events,
    seconds.
    """

    now: int
    source: Source
    rooms: Mapping[int, RoomFacts] = field(default_factory=dict)
    pools: Mapping[int, PoolFacts] = field(default_factory=dict)
    operators: Mapping[int, OperatorFacts] = field(default_factory=dict)
    busy: dict[int, list[Busy]] = field(default_factory=dict)
    rest: int = 0
    zone_offset: int = 7 * 3600

    def of(self, resource: int) -> Sequence[Busy]:
        """What keeps one resource busy."""
        return self.busy.get(resource, ())

    def add(self, busy: Busy) -> None:
        """Something more that keeps its resource busy."""
        self.busy.setdefault(busy.resource, []).append(busy)

    def learn(self, found: Iterable[Busy]) -> None:
        """Know more; what is known already stays as it is, since the plan may have moved it."""
        known = {one.key for busy in self.busy.values() for one in busy if one.key is not None}
        for one in found:
            if one.key not in known if one.key is not None else one not in self.of(one.resource):
                self.add(one)

    def move(self, key: int, unit: int) -> None:
        """Let the block of that key stand on another unit."""
        for found in self.busy.values():
            for one in found:
                if one.key == key:
                    found.remove(one)
                    facts = {**vars(one), "resource": unit}
                    self.add(Busy(**facts))
                    return
        raise KeyError(key)

    def in_the_way(self, resource: int, start: int, end: int) -> list[Busy]:
        """What overlaps [start, end) on one resource."""
        return [one for one in self.of(resource) if one.overlaps(start, end)]

    def is_free(self, resource: int, start: int, end: int) -> bool:
        """Whether nothing does."""
        return not any(one.overlaps(start, end) for one in self.of(resource))
