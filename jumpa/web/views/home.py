from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jumpa.people.models import Person
from jumpa.workflow.queries import inbox


def home(request: HttpRequest) -> HttpResponse:
    """The inbox: what is late, what waits for me, what comes next, and my own requests."""
    assert isinstance(request.user, Person)  # noqa: S101
    found = inbox(request.user, timezone.now())
    return render(request, "web/home.html", {"inbox": found})
