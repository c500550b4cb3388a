from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from jumpa.core.actor import Actor
from jumpa.people.queries import actors_of
from jumpa.web.navigation import menu_for


def office(request: HttpRequest) -> dict[str, Any]:
    """What every page needs: the sample's mark, the zone, as whom one acts, and the menu.

    The last two are looked up only on pages that show them.
    """

    def actors() -> tuple[Actor, ...]:
        person = getattr(request, "user", None)
        return actors_of(person) if person is not None and person.is_authenticated else ()

    acting_as = SimpleLazyObject(actors)
    return {
        "is_sample": settings.SAMPLE,
        "zone": settings.TIME_ZONE_LABEL,
        "acting_as": acting_as,
        "menu": SimpleLazyObject(
            lambda: menu_for((actor.office_key for actor in acting_as), request.path)
        ),
    }
