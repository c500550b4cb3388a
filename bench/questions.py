"""What is asked: needs like those of the seed, at times in the next fourteen days.

A question has the same number at every size, so that sizes can be compared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from bench import catalogue
from bench.seed import FIRST_SLOT_HOUR, SLOT_MINUTES, SLOTS
from jumpa.core.calendar import office_calendar
from jumpa.scheduling.models import Kind, Pool, Resource
from jumpa.scheduling.need import Need, OperatorNeed, RoomNeed, UnitNeed, Want
from jumpa.scheduling.rules import Span

DAYS = 8
"""Working days ahead on which is asked: with the office's days off, within a fortnight."""
SEATS = 500


@dataclass(frozen=True)
class Ground:
    """What questions are about: coming working days (their midnights) and primary keys."""

    days: tuple[datetime, ...]
    rooms: tuple[int, ...]
    operators: tuple[int, ...]
    equipment: Mapping[str, tuple[int, ...]]
    accounts: tuple[int, ...]

    @classmethod
    def read(cls, days: int = DAYS) -> "Ground":
        """As it is in the database in use; the same in all, since all are copies of one."""
        units: dict[int, list[int]] = {}
        for pk, pool in Resource.objects.order_by("pk").values_list("pk", "pool_id"):
            units.setdefault(pool or 0, []).append(pk)
        pools = list(Pool.objects.all())
        operators = next(pool for pool in pools if pool.kind == Kind.OPERATOR)
        equipment = {one.key: tuple(units[one.pk]) for one in pools if one.key}
        accounts = [one for one in pools if one.kind == Kind.HOST_ACCOUNT]
        return cls(
            _working_days(days),
            tuple(units[0]),
            tuple(units[operators.pk]),
            equipment,
            tuple(pk for one in accounts if (one.seats or 0) >= SEATS for pk in units[one.pk]),
        )

    def room(self, number: int) -> int:
        """The room of a question."""
        return self.rooms[(7 * number + 3) % len(self.rooms)]

    def concerned(self, number: int) -> list[int]:
        """All resources that could serve a question: 1 + 100 + 100 + 40."""
        units = self.equipment[key(number)]
        return [self.room(number), *self.operators, *units, *self.accounts]


def _working_days(wanted: int) -> tuple[datetime, ...]:
    today, calendar = timezone.localdate(), office_calendar()
    days = (today + timedelta(days=ahead) for ahead in range(1, 3 * wanted + 30))
    found = [day for day in days if calendar.is_working_day(day)][:wanted]
    return tuple(timezone.make_aware(datetime.combine(day, time())) for day in found)


def key(number: int) -> str:
    """The equipment that a question is about."""
    return catalogue.KEYS[number % len(catalogue.KEYS)]


def need(number: int, room: int | None) -> Need:
    """This room (or any for 40), an operator, three units of one pool, an account for 500."""
    return Need(
        room=RoomNeed(room=room) if room else RoomNeed(people=40),
        units=(
            UnitNeed("equipment", key=key(number), count=3),
            UnitNeed("host_account", seats=SEATS),
        ),
        operators=OperatorNeed(),
    )


def event(number: int, ground: Ground) -> Span:
    """Ninety minutes, in one of the seed's slots."""
    minutes = number % SLOTS * SLOT_MINUTES
    day = ground.days[number // SLOTS % len(ground.days)]
    start = day + timedelta(hours=FIRST_SLOT_HOUR, minutes=minutes)
    return Span(start, start + timedelta(minutes=90))


def want(number: int, ground: Ground) -> Want:
    """The whole question."""
    return Want(event(number, ground), need(number, ground.room(number)))


def want_any_room(number: int, ground: Ground) -> Want:
    """The same with any room that seats forty."""
    return Want(event(number, ground), need(number, None))


def apart(ground: Ground) -> Iterator[int]:
    """Numbers of questions of which no two are about the same room at the same time."""
    seen: set[tuple[int, Span]] = set()
    for number in range(len(ground.days) * SLOTS * len(ground.rooms)):
        place = ground.room(number), event(number, ground)
        if place not in seen:
            seen.add(place)
            yield number
