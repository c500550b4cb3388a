"""Who moves an event on the timetable."""

from jumpa.core.actor import Actor
from jumpa.people.models import Person
from jumpa.people.queries import actor_for
from jumpa.scheduling import rules

DUTY = "move_schedule"


def mover(person: Person) -> Actor | None:
    """As whom the person may move events, or None; a stand-in's scope may leave it out."""
    return actor_for(person, rules.MOVING_OFFICES, duty=DUTY)
