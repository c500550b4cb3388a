"""What the form's page shows around the fields: sections, the letter, whether the room is free."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from jumpa.intake import catalogue
from jumpa.intake.date_check import DateState, check_dates
from jumpa.intake.forms import RequestForm
from jumpa.intake.forms.repeating import DateForm
from jumpa.intake.letter_card import letter_card, mark_filled
from jumpa.intake.live import availability_of, typed_request
from jumpa.intake.models import ServiceRequest
from jumpa.intake.queries import attachments_of
from jumpa.intake.sections import SECTIONS, VENUE_FIELDS
from jumpa.workflow.models import Task


def form_context(
    request: ServiceRequest, form: RequestForm, *, filled: Collection[str] = ()
) -> dict[str, Any]:
    """The context of ``intake/form.html`` for a form, bound or not.

    Args:
        filled: names of the fields that were filled from the letter.
    """
    card = letter_card(request, form)
    marks = mark_filled(form, filled, card)
    sections = [(section, [form[name] for name in section.fields]) for section in SECTIONS]
    wish = typed_request(request, form)
    rows = _series_rows(request, form)
    equipment = [form[f"equipment_{key}"] for key, _ in catalogue.choices("equipment")]
    return {
        "form": form,
        "request_ref": request.ref,
        "version": request.version,
        "letter": request.letter,
        "agency": request.agency.name,
        "card": card,
        "marks": marks,
        "attachments": attachments_of(request),
        "sections": sections,
        "series_rows": rows,
        "series_clashes": sum(not row.state.is_free for row in rows),
        "series_count": sum(not row.state.date.is_skipped for row in rows),
        "venue_fields": VENUE_FIELDS,
        "equipment": equipment,
        "has_equipment": any(field.value() for field in equipment),
        "start": wish.start,
        **availability_of(wish),
        "lead_days": settings.LEAD_DAYS,
        "returned": _return_of(request),
    }


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
    typed = typed_request(request, form)
    if not form.series.forms or not typed.start or not typed.end:
        return []
    states = check_dates(typed, form.series.dates)
    shown = [one.to_show() for one in form.series.forms]
    return [SeriesRow(state, one) for state, one in zip(states, shown, strict=True)]


def _return_of(request: ServiceRequest) -> Task | None:
    """The decision by which the request came back, to be shown above the form."""
    if request.run_id is None:
        return None
    return (
        Task.objects.filter(run_id=request.run_id, outcome="returned").order_by("closed_at").last()
    )
