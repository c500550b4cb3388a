"""The requester's own requests on their home page."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from jumpa.core.wording import span
from jumpa.intake.models import ServiceRequest
from jumpa.intake.queries import request_status, status_tone
from jumpa.people.models import Person
from jumpa.workflow.models import Task

SHOWN = 10


@dataclass(frozen=True)
class RequestRow:
    """One request; ``when`` is the event's time in words."""

    title: str
    when: str
    status_label: str
    status_tone: str = "neutral"
    place: str = ""
    url: str = ""


def own_requests(person: Person) -> tuple[RequestRow, ...]:
    """The newest requests of the person's agency, drafts included; at most ``SHOWN``."""
    if person.agency_id is None:
        return ()
    found = (
        ServiceRequest.objects.visible_to(person)
        .filter(agency_id=person.agency_id)
        .select_related("room", "agreed_room", "run", "run__sop_version")
        .prefetch_related(Prefetch("run__tasks", Task.objects.select_related("run")))
    )
    return tuple(map(_row, found[:SHOWN]))


def _row(request: ServiceRequest) -> RequestRow:
    start, end = request.agreed_start or request.start, request.agreed_end or request.end
    page = "permohonan_isi" if request.run is None else "permohonan_lihat"
    return RequestRow(
        title=request.event_name or _("Tanpa nama kegiatan"),
        when=span(start, end) if start and end else _("Waktu belum diisi"),
        status_label=request_status(request),
        status_tone=status_tone(request),
        place=request.place,
        url=reverse(page, args=[request.ref]),
    )
