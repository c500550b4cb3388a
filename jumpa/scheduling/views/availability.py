from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jumpa.core.errors import Refused
from jumpa.scheduling import queries, wording
from jumpa.scheduling.actions.allocating import event_span
from jumpa.scheduling.forms import AvailabilityForm
from jumpa.scheduling.views.rooms import sees_labels


@require_safe
def availability(request: HttpRequest) -> HttpResponse:
    """Whether the wanted room is free then, and what else is; without a room, all rooms.

    An htmx request gets the fragment alone, any other the page around it.
    """
    is_asked = "mulai" in request.GET or "selesai" in request.GET
    form = AvailabilityForm(request.GET if is_asked else None)
    context = {
        "form": form,
        "show_labels": sees_labels(request),
        "pickable": "pilih" in request.GET,
        **_answer(form),
    }
    page = "availability.html" if request.headers.get("HX-Request") else "availability_page.html"
    status = 422 if context.get("problem") else 200
    return render(request, f"scheduling/{page}", context, status=status)


def _answer(form: AvailabilityForm) -> dict[str, Any]:
    if not form.is_bound or _is_incomplete(form):
        return {}
    if not form.is_valid():
        return {"problem": " ".join(str(one) for found in form.errors.values() for one in found)}
    asked = form.cleaned_data
    try:
        event = event_span(asked["mulai"], asked["selesai"])
    except Refused as refused:
        return {"problem": refused.message}
    if event.start <= timezone.now():
        return {"problem": _("Waktu mulai sudah lewat. Pilih waktu yang akan datang.")}
    facts = {"occasion": wording.occasion(event), "people": asked["peserta"]}
    if not asked["ruang"]:
        rooms = queries.room_availability(event.start, event.end, exclude_owner=asked["kecuali"])
        return {**facts, "rooms": rooms}
    want = queries.room_want(asked["ruang"], event.start, event.end, asked["peserta"])
    answer = queries.answer_to(want, exclude_owner=asked["kecuali"])
    return {**facts, "answer": answer}


def _is_incomplete(form: AvailabilityForm) -> bool:
    """Half-typed is no mistake yet: while a time is missing there is nothing to say."""
    return not (form.data.get("mulai") and form.data.get("selesai"))
