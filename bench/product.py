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
from jumpa.scheduling.models import Resource
from jumpa.scheduling.need import Want
from jumpa.scheduling.rules import Span

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


def form_of(number: int, ground: Ground, *, free: bool) -> str | None:
    """Address and body of the request form as it is typed, which asks for the whole need.

    In the first room that is free then, or is not; None where there is no such room.
    """
    event = questions.event(number, ground)
    if (room := _room(event, free=free)) is None:
        return None
    typed = {
        **_times(event),
        "ruang": room.ref,
        "people_in_room": 5,
        "people_online": questions.SEATS,
        "application": "zoom",
        "host": "kami",
        f"equipment_{questions.key(number)}": 3,
        "needs": "operator",
    }
    return f"/permohonan/{_DRAFT}/ketersediaan/ {urlencode(typed)}"


def room_asked(number: int, ground: Ground, *, free: bool) -> str | None:
    """The address that asks for the room alone."""
    event = questions.event(number, ground)
    room = _room(event, free=free)
    asked = urlencode({**_times(event), "ruang": room.ref if room else ""})
    return f"/ketersediaan/?{asked}" if room is not None else None


def _room(event: Span, *, free: bool) -> Resource | None:
    found = queries.room_availability(event.start, event.end)
    return next((one.room for one in found if one.is_free is free), None)


def _times(event: Span) -> dict[str, str]:
    return {"mulai": _typed(event.start), "selesai": _typed(event.end)}


def page_of_week(number: int, ground: Ground, kind: str) -> str:
    """The address of a week of the timetable of one kind of resource."""
    day = localtime(ground.days[number % len(ground.days)]).date()
    asked = {"tampilan": "minggu", "tanggal": day.isoformat(), "jenis": kind}
    return f"/jadwal/?{urlencode(asked)}"


def _typed(moment: datetime) -> str:
    return localtime(moment).strftime("%Y-%m-%dT%H:%M")
