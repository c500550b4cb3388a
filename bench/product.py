"""The product's calls and pages that are measured."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from urllib.parse import urlencode

from django.db import connection
from django.utils.timezone import localtime

from bench import questions
from bench.questions import Ground
from jumpa.core.actor import Actor
from jumpa.scheduling import actions, queries
from jumpa.scheduling.need import Want

NEED = "is this need free?"
ANY_ROOM = "the same, any room for 40"
ALTERNATIVES = "10 best alternatives in 14 days"
_DRAFT = "bench2bench2be"
COORDINATOR = Actor(1, "refsubkor", "Siti Aminah, S.T.", "subkor_ile", "Subkor ILE")


def is_free(want: Want) -> bool:
    """Room, operator, three units of a pool, host account: whether all are free then."""
    return queries.check_wants([want]).is_free


def alternatives(want: Want) -> int:
    """The ten best, with what differs and why; returns how many there are."""
    return len(queries.alternatives_for(want, limit=10))


@contextmanager
def allocating() -> Iterator[Callable[[tuple[str, Want]], object]]:
    """A client of its own that allocates."""
    connection.ensure_connection()
    try:
        yield _allocate
    finally:
        connection.close()


def _allocate(asked: tuple[str, Want]) -> object:
    owner, want = asked
    return actions.allocate(owner, [want], label="Rapat", actor=COORDINATOR)


def form_of_need(number: int, ground: Ground) -> str | None:
    """The request form as it is typed, asking for a need of which the room is free."""
    return _form(number, ground, free=True)


def form_of_alternatives(number: int, ground: Ground) -> str | None:
    """The same with a room that is taken, so that the answer has alternatives."""
    return _form(number, ground, free=False)


def _form(number: int, ground: Ground, *, free: bool) -> str | None:
    """Address and body; the need is that of the question, in the first room that is (not) free."""
    event = questions.event(number, ground)
    found = queries.room_availability(event.start, event.end)
    room = next((one.room for one in found if one.is_free is free), None)
    if room is None:
        return None
    typed = {
        "ruang": room.ref,
        "mulai": _typed(event.start),
        "selesai": _typed(event.end),
        "people_in_room": 5,
        "people_online": questions.SEATS,
        "application": "zoom",
        "host": "kami",
        f"equipment_{questions.key(number)}": 3,
        "needs": "operator",
    }
    return f"/permohonan/{_DRAFT}/ketersediaan/ {urlencode(typed)}"


def page_of_week(number: int, ground: Ground, kind: str) -> str:
    """The address of a week of the timetable of one kind of resource."""
    day = localtime(ground.days[number % len(ground.days)]).date()
    asked = {"tampilan": "minggu", "tanggal": day.isoformat(), "jenis": kind}
    return f"/jadwal/?{urlencode(asked)}"


def _typed(moment: datetime) -> str:
    return localtime(moment).strftime("%Y-%m-%dT%H:%M")
