"""What the sample office lends: rooms, operators, equipment, accounts, lines; what it closes."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.calendar import office_calendar
from jumpa.people.models import Person
from jumpa.scheduling.actions import (
    add_pool,
    add_room,
    add_shifts,
    add_units,
    allocate,
    close_resources,
)
from jumpa.scheduling.models import Kind, Pool, Resource
from jumpa.scheduling.need import Need, OperatorNeed, RoomNeed, UnitNeed, Want
from jumpa.scheduling.numbering import counted_up, numbered
from jumpa.scheduling.rules import Span
from jumpa.web.sample.cast import players, read
from jumpa.web.sample.clock import moment_of
from jumpa.web.sample.office import administrator


def make_rooms() -> None:
    """The rooms, added by the administrator."""
    actor = administrator()
    for one in read("rooms.toml")["room"]:
        add_room(Resource(**one), actor=actor)


def make_pools() -> None:
    """Everything else that can be booked."""
    actor = administrator()
    told = read("resources.toml")
    _make_operators(told["operators"], actor)
    for one in told["equipment"]:
        count, first = one.pop("units"), one.pop("inventory")
        names = numbered(one["name"], 1, count)
        made = zip(names, counted_up(first, count), strict=True)
        units = [Resource(name=name, inventory_number=number) for name, number in made]
        _fill(Kind.EQUIPMENT, one, units, actor)
    for one in told["host_account"]:
        accounts = one.pop("accounts")
        units = [
            Resource(name=name, account=account)
            for account, meetings in accounts
            for name in numbered(f"{account} rapat", 1, meetings)
        ]
        _fill(Kind.HOST_ACCOUNT, one, units, actor)
    for one in told["uplink"]:
        base = _("%(line)s kanal") % {"line": one["name"]}
        streams = [Resource(name=name) for name in numbered(base, 1, one.pop("streams"))]
        _fill(Kind.UPLINK, one, streams, actor)


def _fill(kind: Kind, facts: dict[str, Any], units: list[Resource], actor: Actor) -> Pool:
    pool = add_pool(Pool(kind=kind, **facts), actor=actor)
    for place, unit in enumerate(units, 1):
        unit.order = place
    add_units(pool, units, actor=actor)
    return pool


def _make_operators(told: dict[str, Any], actor: Actor) -> None:
    served = {one["key"]: one["shifts"] for one in told.pop("person")}
    persons = {key: _person(key) for key in served}
    units = [Resource(name=person.name, person=person) for person in persons.values()]
    _fill(Kind.OPERATOR, told, units, actor)
    for unit, shifts in zip(units, served.values(), strict=True):
        for weekdays, start, end in shifts:
            add_shifts(unit, weekdays, start, end, actor=actor)


def make_closures() -> None:
    """A room under maintenance and an operator on leave."""
    actor = administrator()
    for one in read("resources.toml")["closure"]:
        rooms = Resource.objects.rooms().filter(name__in=one.get("rooms", ()))
        away = Resource.objects.filter(person__in=[_person(key) for key in one.get("persons", ())])
        start, end = (_moment(*when) for when in zip(one["days"], one["hours"], strict=True))
        close_resources(
            [*rooms, *away],
            start,
            end,
            reason=one["reason"],
            note=one.get("note", ""),
            actor=actor,
        )


def _person(key: str) -> Person:
    return Person.objects.get(email=players()[key].email)


def _moment(days: int, hour: time) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, hour))


def make_own_events() -> None:
    """What the office does in its rooms itself, so that the timetable is not bare."""
    actor, calendar, now = administrator(), office_calendar(), timezone.now()
    for number, one in enumerate(read("resources.toml")["own_event"], 1):
        need = _own_need(one)
        wants = [
            Want(
                Span(*(moment_of([days, clock], now, calendar) for clock in (begin, finish))), need
            )
            for days, begin, finish in one["times"]
        ]
        allocate(f"contoh-{number}", wants, label=one["label"], actor=actor, state="confirmed")


def _own_need(one: dict[str, Any]) -> Need:
    room = Resource.objects.rooms().get(name=one["room"])
    units = [
        UnitNeed(Kind.EQUIPMENT, key=key, count=count)
        for key, count in one.get("equipment", {}).items()
    ]
    if "seats" in one:
        units.append(UnitNeed(Kind.HOST_ACCOUNT, provider="zoom", seats=one["seats"]))
    return Need(RoomNeed(room.pk), units=tuple(units), operators=OperatorNeed(one["operators"]))
