from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from jumpa.documents.queries import batches_of, papers_beside_batches
from jumpa.intake.menu import menu_for
from jumpa.intake.permissions import may_edit
from jumpa.intake.queries import (
    attachments_of,
    filled_sections,
    held_place,
    may_be_restored,
    reply_is_outdated,
    request_status,
    status_tone,
    task_for_priority,
)
from jumpa.intake.schedule_moves import with_schedule_moves
from jumpa.intake.series_words import date_rows
from jumpa.intake.views.person import person_of, visible_request
from jumpa.people.queries import actor_for, offices_of
from jumpa.scheduling.queries import operators_of
from jumpa.scheduling.queries.closures import closed_bookings
from jumpa.workflow.presentation import open_tasks_for, steps_bar, timeline
from jumpa.workflow.queries import may_intervene


@require_safe
def request_page(request: HttpRequest, ref: str) -> HttpResponse:
    """One request: where it stands, what was asked, what was decided, its papers and its way."""
    found, person = visible_request(request, ref), person_of(request)
    now = timezone.now()
    is_own = found.agency_id == person.agency_id and actor_for(person, "opd") is not None
    context = {
        "found": found,
        "status": request_status(found),
        "tone": status_tone(found),
        "sections": filled_sections(found),
        "dates": date_rows(found),
        "held_place": held_place(found),
        "papers": papers_beside_batches(found.ref),
        "batches": batches_of(found.ref),
        "attachments": attachments_of(found),
        "may_edit": may_edit(found, person),
        "to_make": menu_for(found, person) if found.run else [],
        "is_office": bool(offices_of(person) - {"opd"}),
    }
    if found.run is not None:
        context |= {
            "closed": closed_bookings(found.ref),
            "operators": operators_of(found.ref),
            "priority_task": task_for_priority(found.run, person),
            "may_restore": is_own and may_be_restored(found, now),
            "steps": steps_bar(found.run),
            "outdated": "reply" if reply_is_outdated(found.run) else "",
            "timeline": with_schedule_moves(found.ref, timeline(found.run, now)),
            "tasks": open_tasks_for(found.run, person, now),
            "may_withdraw": is_own and may_intervene(found.run, "withdraw"),
            "may_reschedule": is_own and may_intervene(found.run, "reschedule"),
        }
    return render(request, "intake/detail.html", context)
