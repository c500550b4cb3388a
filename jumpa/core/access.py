"""Who may keep the office's facts: its administrator.

The persons stand above this slice, so they hand in how an actor is found. Until they do, nobody
is an administrator.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from jumpa.core.actor import SYSTEM, Actor
from jumpa.core.errors import NotAllowed

ADMINISTRATOR = "administrator"

ActorSource = Callable[[Any, str], Actor | None]
_sources: list[ActorSource] = []


def register_actor_source(source: ActorSource) -> None:
    """Let ``source(user, office_key)`` say as whom a logged-in user acts, None if not at all."""
    _sources[:] = [source]


def administrator(user: object) -> Actor:
    """The actor as whom ``user`` administers.

    Raises:
        NotAllowed: they hold no such appointment at this moment.
    """
    for source in _sources:
        actor = source(user, ADMINISTRATOR)
        if actor is not None:
            return actor
    raise NotAllowed(_("Halaman ini hanya untuk administrator."))


def require_administrator(actor: Actor) -> None:
    """Refuse an action by anyone but an administrator or the program itself.

    Raises:
        NotAllowed: ``actor`` acts for another office.
    """
    if actor.office_key != ADMINISTRATOR and actor != SYSTEM:
        raise NotAllowed(_("Hanya administrator yang dapat mengubah data ini."))
