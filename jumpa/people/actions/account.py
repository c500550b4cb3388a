"""One's own account."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jumpa.core import keeping
from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed
from jumpa.people.actions.persons import TAKEN
from jumpa.people.models import Person

_ACCOUNT = keeping.Keeping("people.account", ("phone", "email"), TAKEN)


def _only(person: Person) -> Callable[[Actor], None]:
    def allow(actor: Actor) -> None:
        if actor.person_id != person.pk:
            raise NotAllowed(_("Anda hanya dapat mengubah akun Anda sendiri."))

    return allow


def change_contact(
    person: Person, values: Mapping[str, Any], *, seen: Mapping[str, Any], actor: Actor
) -> Person:
    """Change one's own phone number or e-mail address; see ``keeping.edit`` for the errors."""
    return keeping.edit(_ACCOUNT, person, values, seen=seen, actor=actor, allow=_only(person))


@transaction.atomic
def change_password(person: Person, password: str, *, actor: Actor) -> Person:
    """Set one's own password, which ends all other sessions; the form has checked the old one."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    _only(person)(actor)
    locked.set_password(password)
    locked.save(update_fields=["password"])
    keeping.note(_ACCOUNT, locked, "change_password", actor=actor)
    return locked
