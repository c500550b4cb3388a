"""What a request needs of what can be booked, read from its fields.

Only what the office keeps as units can be needed: a kind of equipment with an active pool, an
application with a pool of host accounts, an operator where there are operators, a stream where the
building's line is divided. All else that was asked for stays words on the request, as before.

``office_need`` of a request is what the office decided otherwise: ``counts`` (key of the equipment
list to how many), ``operator_count``, ``operators`` (chosen by hand, primary keys) with their
``operator_reason``, and ``units`` (``unit_key`` to the primary keys of units chosen by hand).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from jumpa.intake.models import ServiceRequest
from jumpa.intake.series import SeriesDate, read_dates
from jumpa.scheduling.models import Resource
from jumpa.scheduling.need import Need, OperatorNeed, RoomNeed, UnitNeed, Want
from jumpa.scheduling.queries import Accounts, Managed, managed

HOST_ACCOUNT = "akun_host"
"""Key of the equipment list that asks for host accounts, which are pools of their own."""

_ANY_LAYOUT = "khusus"
_WEBINAR = "webinar"


def need_of(
    request: ServiceRequest, there: Managed | None = None, *, room: Resource | None = None
) -> Need:
    """All that the request's event needs, without its time.

    Args:
        there: what the office keeps as units; read where it is not given (two queries).
        room: a room for this date only, in place of the request's.
    """
    there = managed() if there is None else there
    room = room or request.room
    units = (
        *_equipment(request, there),
        *_host_account(request, there.accounts),
        *_uplink(request, room, there),
    )
    chosen = request.office_need.get("units", {})
    return Need(
        room=_room(request, room),
        units=tuple(part for unit in units for part in _by_hand(unit, chosen)),
        operators=_operators(request, there),
        setup=request.setup_minutes,
        test=request.test_minutes,
        teardown=request.teardown_minutes,
    )


def wants_of(request: ServiceRequest, there: Managed | None = None) -> list[Want]:
    """What the request wants: its need at its time, or at each date that was not left out.

    Empty without a time, or with nothing needed. An impossible time is refused where it is
    allocated.
    """
    if request.start is None or request.end is None:
        return []
    dates = read_dates(request.occurrences.select_related("room")) if request.pk else ()
    whole = (SeriesDate(request.start, request.start, request.end),)
    return wants_for(request, dates or whole, there)


def wants_for(
    request: ServiceRequest, dates: Sequence[SeriesDate], there: Managed | None = None
) -> list[Want]:
    """The request's need at each of these dates, but those left out; each in its own room."""
    there = managed() if there is None else there
    wants = [
        Want(date.event, need_of(request, there, room=date.room))
        for date in dates
        if not date.is_skipped
    ]
    return [want for want in wants if not want.need.is_empty]


def sought_of(request: ServiceRequest, there: Managed | None = None, *, ours: bool = False) -> Need:
    """The request's need as a search for alternatives takes it.

    Where any room will do, the stream is one of the line of whichever building it is in.

    Args:
        ours: in any room of ours, though the requester has a place of their own.
    """
    there = managed() if there is None else there
    need = need_of(request, there)
    if request.room is not None or not (request.any_room or ours):
        return need
    stream = (UnitNeed("uplink"),) if there.sites else ()
    return replace(need, room=_any_room(request), units=(*need.units, *stream))


def _room(request: ServiceRequest, room: Resource | None) -> RoomNeed | None:
    """This room, any that serves, or none at the requester's own place."""
    if room is None and not request.any_room:
        return None
    return replace(_any_room(request), room=room.pk if room else None)


def _any_room(request: ServiceRequest) -> RoomNeed:
    layout = "" if request.layout == _ANY_LAYOUT else request.layout
    return RoomNeed(None, request.people_in_room, layout)


def unit_key(kind: str, key: str, provider: str, site: str) -> str:
    """How ``office_need`` names what a unit is for, of a need as of a pool."""
    return f"{kind}:{key or provider or site}"


def _by_hand(unit: UnitNeed, chosen: Mapping[str, Sequence[int]]) -> list[UnitNeed]:
    """The need for the units that were chosen by hand, and for those that are left to choose."""
    pinned = chosen.get(unit_key(unit.kind, unit.key, unit.provider, unit.site), ())
    if not pinned:
        return [unit]
    rest = unit.count - len(pinned)
    by_hand = replace(unit, count=len(pinned), units=tuple(pinned))
    return [by_hand, replace(unit, count=rest)] if rest > 0 else [by_hand]


def _operators(request: ServiceRequest, there: Managed) -> OperatorNeed | None:
    office = request.office_need
    chosen = tuple(office.get("operators", ()))
    asked = int("operator" in request.needs and bool(there.operators))
    count = max(office.get("operator_count", asked), len(chosen))
    return OperatorNeed(count, chosen, office.get("operator_reason", "")) if count else None


def _equipment(request: ServiceRequest, there: Managed) -> list[UnitNeed]:
    return [
        UnitNeed("equipment", key=key, count=count)
        for key, count in {**request.equipment, **request.office_need.get("counts", {})}.items()
        if count and key != HOST_ACCOUNT and key in there.equipment
    ]


def _host_account(request: ServiceRequest, accounts: tuple[Accounts, ...]) -> list[UnitNeed]:
    """Accounts of the application, for all who join from elsewhere."""
    count = request.equipment.get(HOST_ACCOUNT, 0) or int(request.host == "kami")
    own = [one for one in accounts if one.provider == request.application]
    if not count or not own:
        return []
    return [
        UnitNeed(
            "host_account",
            count=count,
            provider=request.application,
            seats=seats_of(request.people_online, request.sites),
            mode=_mode(request.event_kind, own),
        )
    ]


def seats_of(people_online: int | None, sites: int | None) -> int | None:
    """Who joins from elsewhere: each person and each site; None where neither was said."""
    return (people_online or 0) + (sites or 0) or None


def most_seats(values: Mapping[str, Any], accounts: Sequence[Accounts]) -> int | None:
    """How many our largest account of the application takes, where more would join; else None.

    None also where somebody else hosts, or no account of the application is kept.
    """
    own = [one for one in accounts if one.provider == values.get("application")]
    seats = seats_of(values.get("people_online"), values.get("sites"))
    if values.get("host") != "kami" or any(one.holds(seats) for one in own):
        return None
    return max((one.seats or 0 for one in own), default=None)


def _mode(event_kind: str, own: list[Accounts]) -> str:
    """A webinar wants a webinar account and all else a meeting's, where there are such."""
    mode = "webinar" if event_kind == _WEBINAR else "meeting"
    return mode if any(one.mode == mode for one in own) else ""


def _uplink(request: ServiceRequest, room: Resource | None, there: Managed) -> list[UnitNeed]:
    """One stream of the building of our own room.

    Of any room the building is not known yet: a stream of whichever it will be is asked for only
    where each building has its line divided, or a room without would count as one that won't do.
    """
    if room is not None:
        return [UnitNeed("uplink", site=room.building)] if room.building in there.sites else []
    if request.any_room and there.buildings and there.buildings <= there.sites:
        return [UnitNeed("uplink")]
    return []
