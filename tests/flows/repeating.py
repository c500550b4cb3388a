"""What the tests of a series share: its dates, what stands in their way, what it holds."""

from datetime import datetime, timedelta
from typing import Any

from jumpa.documents.models import Paper
from jumpa.intake.models import ServiceRequest
from jumpa.scheduling.actions import hold
from jumpa.scheduling.models import Resource
from jumpa.scheduling.tests.makers import SUBKOR, make_room
from tests.flows.office import Office

REF = "barubarubaru22"
WEEK = timedelta(days=7)


def start(office: Office, week: int = 0) -> datetime:
    return office.event_start() + week * WEEK


def weekly(count: int = 3) -> dict[str, str]:
    """The form's answer: every week, so many dates."""
    return {"repeats": "weekly", "repeat_count": str(count)}


def take(
    office: Office, week: int, room: Resource | None = None, label: str = "Apel besar"
) -> None:
    """Another event has the room on that date."""
    at = start(office, week)
    rooms = [room or office.room]
    hold(label, rooms, at, at + timedelta(hours=2), label=label, actor=SUBKOR)


def other_room() -> Resource:
    return make_room(name="Ruang Rapat Kominfo", capacity=40)


def date_fields(office: Office, week: int, **changes: Any) -> dict[str, Any]:
    """The fields of one date as the page shows them, with what was changed."""
    at = start(office, week)
    planned = [f"{one:%Y-%m-%dT%H:%M}" for one in (at, at + timedelta(hours=2))]
    values = {"planned": "|".join(planned), "start": planned[0], "end": planned[1], **changes}
    return {f"tgl-{at:%Y-%m-%d}-{name}": value for name, value in values.items()}


def starts(office: Office, ref: str = REF) -> list[tuple[str, datetime]]:
    return [(room, at) for room, at, _state in office.holds(ref)]


def states(ref: str = REF) -> list[tuple[bool, bool]]:
    """Of each date: left out, clashing."""
    rows = ServiceRequest.objects.get(ref=ref).occurrences.all()
    return [(one.is_skipped, one.has_clash) for one in rows]


def text_of(ref: str, kind: str) -> str:
    """What the current paper of that kind was made from."""
    return str(Paper.objects.filter(owner=ref, kind=kind).latest("version").facts)
