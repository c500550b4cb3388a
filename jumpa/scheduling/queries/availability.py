"""Which room is free at a time, and who holds it if not."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.scheduling import wording
from jumpa.scheduling.models import Closure, Reservation, Resource, ResourceQuerySet, to_range
from jumpa.scheduling.rules import Span


@dataclass(frozen=True)
class Holding:
    """What another event (or offer) has of a resource.

    ``start`` and ``end`` are the event's own time; ``busy_start`` and ``busy_end`` include its
    set-up and teardown. Show ``label`` only to whom ``rules.may_see_labels``.
    """

    owner: str
    label: str
    resource_name: str
    start: datetime
    end: datetime
    state: str
    busy_start: datetime
    busy_end: datetime
    is_offer: bool = False

    @property
    def state_title(self) -> str:
        """The state in the user's words."""
        if self.is_offer:
            return _("ditahan untuk tawaran")
        return _("pasti") if self.is_confirmed else _("ditahan")

    @property
    def is_confirmed(self) -> bool:
        """Whether it is firm."""
        return self.state == Reservation.State.CONFIRMED

    @property
    def time(self) -> str:
        """ "pukul 09.00–11.00 WIB"."""
        return wording.hours(Span(self.start, self.end))

    def describe(self, *, show_label: bool) -> str:
        """One line for a message; without the label it only says that the time is taken."""
        facts = {
            "name": self.resource_name,
            "time": wording.occasion(Span(self.start, self.end)),
            "label": self.label if show_label else _("Terpakai"),
            "state": self.state_title,
        }
        if show_label:
            return _("%(name)s, %(time)s: %(label)s (%(state)s)") % facts
        return _("%(name)s, %(time)s: %(label)s") % facts


@dataclass(frozen=True)
class RoomAvailability:
    """A room, and what stands in the way of an event in it."""

    room: Resource
    holdings: tuple[Holding, ...]
    closures: tuple[Closure, ...] = ()

    @property
    def is_free(self) -> bool:
        """Whether nothing does."""
        return not self.holdings and not self.closures


def rooms() -> ResourceQuerySet:
    """The rooms that can be booked, in the office's order."""
    return Resource.objects.rooms().active()


def as_holding(reservation: Reservation) -> Holding:
    """What the reservation, read with its resource, has of it."""
    event, busy = reservation.span, reservation.busy
    return Holding(
        reservation.owner,
        reservation.label,
        reservation.resource.name,
        event.start,
        event.end,
        reservation.state,
        busy.start,
        busy.end,
        reservation.is_offer,
    )


def _in_the_way(
    resources: Sequence[Resource], event: Span, exclude_owner: str
) -> Iterable[Reservation]:
    """Reservations that clash with the event, each resource with its own buffers; one query."""
    if not resources:
        return []
    busy = {resource.pk: resource.reserved(event) for resource in resources}
    widest = Span(
        min(span.start for span in busy.values()), max(span.end for span in busy.values())
    )
    found = (
        Reservation.objects.living()
        .filter(resource__in=busy)
        .exclude(owner=exclude_owner)
        .overlapping(widest)
        .select_related("resource")
        .order_by("during")
    )
    return [one for one in found if one.busy.overlaps(busy[one.resource_id])]


def _closed(busy: Mapping[int, Span]) -> dict[int, list[Closure]]:
    """By room, what closes it in its reserved time; one query."""
    found: dict[int, list[Closure]] = {pk: [] for pk in busy}
    if not busy:
        return found
    widest = Span(
        min(span.start for span in busy.values()), max(span.end for span in busy.values())
    )
    standing = Closure.objects.standing().filter(
        resource__in=busy, during__overlap=to_range(widest)
    )
    for closure in standing.order_by("during"):
        if closure.span.overlaps(busy[closure.resource_id]):
            found[closure.resource_id].append(closure)
    return found


def closures_of(room: Resource, event: Span) -> list[Closure]:
    """What closes the room in the time that an event would reserve; one query."""
    return _closed({room.pk: room.reserved(event)})[room.pk]


def holdings(
    resource: Resource, start: datetime, end: datetime, exclude_owner: str = ""
) -> list[Holding]:
    """What stands in the way of an event at that time, by time; one query."""
    found = _in_the_way([resource], Span(start, end), exclude_owner)
    return [as_holding(reservation) for reservation in found]


def held_of(resources: Collection[int], during: Span, exclude_owner: str = "") -> list[Holding]:
    """What overlaps a reserved time on these resources, by time; one query."""
    found = (
        Reservation.objects.living()
        .filter(resource__in=resources)
        .exclude(owner=exclude_owner)
        .overlapping(during)
        .select_related("resource")
        .order_by("during")
    )
    return [as_holding(reservation) for reservation in found]


def room_availability(
    start: datetime, end: datetime, *, exclude_owner: str = ""
) -> list[RoomAvailability]:
    """Every active room and what stands in the way of an event at that time; three queries."""
    all_rooms = list(rooms())
    event = Span(start, end)
    taken: dict[int, list[Holding]] = {room.pk: [] for room in all_rooms}
    for reservation in _in_the_way(all_rooms, event, exclude_owner):
        taken[reservation.resource_id].append(as_holding(reservation))
    closed = _closed({room.pk: room.reserved(event) for room in all_rooms})
    return [_availability(room, taken, closed) for room in all_rooms]


def _availability(
    room: Resource, taken: Mapping[int, list[Holding]], closed: Mapping[int, list[Closure]]
) -> RoomAvailability:
    return RoomAvailability(room, tuple(taken[room.pk]), tuple(closed[room.pk]))


def holdings_ahead(resources: Collection[Resource] | ResourceQuerySet) -> list[Holding]:
    """What has these resources now or later, by time; one query."""
    found = (
        Reservation.objects.living()
        .filter(resource__in=resources, during__endswith__gt=timezone.now())
        .select_related("resource")
        .order_by("during")
    )
    return [as_holding(reservation) for reservation in found]


def room_days(day: date) -> list[RoomAvailability]:
    """Every active room and what has or closes it on that local day; three queries."""
    midnight = timezone.make_aware(datetime.combine(day, time()))
    whole = Span(midnight, midnight + timedelta(days=1))
    all_rooms = list(rooms())
    taken: dict[int, list[Holding]] = {room.pk: [] for room in all_rooms}
    found = Reservation.objects.living().filter(
        resource__in=all_rooms, event__overlap=to_range(whole)
    )
    for reservation in found.overlapping(whole).select_related("resource").order_by("event"):
        taken[reservation.resource_id].append(as_holding(reservation))
    closed = _closed({room.pk: whole for room in all_rooms})
    return [_availability(room, taken, closed) for room in all_rooms]
