"""Whether all that the form asks for can be had, told while it is being filled in."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.intake.date_check import as_typed
from jumpa.intake.forms import RequestForm
from jumpa.intake.models import ServiceRequest
from jumpa.intake.needs import need_of, sought_of
from jumpa.scheduling.need import Want
from jumpa.scheduling.queries import Managed, answer_to, managed, room_availability
from jumpa.scheduling.rules import Span, span_fault


def typed_request(request: ServiceRequest, form: RequestForm) -> ServiceRequest:
    """The request as typed, whatever else is wrong with the form; as saved if nothing was sent."""
    if not form.is_bound:
        return request
    form.is_valid()
    return as_typed(request, {**_MOMENTS, **form.typed_values()})


_MOMENTS = {"start": None, "end": None}
"""What can't be read is not what was saved before."""


def availability_of(typed: ServiceRequest, there: Managed | None = None) -> dict[str, Any]:
    """The context of ``scheduling/availability.html``; empty while there is nothing to say.

    Where any room will do, all rooms are listed too. What the request has already counts as free;
    who has what is short is not for the requester. ``there``: where the caller has read it already.
    """
    if typed.start is None or typed.end is None or span_fault(typed.start, typed.end):
        return {}
    there = managed() if there is None else there
    want = Want(Span(typed.start, typed.end), need_of(typed, there))
    if want.need.is_empty:
        return {}
    if typed.start <= timezone.now():
        return {"problem": _("Waktu mulai sudah lewat. Pilih waktu yang akan datang.")}
    answer = answer_to(want, sought=sought_of(typed, there), exclude_owner=typed.ref)
    said = {"answer": answer, "people": typed.people_in_room}
    if not typed.any_room:
        return said
    rooms = room_availability(typed.start, typed.end, exclude_owner=typed.ref)
    return {**said, "rooms": rooms, "occasion": answer.occasion}
