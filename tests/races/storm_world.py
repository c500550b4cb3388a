"""The office in which the storm rages: few resources, many wishes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from jumpa.scheduling.models import Kind, Pool, Resource
from jumpa.scheduling.need import Need, OperatorNeed, RoomNeed, UnitNeed, Want
from jumpa.scheduling.rules import Span
from jumpa.scheduling.tests.makers import make_room, make_units

ROOMS, DAYS = 12, 20
EQUIPMENT = ("mik_nirkabel", *(f"alat{number}" for number in range(9)))


@dataclass(frozen=True)
class World:
    """What can be booked, and the first day on which it is."""

    rooms: tuple[Resource, ...]
    units: tuple[int, ...]
    midnight: datetime

    def span(self, chance: Random) -> Span:
        """One or two hours on the half hour, in the days to come."""
        half_hours = chance.randrange(16, 32)
        start = self.midnight + timedelta(
            days=chance.randrange(2, 2 + DAYS), minutes=30 * half_hours
        )
        return Span(start, start + timedelta(minutes=chance.choice((60, 90, 120))))

    def want(self, chance: Random) -> Want:
        """Several resources in an order of its own: a room, one to three pools, perhaps people."""
        room = RoomNeed() if chance.random() < 0.15 else RoomNeed(chance.choice(self.rooms).pk)
        keys = chance.sample(EQUIPMENT, chance.randint(1, 2))
        units = [UnitNeed("equipment", key=key, count=chance.randint(1, 2)) for key in keys]
        if chance.random() < 0.2:
            units.append(UnitNeed("host_account", seats=chance.choice((100, 500))))
        if chance.random() < 0.2:
            units.append(UnitNeed("uplink"))
        if chance.random() < 0.05:
            units.append(UnitNeed("equipment", units=(chance.choice(self.units),)))
        chance.shuffle(units)
        people = OperatorNeed() if chance.random() < 0.1 else None
        has_room = chance.random() < 0.7
        return Want(self.span(chance), Need(room if has_room else None, (), tuple(units), people))

    def series(self, chance: Random) -> list[Want]:
        """One need on three different days."""
        want, first = self.want(chance), self.span(chance)
        days = chance.sample(range(DAYS), 3)
        length = want.event.length
        starts = [first.start.replace(hour=9) + timedelta(days=day) for day in days]
        return [want.at(start, start + length) for start in starts]


def furnish() -> None:
    """Rooms in two buildings, ten pools of equipment, accounts, uplinks, operators."""
    for number in range(ROOMS):
        make_room(building=f"Gedung {number % 2}", setup_minutes=30 * (number % 2))
    for key in EQUIPMENT:
        make_units(5, key=key, teardown_minutes=30)
    make_units(5, Kind.HOST_ACCOUNT, provider="zoom", seats=100)
    make_units(3, Kind.HOST_ACCOUNT, provider="zoom", seats=500)
    for number in range(2):
        make_units(6, Kind.UPLINK, site=f"Gedung {number}")
    make_units(8, Kind.OPERATOR)


def read_world() -> World:
    """The furnished office, as each process sees it."""
    pools = Pool.objects.filter(kind=Kind.EQUIPMENT)
    return World(
        tuple(Resource.objects.rooms()),
        tuple(Resource.objects.filter(pool__in=pools).order_by("pk").values_list("pk", flat=True)),
        timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0),
    )
