"""What the form's page shows around the fields: sections, the letter, whether the room is free."""

from typing import Any

from django.conf import settings

from jumpa.intake import catalogue
from jumpa.intake.forms import RequestForm
from jumpa.intake.models import ServiceRequest
from jumpa.intake.queries import attachments_of
from jumpa.intake.sections import SECTIONS, VENUE_FIELDS
from jumpa.scheduling.models import Resource
from jumpa.scheduling.queries import wanted_time
from jumpa.workflow.models import Task


def form_context(request: ServiceRequest, form: RequestForm) -> dict[str, Any]:
    """The context of ``intake/form.html`` for a form, bound or not."""
    sections = [(section, [form[name] for name in section.fields]) for section in SECTIONS]
    room, start, end = _wish(request, form)
    answer = None
    if room is not None and start and end and start < end:
        answer = wanted_time(room, start, end, exclude_owner=request.ref)
    equipment = [form[f"equipment_{key}"] for key, _ in catalogue.choices("equipment")]
    return {
        "form": form,
        "request_ref": request.ref,
        "version": request.version,
        "letter": request.letter,
        "attachments": attachments_of(request),
        "sections": sections,
        "venue_fields": VENUE_FIELDS,
        "equipment": equipment,
        "has_equipment": any(field.value() for field in equipment),
        "answer": answer,
        "start": start,
        "lead_days": settings.LEAD_DAYS,
        "returned": _return_of(request),
    }


def _wish(request: ServiceRequest, form: RequestForm) -> tuple[Resource | None, Any, Any]:
    """Room and time as typed, whatever else is wrong with the form; else as saved."""
    if not form.is_bound:
        return request.room, request.start, request.end
    form.is_valid()
    data = form.cleaned_data
    return data.get("room"), data.get("start"), data.get("end")


def _return_of(request: ServiceRequest) -> Task | None:
    """The decision by which the request came back, to be shown above the form."""
    if request.run_id is None:
        return None
    return (
        Task.objects.filter(run_id=request.run_id, outcome="returned").order_by("closed_at").last()
    )
