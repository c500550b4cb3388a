from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from config import env
from jumpa.core.access import ADMINISTRATOR
from jumpa.core.actor import SYSTEM
from jumpa.core.errors import DomainError
from jumpa.people.actions.appointments import appoint
from jumpa.people.actions.persons import add_person
from jumpa.people.forms import PersonForm
from jumpa.people.models import Appointment, Office, Person


class Command(BaseCommand):
    """Make the first administrator of a new installation."""

    help = (
        "Adds a person who administers. The password is asked for, or taken from"
        " JUMPA_ADMINISTRATOR_PASSWORD or the file JUMPA_ADMINISTRATOR_PASSWORD_FILE."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name and e-mail address; the password is never an argument."""
        parser.add_argument("--name", required=True, help="with titles, as letters print it")
        parser.add_argument("--email", required=True)
        parser.add_argument("--nip", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add the person and the appointment, or say what is wrong."""
        form = PersonForm({name: options[name] for name in ("name", "email", "nip")})
        if not form.is_valid():
            faults = [
                f"{name}: {message}" for name, found in form.errors.items() for message in found
            ]
            raise CommandError("\n".join(faults))
        person = Person(**form.values)
        password = _password()
        try:
            validate_password(password, person)
            with transaction.atomic():
                add_person(person, actor=SYSTEM, password=password)
                office = Office.objects.get(key=ADMINISTRATOR)
                appoint(
                    Appointment(office=office, person=person, start=timezone.now()), actor=SYSTEM
                )
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"{person.name} <{person.email}> can log in and administer.")


def _password() -> str:
    try:
        given = env.text("JUMPA_ADMINISTRATOR_PASSWORD", "")
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from error
    if given:
        return given
    first, second = getpass("Password: "), getpass("Password again: ")
    if first != second:
        raise CommandError("The two passwords differ.")
    return first
