"""``{% load papers %}``: what may be done with a paper in a list."""

from django import template

from jumpa.documents.number_rules import NUMBERERS
from jumpa.people.models import Person
from jumpa.people.queries import actor_for

register = template.Library()


@register.simple_tag(name="may_withdraw")
def may_withdraw(user: object) -> bool:
    """``{% may_withdraw user as may %}``: whether they may take back what went out."""
    if not isinstance(user, Person):
        return False
    return actor_for(user, NUMBERERS, duty="beyond_sops") is not None
