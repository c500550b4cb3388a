from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jumpa.intake.models import Occurrence, ServiceRequest
from jumpa.intake.queries import request_status, status_tone
from jumpa.intake.views.person import person_of
from jumpa.workflow.models import Task

PAGE = 25


@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    """All requests that the person may see, newest first, with a search in plain words."""
    # No text in the database holds a NUL, and to ask for one is an error there.
    wanted = request.GET.get("cari", "").replace("\0", "").strip()
    found = (
        ServiceRequest.objects.visible_to(person_of(request))
        .select_related("agency", "room", "agreed_room", "run", "run__sop_version")
        .prefetch_related(Prefetch("run__tasks", Task.objects.select_related("run")))
        .prefetch_related(
            Prefetch("occurrences", Occurrence.objects.filter(is_skipped=False), to_attr="dates")
        )
    )
    if wanted:
        found = found.filter(
            Q(event_name__icontains=wanted)
            | Q(agency__name__icontains=wanted)
            | Q(letter_number__icontains=wanted)
            | Q(ref=wanted)
        )
    page = Paginator(found, PAGE).get_page(request.GET.get("halaman"))
    rows = [(one, request_status(one), status_tone(one)) for one in page]
    return render(request, "intake/list.html", {"page": page, "rows": rows, "wanted": wanted})
