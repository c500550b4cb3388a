"""What an owner has."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils import timezone

from jumpa.scheduling.models import Allocation, Kind, Offer, Reservation, Resource
from jumpa.scheduling.need import Need, OperatorNeed, RoomNeed, UnitNeed


def reservations_of(owner: str) -> list[Reservation]:
    """What is kept for the owner now, offers aside, by time; an expired hold is not kept."""
    return list(
        Reservation.objects.living()
        .filter(owner=owner, is_offer=False)
        .select_related("resource__pool", "allocation")
        .order_by("event", "resource__order", "resource__name")
    )


def allocations_of(owner: str) -> list[Allocation]:
    """What the owner has, one for each event, by time; an expired hold is not had."""
    return list(
        Allocation.objects.filter(owner=owner)
        .exclude(state=Allocation.State.RELEASED)
        .exclude(reservations__expires_at__lte=timezone.now())
        .order_by("event", "pk")
    )


def operators_of(owner: str) -> list[str]:
    """The names of the operators that are assigned to the owner, each once; one query."""
    mine = Reservation.objects.living().filter(
        owner=owner, is_offer=False, resource__kind=Kind.OPERATOR
    )
    rows = mine.order_by("event", "resource__order").values_list(
        "resource__person__name", "resource__name"
    )
    return list(dict.fromkeys(person or name for person, name in rows))


def offers_of(owner: str) -> QuerySet[Offer]:
    """All offers ever made to the owner, oldest first."""
    return Offer.objects.filter(owner=owner).select_related("resource", "allocation")


def open_offers(owner: str) -> QuerySet[Offer]:
    """The offers that the owner can still take, in rank."""
    return (
        offers_of(owner)
        .filter(state=Offer.State.OPEN, expires_at__gt=timezone.now())
        .order_by("rank")
    )


def need_of_resources(resources: Collection[int]) -> Need:
    """The need for these very resources, by primary key; each is pinned."""
    found = list(Resource.objects.filter(pk__in=resources).order_by("pk").values_list("pk", "kind"))
    rooms = [pk for pk, kind in found if kind == Kind.ROOM]
    operators = tuple(pk for pk, kind in found if kind == Kind.OPERATOR)
    units = [UnitNeed(kind, units=(pk,)) for pk, kind in found if pk not in {*rooms, *operators}]
    return Need(
        room=RoomNeed(rooms[0]) if rooms else None,
        more_rooms=tuple(rooms[1:]),
        units=tuple(units),
        operators=OperatorNeed(len(operators), operators) if operators else None,
    )
