from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jumpa.intake.queries import displaced_of
from jumpa.people.models import Person
from jumpa.scheduling.queries.closures import events_closed
from jumpa.scheduling.rules import may_close
from jumpa.web.context import acting_as, waiting_to_sign
from jumpa.web.navigation import address
from jumpa.web.own_requests import own_requests
from jumpa.workflow.inbox import inbox


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The inbox: what is late, what waits for me, what comes next, and my own requests."""
    person = cast(Person, request.user)
    now = timezone.now()
    offices = {actor.office_key for actor in acting_as(request)}
    is_requester = "opd" in offices
    shown = {
        "inbox": inbox(person, now),
        "to_sign": waiting_to_sign(request),
        "closed_events": events_closed() if any(map(may_close, offices)) else (),
        "closures": address("kelola_penutupan"),
        "displaced": displaced_of(person) if is_requester else (),
        "own": own_requests(person) if is_requester else (),
        "today": now,
        "is_requester": is_requester,
        "new_request": address("permohonan_baru"),
        "all_requests": address("permohonan"),
    }
    return render(request, "web/home.html", shown)
