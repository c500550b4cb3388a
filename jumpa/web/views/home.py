from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.wording import span
from jumpa.intake.queries import OwnRequest, own_requests
from jumpa.intake.views.person import person_of
from jumpa.web.context import acting_as
from jumpa.web.navigation import address
from jumpa.workflow.inbox import Inbox, inbox


@dataclass(frozen=True)
class RequestRow:
    """One request of the requester; ``when`` is the event's time in words."""

    title: str
    when: str
    status_label: str
    status_tone: str
    place: str
    url: str


@dataclass(frozen=True)
class Desk(Inbox):
    """The inbox, and for a requester the agency's own requests."""

    own: tuple[RequestRow, ...] = ()


def home(request: HttpRequest) -> HttpResponse:
    """The inbox: what is late, what waits for me, what comes next, and my own requests."""
    now = timezone.now()
    person = person_of(request)
    found = inbox(person, now)
    own = tuple(_row(one) for one in own_requests(person))
    shown = {
        "inbox": Desk(found.counters, found.late, found.waiting, found.next, own),
        "today": now,
        "is_requester": any(actor.office_key == "opd" for actor in acting_as(request)),
        "new_request": address("permohonan_baru"),
    }
    return render(request, "web/home.html", shown)


def _row(one: OwnRequest) -> RequestRow:
    when = span(one.start, one.end) if one.start and one.end else _("Waktu belum diisi")
    title = one.title or _("Draf tanpa nama kegiatan")
    return RequestRow(title, when, one.status, one.tone, one.place, one.url)
