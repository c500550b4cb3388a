"""As whom someone keeps what can be booked, closes it, or moves what is booked."""

from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed
from jumpa.people.models import Person
from jumpa.people.queries import actor_for
from jumpa.scheduling import rules

KEEPS, CLOSES, MOVES = "keep_resources", "close_resources", "move_schedule"
"""The duties that a stand-in's scope may name."""


def keeper(user: object) -> Actor:
    """The actor as whom ``user`` keeps resources.

    Raises:
        NotAllowed: they are no administrator.
    """
    actor = actor_for(user, "administrator", duty=KEEPS) if isinstance(user, Person) else None
    if actor is None:
        raise NotAllowed(_("Hanya administrator yang mengelola sumber daya."))
    return actor


def closer(user: object) -> Actor:
    """The actor as whom ``user`` closes resources for a time.

    Raises:
        NotAllowed: they hold no office that may.
    """
    actor = actor_for(user, rules.CLOSERS, duty=CLOSES) if isinstance(user, Person) else None
    if actor is None:
        raise NotAllowed(_("Hanya administrator dan Subkor ILE yang menutup sumber daya."))
    return actor


def keeps(user: object) -> bool:
    """Whether ``keeper`` would let them in; for links."""
    return isinstance(user, Person) and (actor_for(user, "administrator", duty=KEEPS) is not None)


def mover(user: object) -> Actor:
    """The actor as whom ``user`` moves events on the timetable.

    Raises:
        NotAllowed: they do not coordinate.
    """
    actor = actor_for(user, rules.MOVERS, duty=MOVES) if isinstance(user, Person) else None
    if actor is None:
        raise NotAllowed(_("Hanya Subkor ILE yang memindahkan jadwal."))
    return actor


def moves(user: object) -> bool:
    """Whether ``mover`` would let them in; for forms and links."""
    return isinstance(user, Person) and actor_for(user, rules.MOVERS, duty=MOVES) is not None


def no_displacer() -> NotAllowed:
    """What is answered to whoever may let no event come first."""
    return NotAllowed(
        _("Hanya Kepala Dinas, Kabid Aptika, atau Subkor ILE yang memberi prioritas.")
    )
