"""What else would do, ranked, each with in what it differs and why it stands where it does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone

from jumpa.core.calendar import office_calendar
from jumpa.scheduling import option_words, wording
from jumpa.scheduling.models import Kind, Resource
from jumpa.scheduling.need import Want
from jumpa.scheduling.planning import RoomFacts
from jumpa.scheduling.queries.board import load_board
from jumpa.scheduling.queries.picture import seconds
from jumpa.scheduling.rules import Span
from jumpa.scheduling.searching import Kind as Differs
from jumpa.scheduling.searching import Option, Search, Wish


@dataclass(frozen=True)
class Alternative:
    """A free room and time for an event, and in what it differs from what was wanted.

    Args:
        resource: the room; None for a need without one.
        reason: in what it differs. ``why``: why it ranks where it does.
        want: all that is needed, there and then; None for a room alone.
    """

    resource: Resource | None
    start: datetime
    end: datetime
    reason: str
    why: str = ""
    kind: Differs = Differs.ROOM
    want: Want | None = None

    @property
    def occasion(self) -> str:
        """ "Selasa, 24 November 2026, pukul 09.00–11.00 WIB"."""
        return wording.occasion(Span(self.start, self.end))

    @property
    def title(self) -> str:
        """Room and time, or the time alone."""
        return f"{self.resource.name}, {self.occasion}" if self.resource else self.occasion

    @property
    def value(self) -> str:
        """What a form sends for it: the room's ref (empty without one), start and end."""
        ref = self.resource.ref if self.resource else ""
        return "|".join([ref, self.start.isoformat(), self.end.isoformat()])


def alternatives_for(
    want: Want,
    *,
    exclude_owner: str = "",
    days: int = 14,
    limit: int = 10,
    lead: bool = True,
) -> list[Alternative]:
    """Other rooms and times at which all of the want can be had, in few queries.

    In this order, of each kind in turn so that none crowds out the others: other rooms at that
    time, other times of that day, other working days, rooms that lack the layout or some seats.

    Args:
        exclude_owner: what it has counts as free.
        days: so many calendar days before and after are looked at.
        lead: propose other times only from the office's lead time on, unless what was wanted is
            sooner itself.
    """
    event = Span(timezone.localtime(want.event.start), timezone.localtime(want.event.end))
    board, refs = load_board(want.need, exclude_owner=exclude_owner)
    earliest = _earliest(event, timezone.localtime(), lead=lead)
    wish = Wish(
        want.need,
        seconds(event.start),
        seconds(event.end),
        [seconds(_midnight(day)) for day in _other_days(event, earliest, days)],
        seconds(earliest),
    )
    search = Search(board, wish)
    options = search.options(limit)
    return [_told(one, search, refs) for one in options]


def _earliest(event: Span, now: datetime, *, lead: bool) -> datetime:
    """Before this no other time is proposed; the lead time gives way to a wish that is nearer."""
    if not lead:
        return now
    first = now + timedelta(days=settings.LEAD_DAYS)
    if now < event.start < first:
        return max(now, _midnight(event.start.date()))
    return first


def _other_days(event: Span, earliest: datetime, days: int) -> list[date]:
    """Working days around the wanted one, or around the first possible, nearest first."""
    wanted = event.start.date()
    middle = max(wanted, earliest.date())
    calendar = office_calendar()
    return [
        day
        for day in _around(middle, days)
        if day != wanted and day >= earliest.date() and calendar.is_working_day(day)
    ]


def _around(middle: date, days: int) -> Iterator[date]:
    yield middle
    for distance in range(1, days + 1):
        yield middle + timedelta(days=distance)
        yield middle - timedelta(days=distance)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _told(option: Option, search: Search, refs: dict[int, str]) -> Alternative:
    start, end = (
        datetime.fromtimestamp(at, timezone.get_current_timezone())
        for at in (option.start, option.end)
    )
    need = search.wish.need.room
    room = search.board.facts.rooms.get(option.room) if option.room is not None else None
    return Alternative(
        _resource(room, refs[room.pk]) if room is not None else None,
        start,
        end,
        option_words.difference(option, room, need),
        option_words.merit(option, room, need),
        option.kind,
        Want(Span(start, end), search.trial.need_in(option.room)),
    )


def _resource(room: RoomFacts, ref: str) -> Resource:
    """The room as a record: what the facts do not tell is read if anyone asks for it."""
    names = ["id", "ref", "kind", "name", "capacity", "building", "has_connection", "order"]
    values = [
        room.pk,
        ref,
        Kind.ROOM,
        room.name,
        room.capacity,
        room.building,
        room.has_connection,
        room.order,
    ]
    return Resource.from_db(DEFAULT_DB_ALIAS, names, values)
