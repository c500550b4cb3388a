"""What an event needs, declared once: it is allocated, moved and released as one. No Django.

A need names things by primary key where a person chose this very one (it is *pinned*), and by what
they must be able to do where any that fits will serve.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from jumpa.scheduling.rules import Span


@dataclass(frozen=True)
class RoomNeed:
    """This room, or (``room`` None) any active one for ``people`` in ``layout``."""

    room: int | None = None
    people: int | None = None
    layout: str = ""
    needs_connection: bool = True


@dataclass(frozen=True)
class UnitNeed:
    """``count`` units of one kind, out of one pool that fits; ``units``: chosen by hand, pinned.

    Args:
        kind: "equipment", "host_account" or "uplink".
        key: equipment: the pool's key. ``pool``: one pool, by primary key.
        provider, seats, mode: host accounts: of this provider, with at least so many seats.
        site: uplink: the building.
    """

    kind: str
    key: str = ""
    count: int = 1
    pool: int | None = None
    provider: str = ""
    seats: int | None = None
    mode: str = ""
    site: str = ""
    units: tuple[int, ...] = ()


@dataclass(frozen=True)
class OperatorNeed:
    """``count`` operators; those in ``operators`` were chosen by hand.

    ``reason``: why one is taken who is off shift, on leave or without rest; without it that is
    refused.
    """

    count: int = 1
    operators: tuple[int, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Need:
    """All that one event needs; ``setup``, ``test`` and ``teardown`` are minutes that take the
    place of each resource's own, None leaves them. ``more_rooms``: further rooms, chosen by hand.
    """

    room: RoomNeed | None = None
    more_rooms: tuple[int, ...] = ()
    units: tuple[UnitNeed, ...] = ()
    operators: OperatorNeed | None = None
    setup: int | None = None
    test: int | None = None
    teardown: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is needed at all."""
        return not (self.room or self.more_rooms or self.units or self.operators)

    def in_room(self, room: int) -> "Need":
        """The same need in this very room."""
        return replace(self, room=replace(self.room or RoomNeed(), room=room))

    def busy(self, event: Span, setup: int, test: int, teardown: int) -> Span:
        """The reserved time of a resource with these phases (minutes) of its own."""
        before = _or(self.setup, setup) + _or(self.test, test)
        after = _or(self.teardown, teardown)
        return event.widened(timedelta(minutes=before), timedelta(minutes=after))


@dataclass(frozen=True)
class Want:
    """A need at a time: the event's own, aware datetimes."""

    event: Span
    need: Need

    def at(self, start: datetime, end: datetime) -> "Want":
        """The same need at another time."""
        return Want(Span(start, end), self.need)


def _or(chosen: int | None, own: int) -> int:
    return own if chosen is None else chosen


def to_json(need: Need) -> dict[str, Any]:
    """A need as JSON values, without what is not said."""
    return {name: value for name, value in _plain(need).items() if value not in (None, [], "")}


def _plain(need: Need) -> dict[str, Any]:
    return {
        "room": _facts(need.room) if need.room else None,
        "more_rooms": list(need.more_rooms),
        "units": [_facts(one) for one in need.units],
        "operators": _facts(need.operators) if need.operators else None,
        "setup": need.setup,
        "test": need.test,
        "teardown": need.teardown,
    }


def _facts(part: RoomNeed | UnitNeed | OperatorNeed) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in vars(part).items()
    }


def from_json(data: Mapping[str, Any]) -> Need:
    """The need that ``to_json`` wrote."""
    room, operators = data.get("room"), data.get("operators")
    return Need(
        room=RoomNeed(**room) if room is not None else None,
        more_rooms=tuple(data.get("more_rooms", ())),
        units=tuple(
            UnitNeed(**{**unit, "units": tuple(unit["units"])}) for unit in data.get("units", ())
        ),
        operators=OperatorNeed(**{**operators, "operators": tuple(operators["operators"])})
        if operators is not None
        else None,
        setup=data.get("setup"),
        test=data.get("test"),
        teardown=data.get("teardown"),
    )


def want_to_json(want: Want) -> dict[str, Any]:
    """A want as JSON values; times in ISO 8601 with their offset."""
    start, end = want.event.start.isoformat(), want.event.end.isoformat()
    return {"start": start, "end": end, "need": to_json(want.need)}


def want_from_json(data: Mapping[str, Any]) -> Want:
    """The want that ``want_to_json`` wrote."""
    start, end = (datetime.fromisoformat(data[key]) for key in ("start", "end"))
    return Want(Span(start, end), from_json(data["need"]))


def joined(first: Need, second: Need) -> Need:
    """Both needs as one, in the phases of the first; a second room becomes a further one."""
    main = first.room or second.room
    rooms = [need.room.room for need in (first, second) if need.room and need.room is not main]
    more = [*first.more_rooms, *(pk for pk in rooms if pk is not None), *second.more_rooms]
    return replace(
        first,
        room=main,
        more_rooms=tuple(dict.fromkeys(more)),
        units=(*first.units, *second.units),
        operators=_joined_operators(first.operators, second.operators),
    )


def _joined_operators(
    first: OperatorNeed | None, second: OperatorNeed | None
) -> OperatorNeed | None:
    if first is None or second is None:
        return first or second
    operators = (*first.operators, *second.operators)
    return OperatorNeed(first.count + second.count, operators, first.reason or second.reason)
