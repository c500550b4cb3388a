"""Makers of rows for tests: sound by default, ``**changes`` for what a test is about."""

from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from itertools import count
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from jumpa.people.models import Agency, Appointment, Office, Person

PASSWORD = "kata-sandi-uji"
_numbers = count(1)


@cache
def _hash(password: str) -> str:
    # Once per run: a hash is slow on purpose.
    return make_password(password)


def make_agency(name: str = "", **changes: Any) -> Agency:
    """An agency; a name of its own if none is given."""
    return Agency.objects.create(name=name or f"Dinas Percobaan {next(_numbers)}", **changes)


def make_office(key: str) -> Office:
    """The office of the first migration, made again where a test run has emptied the tables."""
    offices = import_module("jumpa.people.migrations.0002_offices").OFFICES
    order, (_key, title, is_single, is_agency_bound) = next(
        (order, row) for order, row in enumerate(offices, start=1) if row[0] == key
    )
    defaults = {
        "title": title,
        "is_single": is_single,
        "is_agency_bound": is_agency_bound,
        "order": order,
    }
    return Office.objects.get_or_create(key=key, defaults=defaults)[0]


def make_person(
    office: str = "", *, agency: Agency | None = None, password: str = PASSWORD, **changes: Any
) -> Person:
    """A person who can log in with ``PASSWORD``, appointed to ``office`` since yesterday if given.

    A holder of an agency-bound office gets an agency.
    """
    number = next(_numbers)
    changes.setdefault("name", f"Pegawai {number}")
    changes.setdefault("email", f"pegawai{number}@contoh.go.id")
    if office and agency is None and make_office(office).is_agency_bound:
        agency = make_agency()
    person = Person.objects.create(agency=agency, password=_hash(password), **changes)
    if office:
        make_appointment(person, office)
    return person


def make_appointment(
    person: Person, office: str, *, start: datetime | None = None, **changes: Any
) -> Appointment:
    """An appointment since yesterday, without end, definitive; a stand-in gets a basis letter."""
    held = make_office(office)
    if changes.get("standing", "definitif") != "definitif":
        changes.setdefault("basis_number", "800.1.3/7/2026")
        changes.setdefault("basis_date", timezone.localdate())
    changes.setdefault("is_exclusive", held.is_single)
    return Appointment.objects.create(
        office=held, person=person, start=start or timezone.now() - timedelta(days=1), **changes
    )
