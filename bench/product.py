"""The product's calls that are measured."""

from jumpa.scheduling import queries
from jumpa.scheduling.models import Resource
from jumpa.scheduling.need import Want

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
