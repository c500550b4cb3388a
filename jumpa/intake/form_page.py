"""What the form's page shows around the fields: sections, the letter, whether the room is free."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings

from jumpa.core.wording import span
from jumpa.intake import catalogue
from jumpa.intake.date_check import DateState, as_typed, check_dates
from jumpa.intake.forms import RequestForm
from jumpa.intake.forms.repeating import DateForm
from jumpa.intake.models import ServiceRequest
from jumpa.intake.queries import attachments_of
from jumpa.intake.sections import SECTIONS, VENUE_FIELDS
from jumpa.scheduling.models import Resource
from jumpa.scheduling.queries import answer_to, room_availability, room_want
from jumpa.workflow.models import Task


def form_context(request: ServiceRequest, form: RequestForm) -> dict[str, Any]:
    """The context of ``intake/form.html`` for a form, bound or not."""
    sections = [(section, [form[name] for name in section.fields]) for section in SECTIONS]
    wish = _wish(request, form)
    rows = _series_rows(request, form)
    equipment = [form[f"equipment_{key}"] for key, _ in catalogue.choices("equipment")]
    return {
        "form": form,
        "request_ref": request.ref,
        "version": request.version,
        "letter": request.letter,
        "attachments": attachments_of(request),
        "sections": sections,
        "series_rows": rows,
        "series_clashes": sum(not row.state.is_free for row in rows),
        "series_count": sum(not row.state.date.is_skipped for row in rows),
        "venue_fields": VENUE_FIELDS,
        "equipment": equipment,
        "has_equipment": any(field.value() for field in equipment),
        "start": wish.start,
        **_availability(wish, request.ref),
        "lead_days": settings.LEAD_DAYS,
        "returned": _return_of(request),
    }


@dataclass(frozen=True)
class _Wish:
    room: Resource | None
    any_room: bool
    start: datetime | None
    end: datetime | None
    people: int | None


@dataclass(frozen=True)
class SeriesRow:
    """One date of the series on the form's page."""

    state: DateState
    form: DateForm

    @property
    def is_open(self) -> bool:
        """Whether its fields are shown unasked."""
        return not self.state.is_free or bool(self.form.errors)


def _series_rows(request: ServiceRequest, form: RequestForm) -> list[SeriesRow]:
    if form.is_bound:
        form.is_valid()
    typed = as_typed(request, form.typed_values()) if form.is_bound else request
    if not form.series.forms or not typed.start or not typed.end:
        return []
    states = check_dates(typed, form.series.dates)
    shown = [one.to_show() for one in form.series.forms]
    return [SeriesRow(state, one) for state, one in zip(states, shown, strict=True)]


def _wish(request: ServiceRequest, form: RequestForm) -> _Wish:
    """Room and time as typed, whatever else is wrong with the form; else as saved."""
    if not form.is_bound:
        people = request.people_in_room
        return _Wish(request.room, request.any_room, request.start, request.end, people)
    form.is_valid()
    data = form.cleaned_data
    start, end, people = (data.get(name) for name in ("start", "end", "people_in_room"))
    return _Wish(data.get("room"), data["any_room"], start, end, people)


def _availability(wish: _Wish, ref: str) -> dict[str, Any]:
    """Whether the wanted room is free then; of any room, which are."""
    if not wish.start or not wish.end or wish.start >= wish.end:
        return {}
    if wish.room is not None:
        want = room_want(wish.room, wish.start, wish.end, wish.people)
        return {"answer": answer_to(want, exclude_owner=ref)}
    if wish.any_room:
        return {
            "rooms": room_availability(wish.start, wish.end, exclude_owner=ref),
            "occasion": span(wish.start, wish.end),
            "people": wish.people,
        }
    return {}


def _return_of(request: ServiceRequest) -> Task | None:
    """The decision by which the request came back, to be shown above the form."""
    if request.run_id is None:
        return None
    return (
        Task.objects.filter(run_id=request.run_id, outcome="returned").order_by("closed_at").last()
    )
