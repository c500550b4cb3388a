from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from jumpa.core.actor import Actor
from jumpa.documents.queries import count_to_sign, signing_offices
from jumpa.people.models import Person
from jumpa.people.queries import actors_of
from jumpa.web.navigation import SIGNING, menu_for


def acting_as(request: HttpRequest) -> tuple[Actor, ...]:
    """As whom the person may act now; nobody when not signed in. One query per request."""
    known: tuple[Actor, ...] | None = vars(request).get("_acting_as")
    if known is None:
        person = getattr(request, "user", None)
        known = actors_of(person) if person is not None and person.is_authenticated else ()
        vars(request)["_acting_as"] = known
    return known


def waiting_to_sign(request: HttpRequest) -> int:
    """As many papers as the signing desk lists, asked once per request; 0 without a desk."""
    known: int | None = vars(request).get("_waiting_to_sign")
    if known is None:
        known = vars(request)["_waiting_to_sign"] = _papers_waiting(request)
    return known


def _papers_waiting(request: HttpRequest) -> int:
    offices = frozenset(actor.office_key for actor in acting_as(request))
    if not offices & SIGNING:
        return 0
    is_definitive = all(actor.standing == "definitif" for actor in acting_as(request))
    if is_definitive or not isinstance(request.user, Person):
        return count_to_sign(offices)
    # A stand-in's scope may leave signing out.
    return count_to_sign(signing_offices(request.user))


def office(request: HttpRequest) -> dict[str, Any]:
    """What every page needs: the sample's mark, the zone, as whom one acts, and the menu.

    The last two are looked up only on pages that show them.
    """

    def menu() -> object:
        offices = frozenset(actor.office_key for actor in acting_as(request))
        counts = {"tanda_tangan": waiting_to_sign(request)}
        return menu_for(offices, request.path, counts=counts)

    return {
        "is_sample": settings.SAMPLE,
        "zone": settings.TIME_ZONE_LABEL,
        "acting_as": SimpleLazyObject(lambda: acting_as(request)),
        "menu": SimpleLazyObject(menu),
    }
