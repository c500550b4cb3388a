"""All that writes: each path is one thing a client does in a round, and says whether it won."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from django.utils import timezone

from jumpa.scheduling import actions, queries
from jumpa.scheduling.models import Allocation, Offer
from jumpa.scheduling.tests.makers import SUBKOR
from tests.flows import swift
from tests.flows.office import Office
from tests.races.storm_world import World

LABEL = {"label": "Rapat", "actor": SUBKOR}
MOST_OWNERS = 3


@dataclass
class Client:
    """One of many who act at the same time, with what it has got so far."""

    number: int
    world: World
    office: Office
    chance: Random
    owners: list[str] = field(default_factory=list)
    made: int = 0

    def new_owner(self) -> str:
        """The ref of a request that is not there yet."""
        self.made += 1
        return f"c{self.number:05}n{self.made:05}"

    def some_owner(self) -> str:
        """One that has something, or a new one."""
        return self.chance.choice(self.owners) if self.owners else self.new_owner()

    def keep(self, owner: str) -> None:
        """Remember it; of too many one is let go, so that the office does not fill up."""
        if owner not in self.owners:
            self.owners.append(owner)
        if len(self.owners) > MOST_OWNERS:
            gone = self.owners.pop(self.chance.randrange(len(self.owners)))
            actions.release(gone, actor=SUBKOR)

    def some_allocation(self) -> Allocation | None:
        """One of what it has."""
        found = queries.allocations_of(self.some_owner())
        return self.chance.choice(found) if found else None


def allocate(client: Client) -> bool:
    """The verb beneath a submission; one in ten runs out soon."""
    owner = client.new_owner()
    is_short = client.chance.random() < 0.1
    until = timezone.now() + timedelta(seconds=20) if is_short else None
    wants = [client.world.want(client.chance)]
    actions.allocate(owner, wants, expires_at=until, **LABEL)
    client.keep(owner)
    return True


def submit(client: Client) -> bool:
    """A real request through the form's action: run, task, letter, receipt and all."""
    owner, span = client.new_owner(), client.world.span(client.chance)
    times = {"start": span.start, "end": span.end, "test_time": span.start - timedelta(hours=20)}
    swift.submit(client.office, owner, room=client.chance.choice(client.world.rooms), **times)
    client.keep(owner)
    return True


def series(client: Client) -> bool:
    """Three dates, all or none."""
    owner = client.new_owner()
    actions.allocate(owner, client.world.series(client.chance), **LABEL)
    client.keep(owner)
    return True


def hold(client: Client) -> bool:
    """These very ones, in any order."""
    owner, span = client.new_owner(), client.world.span(client.chance)
    everything = [*(room.pk for room in client.world.rooms), *client.world.units]
    wanted = client.chance.sample(everything, 3)
    actions.hold(owner, wanted, span.start, span.end, **LABEL)
    client.keep(owner)
    return True


def confirm(client: Client) -> bool:
    """What is held becomes firm."""
    actions.confirm(client.some_owner(), actor=SUBKOR)
    return True


def reschedule(client: Client) -> bool:
    """All that it has for something else."""
    owner = client.some_owner()
    actions.allocate(owner, [client.world.want(client.chance)], state="confirmed", **LABEL)
    client.keep(owner)
    return True


def displace(client: Client) -> bool:
    """Only what costs someone something counts."""
    owner, wants = client.new_owner(), [client.world.want(client.chance)]
    losers = queries.would_lose(owner, wants)
    facts = {"losers": {one.owner for one in losers}, "reason": "Rapat", "basis": "Surat"}
    actions.displace(owner, wants, **facts, **LABEL)
    client.keep(owner)
    return bool(losers)


def extend(client: Client) -> bool:
    """Half an hour longer."""
    found = client.some_allocation()
    if found is not None:
        end = found.span.end + timedelta(minutes=30)
        actions.move(found.ref, found.span.start, end, actor=SUBKOR)
    return found is not None


def drag(client: Client) -> bool:
    """To another time, and perhaps into another room."""
    found, span = client.some_allocation(), client.world.span(client.chance)
    if found is not None:
        has_room = "room" in found.need
        room = client.chance.choice(client.world.rooms).pk if has_room else None
        actions.move(found.ref, span.start, span.end, room=room, actor=SUBKOR)
    return found is not None


def offer(client: Client) -> bool:
    """Two alternatives are kept free."""
    owner = client.some_owner()
    wants = [client.world.want(client.chance) for _ in range(2)]
    room = client.world.rooms[0]
    choices = [actions.Choice(room, *vars(want.event).values(), (want,)) for want in wants]
    until = timezone.now() + timedelta(minutes=client.chance.choice((1, 30)))
    actions.make_offers(owner, choices, message="", expires_at=until, **LABEL)
    client.keep(owner)
    return True


def accept_offer(client: Client) -> bool:
    """One of those that stand, or that stood a moment ago."""
    found = Offer.objects.filter(owner__in=client.owners).order_by("-pk").first()
    if found is not None:
        actions.take_offer(found.ref, actor=SUBKOR)
    return found is not None


def restore(client: Client) -> bool:
    """Withdrawn and wanted back, while others take it."""
    owner = client.some_owner()
    actions.release(owner, actor=SUBKOR)
    return bool(actions.restore(owner, **LABEL))


def wait(client: Client) -> bool:
    """On the list for a room and time; few wait, since each that waits is looked at each time."""
    if client.number % 5:
        return False
    want = client.world.want(client.chance)
    owner = client.some_owner()
    actions.wait(owner, [want], **LABEL)
    client.keep(owner)
    return True


def grant(client: Client) -> int:
    """What the worker does each minute; each that is offered something is a win."""
    return actions.grant_waiting() if client.number % 10 == 0 else 0


def expire(client: Client) -> bool:
    """The other thing that the worker does each minute."""
    return client.number % 10 == 0 and actions.expire_holds() > 0


Path = Callable[[Client], int]
PATHS: dict[Path, float] = {
    allocate: 16,
    submit: 0.4,
    series: 4,
    hold: 5,
    confirm: 12,
    reschedule: 9,
    displace: 2,
    extend: 9,
    drag: 9,
    offer: 4,
    accept_offer: 6,
    restore: 6,
    wait: 6,
    grant: 3,
    expire: 3,
}
"""How often each is taken, in parts of the whole."""
