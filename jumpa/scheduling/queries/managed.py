"""Which things the office keeps as units: only those can be asked for, held and refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q

from jumpa.scheduling.models import Kind, Pool, Resource


@dataclass(frozen=True)
class Accounts:
    """One pool of equal host accounts; ``seats`` None: as many as one likes."""

    provider: str
    seats: int | None = None
    mode: str = ""

    def holds(self, seats: int | None) -> bool:
        """Whether so many people fit into one meeting; None: nobody said how many."""
        return self.seats is None or seats is None or seats <= self.seats


@dataclass(frozen=True)
class Managed:
    """What there is in active pools.

    Args:
        equipment: key of the form's list, to how many units are in service.
        accounts: the pools of host accounts.
        operators: how many operators are in service.
        sites: buildings whose uplink is divided into streams.
        buildings: where the rooms are that can be booked.
    """

    equipment: Mapping[str, int] = field(default_factory=dict)
    accounts: tuple[Accounts, ...] = ()
    operators: int = 0
    sites: frozenset[str] = frozenset()
    buildings: frozenset[str] = frozenset()


def managed() -> Managed:
    """What the office keeps as units now; two queries."""
    in_service = Q(resources__is_active=True, resources__condition=Resource.Condition.GOOD)
    pools = list(
        Pool.objects.filter(is_active=True)
        .annotate(units=Count("resources", filter=in_service))
        .values_list("kind", "key", "provider", "seats", "mode", "site", "units")
    )
    equipment: dict[str, int] = {}
    accounts, operators, sites = [], 0, set()
    for kind, key, provider, seats, mode, site, units in pools:
        if kind == Kind.EQUIPMENT and key:
            equipment[key] = units
        elif kind == Kind.HOST_ACCOUNT:
            accounts.append(Accounts(provider, seats, mode))
        elif kind == Kind.OPERATOR:
            operators += units
        elif kind == Kind.UPLINK:
            sites.add(site)
    rooms = Resource.objects.rooms().active().order_by()
    buildings = frozenset(rooms.values_list("building", flat=True).distinct())
    return Managed(equipment, tuple(accounts), operators, frozenset(sites), buildings)
