"""The room of a need: the one chosen, or the smallest that will do."""

from collections.abc import Sequence

from jumpa.scheduling.need import RoomNeed
from jumpa.scheduling.planning.drafting import Drafting
from jumpa.scheduling.planning.picture import Busy, RoomFacts
from jumpa.scheduling.planning.shortage import Short, Shortage


def take_room(draft: Drafting) -> None:
    """Claim the rooms, or say why they are not to be had."""
    for pk in draft.want.need.more_rooms:
        _take_this(draft, pk)
    need = draft.want.need.room
    if need is None:
        return
    if need.room is not None:
        _take_this(draft, need.room)
        return
    fitting = [room for room in draft.picture.rooms.values() if fits(room, need)]
    for room in sorted(fitting, key=lambda room: (room.pk not in draft.prefer, *closeness(room))):
        start, end = draft.reserved(room.phases)
        if draft.picture.is_free(room.pk, start, end):
            draft.claim(room.pk, start, end)
            return
    during = draft.reserved((0, 0, 0))
    why = Short.TAKEN if fitting else Short.UNFIT
    draft.lack(Shortage("room", why, during, resources=tuple(room.pk for room in fitting)))


def _take_this(draft: Drafting, pk: int) -> None:
    room = draft.picture.rooms.get(pk)
    if room is None:
        draft.lack(Shortage("room", Short.IDLE, draft.reserved((0, 0, 0)), resources=(pk,)))
        return
    start, end = draft.reserved(room.phases)
    in_the_way = draft.picture.in_the_way(room.pk, start, end)
    if room.is_bookable and not in_the_way:
        draft.claim(room.pk, start, end, is_pinned=True)
        return
    why = because(in_the_way) if room.is_bookable else Short.IDLE
    draft.lack(Shortage("room", why, (start, end), room.name, (room.pk,)))


def because(in_the_way: Sequence[Busy]) -> Short:
    """Closed where nothing but closures is in the way, else taken."""
    return Short.CLOSED if all(one.is_closure for one in in_the_way) else Short.TAKEN


def fits(room: RoomFacts, need: RoomNeed) -> bool:
    """Whether a room will do, whoever has it."""
    return (
        room.is_bookable
        and room.seats(need.people)
        and (not need.layout or not room.layouts or need.layout in room.layouts)
        and (room.has_connection or not need.needs_connection)
    )


def closeness(room: RoomFacts) -> tuple[int, int, int]:
    """The smallest first: a hall is not spent on ten people. Unknown capacity last."""
    return (room.capacity or 1_000_000, room.order, room.pk)
