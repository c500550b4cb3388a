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


def page_of_need(number: int, ground: Ground) -> str:
    """The address that asks whether a need is free that is."""
    return _page(questions.event(number, ground), free=True)


def page_of_alternatives(number: int, ground: Ground) -> str:
    """The address that asks for a room that is taken, and so gets alternatives."""
    return _page(questions.event(number, ground), free=False)


def _page(event: Span, *, free: bool) -> str:
    """With the first room that is, or is not, free then."""
    found = queries.room_availability(event.start, event.end)
    room: Resource = next(one.room for one in found if one.is_free is free)
    asked = {"ruang": room.ref, "mulai": _typed(event.start), "selesai": _typed(event.end)}
    return f"/ketersediaan/?{urlencode(asked)}"


def page_of_week(number: int, ground: Ground, kind: str) -> str:
    """The address of a week of the timetable of one kind of resource."""
    day = localtime(ground.days[number % len(ground.days)]).date()
    asked = {"tampilan": "minggu", "tanggal": day.isoformat(), "jenis": kind}
    return f"/jadwal/?{urlencode(asked)}"


def _typed(moment: datetime) -> str:
    return localtime(moment).strftime("%Y-%m-%dT%H:%M")
