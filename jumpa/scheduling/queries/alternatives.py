"""What else would do, nearest first, each with its reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.calendar import office_calendar
from jumpa.scheduling import rules, wording
from jumpa.scheduling.models import Reservation, Resource
from jumpa.scheduling.need import Want
from jumpa.scheduling.rules import Span

# Far enough for a long holiday, near enough to be an answer.
DAYS_AHEAD = 14


@dataclass(frozen=True)
class Alternative:
    """A free room and time for an event, and in what it differs from what was wanted."""

    resource: Resource
    start: datetime
    end: datetime
    reason: str

    @property
    def occasion(self) -> str:
        """ "Selasa, 24 November 2026, pukul 09.00–11.00 WIB"."""
        return wording.occasion(Span(self.start, self.end))


@dataclass(frozen=True)
class _Search:
    """What was asked, and all that bears on the answer, read in four queries."""

    wanted: Resource
    event: Span
    now: datetime
    people: int | None
    others: Sequence[Resource]
    taken: dict[int, list[Span]]
    days: Sequence[date]

    def is_free(self, resource: Resource, event: Span) -> bool:
        return event.start > self.now and rules.is_free(
            resource.reserved(event), self.taken[resource.pk]
        )


def alternatives(
    resource: Resource,
    start: datetime,
    end: datetime,
    *,
    exclude_owner: str = "",
    limit: int = 5,
    people: int | None = None,
) -> list[Alternative]:
    """Free rooms and times near the wanted ones, for as many people; four queries.

    In this order: other connected rooms at that time (nearest capacity first), the same room on
    that day (nearest time first), the same room on the working days that follow. Other times lie
    inside the opening hours and none in the past. What ``exclude_owner`` has counts as free.
    """
    event = Span(timezone.localtime(start), timezone.localtime(end))
    search = _search(resource, event, exclude_owner, people)
    kinds = [list(_other_rooms(search)), list(_that_day(search)), list(_later_days(search))]
    return rules.fair_share(kinds, limit)


def _search(resource: Resource, event: Span, exclude_owner: str, people: int | None) -> _Search:
    now = timezone.localtime()
    first = max(event.start, now).date()
    days = [first + timedelta(days=count) for count in range(DAYS_AHEAD + 1)]
    others = [
        room
        for room in Resource.objects.rooms().active().filter(has_connection=True)
        if room.pk != resource.pk
    ]
    taken = _taken(resource, others, event, days, exclude_owner)
    calendar = office_calendar()
    working = [day for day in days if calendar.is_working_day(day)]
    return _Search(resource, event, now, people, others, taken, working)


def _taken(
    resource: Resource,
    others: Sequence[Resource],
    event: Span,
    days: Sequence[date],
    exclude_owner: str,
) -> dict[int, list[Span]]:
    zone = event.start.tzinfo or timezone.get_current_timezone()
    buffer = rules.LONGEST_BUFFER
    at_that_time = Reservation.objects.filter(resource__in=others).overlapping(
        event.widened(buffer, buffer)
    )
    horizon = Span(rules.open_hours(days[0], zone).start, rules.open_hours(days[-1], zone).end)
    in_that_room = Reservation.objects.filter(resource=resource).overlapping(
        horizon.widened(buffer, buffer)
    )
    found = (at_that_time | in_that_room).living().exclude(owner=exclude_owner)
    taken: dict[int, list[Span]] = {room.pk: [] for room in (resource, *others)}
    for pk, during in found.values_list("resource_id", "during"):
        taken[pk].append(Span(during.lower, during.upper))
    return taken


def _seats(search: _Search, room: Resource) -> bool:
    return search.people is None or room.capacity is None or room.capacity >= search.people


def _other_rooms(search: _Search) -> Iterator[Alternative]:
    def distance(room: Resource) -> int:
        return abs((room.capacity or 0) - (search.wanted.capacity or 0))

    for room in sorted(search.others, key=distance):
        if _seats(search, room) and search.is_free(room, search.event):
            yield Alternative(
                room, search.event.start, search.event.end, _("Ruang lain pada waktu yang sama")
            )


def _serves(search: _Search) -> bool:
    wanted = search.wanted
    return wanted.is_active and wanted.has_connection and _seats(search, wanted)


def _hours(search: _Search, day: date) -> Span:
    return rules.open_hours(day, search.event.start.tzinfo or timezone.get_current_timezone())


def _that_day(search: _Search) -> Iterator[Alternative]:
    if not _serves(search):
        return
    event = search.event
    times = rules.other_times(event, _hours(search, event.start.date()))
    free = (span for span in times if search.is_free(search.wanted, span))
    for span in rules.nearest_each_side(event, free):
        reason = _("Ruang sama, %(other_time)s") % {
            "other_time": wording.other_time(span.start - event.start)
        }
        yield Alternative(search.wanted, span.start, span.end, reason)


def _later_days(search: _Search) -> Iterator[Alternative]:
    if not _serves(search):
        return
    for day in search.days:
        shift = day - search.event.start.date()
        if shift <= timedelta(0):
            continue
        hours, event = _hours(search, day), search.event.moved(shift)
        times = [event] if hours.contains(event) else []
        times += rules.other_times(event, hours)
        span = next((span for span in times if search.is_free(search.wanted, span)), None)
        if span:
            yield Alternative(search.wanted, span.start, span.end, _later_reason(event, span))


def _later_reason(event: Span, span: Span) -> str:
    if span == event:
        return _("Ruang sama, hari lain pada jam yang sama")
    return _("Ruang sama, hari lain, %(other_time)s") % {
        "other_time": wording.other_time(span.start - event.start)
    }


def alternatives_to(want: Want, *, exclude_owner: str = "", limit: int = 5) -> list[Alternative]:
    """Free rooms and times near a want that can't be had; none for a want without a room."""
    need = want.need.room
    room = Resource.objects.filter(pk=need.room).first() if need and need.room else None
    if need is None or room is None:
        return []
    return alternatives(
        room,
        want.event.start,
        want.event.end,
        exclude_owner=exclude_owner,
        limit=limit,
        people=need.people,
    )
