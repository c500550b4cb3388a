from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jumpa.web.context import acting_as
from jumpa.web.navigation import address
from jumpa.workflow.queries import inbox


def home(request: HttpRequest) -> HttpResponse:
    """The inbox: what is late, what waits for me, what comes next, and my own requests."""
    now = timezone.now()
    shown = {
        "inbox": inbox(request.user, now),
        "today": now,
        "is_requester": any(actor.office_key == "opd" for actor in acting_as(request)),
        "new_request": address("permohonan_baru"),
    }
    return render(request, "web/home.html", shown)
