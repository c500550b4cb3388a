"""The product's calls that are measured."""

from datetime import datetime
from urllib.parse import urlencode

from django.utils.timezone import localtime

from bench import questions
from bench.questions import Ground
from jumpa.scheduling import queries
from jumpa.scheduling.models import Resource
from jumpa.scheduling.need import Want
from jumpa.scheduling.rules import Span

NEED = "is this need free?"
ANY_ROOM = "the same, any room for 40"
ALTERNATIVES = "10 best alternatives in 14 days"


def is_free(want: Want) -> bool:
    """Room, operator, three units of a pool, host account: whether all are free then."""
    if not hasattr(queries, "check_wants"):
        return not queries.holdings(Resource.objects.get(pk=want.need.room.room or 1), want.event.start, want.event.end)
    return queries.check_wants([want]).is_free


def alternatives(want: Want) -> int:
    """The ten best, with what differs and why; returns how many there are."""
    room = Resource.objects.get(pk=want.need.room.room)
    return len(queries.alternatives(room, want.event.start, want.event.end, limit=10, people=40))


def page_of_need(number: int, ground: Ground) -> str:
    """The address that asks whether a need is free that is."""
    return _page(ground.rooms[0], questions.event(number, ground), free=True)


def page_of_alternatives(number: int, ground: Ground) -> str:
    """The address that asks for a room that is taken."""
    return _page(ground.rooms[0], questions.event(number, ground), free=False)


def _page(room: int, event: Span, *, free: bool) -> str:
    """With the first room by its number that is, or is not, free then."""
    wanted = next(
        one
        for one in Resource.objects.rooms()
        if bool(queries.holdings(one, event.start, event.end)) != free
    )
    asked = {"ruang": wanted.ref, "mulai": _typed(event.start), "selesai": _typed(event.end)}
    return f"/ketersediaan/?{urlencode(asked)}"


def _typed(moment: datetime) -> str:
    return localtime(moment).strftime("%Y-%m-%dT%H:%M")
