"""The sample's agencies, persons, appointments and calendar."""

from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from jumpa.core import keeping
from jumpa.core.access import ADMINISTRATOR
from jumpa.core.actions import seed_calendar
from jumpa.core.actor import SYSTEM, Actor
from jumpa.people.actions.agencies import add_agency
from jumpa.people.actions.appointments import appoint
from jumpa.people.actions.persons import PERSON
from jumpa.people.models import Agency, Appointment, Office, Person
from jumpa.people.queries import actor_for
from jumpa.web.sample.cast import Player, password, players, read

CALENDAR_YEARS = 3
"""This year and the next two."""


def make_calendar(first_year: int) -> None:
    """The usual hours and the holidays from ``first_year`` on."""
    seed_calendar(range(first_year, first_year + CALENDAR_YEARS))


def make_agencies() -> None:
    """The old list of agencies."""
    for one in read("agencies.toml")["agency"]:
        add_agency(Agency(**one), actor=SYSTEM)


def make_people() -> None:
    """The cast with their appointments, the others added in the administrator's name."""
    hashed = make_password(password())
    keeper: Actor = SYSTEM
    for player in players().values():
        person = _person(player, hashed)
        keeping.add(PERSON, person, actor=keeper)
        appoint(_appointment(player, person), actor=keeper)
        keeper = actor_for(person, ADMINISTRATOR) or keeper


def _person(player: Player, hashed: str) -> Person:
    # One hash for all: each is slow on purpose, and it is one password.
    return Person(
        name=player.name,
        nip=player.nip or None,
        email=player.email,
        phone=player.phone,
        rank=player.rank,
        agency=Agency.objects.get(name=player.agency),
        password=hashed,
    )


def _appointment(player: Player, person: Person) -> Appointment:
    office = Office.objects.get(key=player.office)
    today = timezone.localdate()
    if player.standing == "definitif":
        since = _midnight(date(today.year - 1, 1, 2))
        return Appointment(office=office, person=person, start=since)
    return Appointment(
        office=office,
        person=person,
        standing=player.standing,
        start=_midnight(today),
        end=_midnight(today + timedelta(days=player.stands_in_for_days)),
        basis_number=player.basis_number,
        basis_date=today - timedelta(days=3),
    )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def administrator() -> Actor:
    """Who keeps the sample office: the first of the cast."""
    keeper = Person.objects.get(email=next(iter(players().values())).email)
    actor = actor_for(keeper, ADMINISTRATOR)
    if actor is None:
        raise LookupError("The first person of the sample does not administer.")
    return actor
