"""Persons and their passwords, kept by the administrator."""

import secrets
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core import keeping
from jumpa.core.access import ADMINISTRATOR, require_administrator
from jumpa.core.actor import Actor
from jumpa.core.errors import Refused
from jumpa.people.models import Appointment, Office, Person

TAKEN = {
    "people_person_email_key": ("email", gettext_lazy("Pos-el ini sudah dipakai orang lain.")),
    "people_person_nip_key": ("nip", gettext_lazy("NIP ini sudah dipakai orang lain.")),
}
PERSON = keeping.Keeping(
    "people.person", ("name", "nip", "email", "phone", "rank", "agency"), TAKEN
)
_STANDING = keeping.Keeping("people.person", ("is_active",))
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def new_password() -> str:
    """Three groups of four characters without look-alikes (59 bits), fit for reading out."""
    return "-".join("".join(secrets.choice(_LETTERS) for _i in range(4)) for _j in range(3))


@transaction.atomic
def add_person(person: Person, *, actor: Actor, password: str = "") -> str:
    """Add a person and return their first password, made up unless given.

    The password is told this once and kept only as a hash: a replay returns "".
    """
    password = password or new_password()
    person.set_password(password)
    saved = keeping.add(PERSON, person, actor=actor)
    return password if saved is person else ""


def edit_person(
    person: Person, values: Mapping[str, Any], *, seen: Mapping[str, Any], actor: Actor
) -> Person:
    """Change a person's data; see ``keeping.edit`` for the errors."""
    return keeping.edit(PERSON, person, values, seen=seen, actor=actor)


@transaction.atomic
def reset_password(person: Person, *, actor: Actor) -> str:
    """Give a person a new password, which ends their sessions, and return it this once."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    require_administrator(actor)
    password = new_password()
    locked.set_password(password)
    locked.save(update_fields=["password"])
    keeping.note(PERSON, locked, "reset_password", actor=actor)
    return password


@transaction.atomic
def set_person_active(person: Person, is_active: bool, *, actor: Actor) -> Person:
    """Let a person log in, or no longer; the last administrator always can.

    Raises:
        NotAllowed, Refused: not an administrator; nobody would be left who administers.
    """
    lock_administration()
    verb = "activate" if is_active else "deactivate"
    saved = keeping.edit(_STANDING, person, {"is_active": is_active}, actor=actor, verb=verb)
    keep_an_administrator()
    return saved


def lock_administration() -> None:
    """Let only one change at a time touch who administers."""
    list(Office.objects.select_for_update().filter(key=ADMINISTRATOR))


def keep_an_administrator() -> None:
    """Refuse, and so undo, a change after which nobody could administer."""
    if not Appointment.objects.valid().filter(office__key=ADMINISTRATOR).exists():
        raise Refused(_("Harus selalu ada satu administrator yang aktif."))
