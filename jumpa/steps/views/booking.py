"""What an event has of rooms, people and equipment, and its way to another time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from jumpa.core.errors import Conflict, DomainError, NotAllowed, Refused
from jumpa.core.forms import MomentField
from jumpa.intake.models import ServiceRequest
from jumpa.intake.views.person import person_of
from jumpa.people.queries import offices_of
from jumpa.scheduling import queries, rules
from jumpa.scheduling.access import mover, moves
from jumpa.scheduling.models import Allocation, Resource
from jumpa.scheduling.rules import Span
from jumpa.scheduling.wording import occasion
from jumpa.steps.moving import Move, move_schedule, room_of


class MoveForm(forms.Form):
    """Where an event goes. A move makes a new allocation, so an old page's form is refused."""

    mulai = MomentField(gettext_lazy("Mulai"))
    selesai = MomentField(gettext_lazy("Selesai"))
    ruang = forms.ModelChoiceField(
        Resource.objects.none(), to_field_name="ref", label=gettext_lazy("Ruang"), required=False
    )
    alasan = forms.CharField(
        label=gettext_lazy("Alasan"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Dibaca pemohon di halaman permohonannya."),
    )

    def __init__(
        self, data: Any = None, *, allocation: Allocation, asked: Mapping[str, Any] | None = None
    ) -> None:
        room = room_of(allocation)
        span = allocation.span
        initial = {
            "mulai": span.start,
            "selesai": span.end,
            "ruang": room.ref if room else "",
            **(asked or {}),
        }
        super().__init__(data, initial=initial)
        field = self.fields["ruang"]
        if room is None:
            del self.fields["ruang"]
        elif isinstance(field, forms.ModelChoiceField):
            field.queryset = queries.rooms() | Resource.objects.rooms().filter(pk=room.pk)
            field.empty_label = None

    def move(self) -> Move:
        """What the form asks for; it must be valid."""
        said = self.cleaned_data
        return Move(said["mulai"], said["selesai"], said.get("ruang"), said["alasan"])


@require_safe
def booking_page(request: HttpRequest, ref: str) -> HttpResponse:
    """One event: its time, all it has, whose it is; for those who may, the form to move it."""
    found = _visible(request, ref)
    asked: dict[str, Any] = {
        name: at
        for name in ("mulai", "selesai")
        if (at := _moment_in(request.GET.get(name, ""))) is not None
    }
    if "ruang" in request.GET:
        asked["ruang"] = request.GET["ruang"]
    form = MoveForm(allocation=found, asked=asked)
    return _page(request, found, form, None, status=200)


@require_POST
def move(request: HttpRequest, ref: str) -> HttpResponse:
    """Move it; the answer is a page, or JSON where the drawing asks."""
    found = _visible(request, ref)
    mover(request.user)
    form = MoveForm(request.POST, allocation=found)
    if not form.is_valid():
        return _refused(request, found, form, None)
    try:
        moved = move_schedule(ref, form.move(), person=person_of(request))
    except NotAllowed:
        raise
    except DomainError as error:
        return _refused(request, found, form, error)
    said = _("Jadwal dipindahkan ke %s.") % occasion(moved.span)
    if _wants_json(request):
        return JsonResponse({"message": said})
    messages.success(request, said)
    return redirect("jadwal_kegiatan", ref=moved.ref)


def _visible(request: HttpRequest, ref: str) -> Allocation:
    """The allocation, if the person is of the office or it is their own request's.

    Raises:
        Http404: there is none, or not for this person.
    """
    found, person = Allocation.objects.filter(ref=ref).first(), person_of(request)
    if found is None:
        raise Http404
    own = ServiceRequest.objects.visible_to(person).filter(ref=found.owner)
    if not rules.may_see_labels(offices_of(person)) and not own.exists():
        raise Http404
    return found


def _moment_in(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return timezone.make_aware(found) if found and timezone.is_naive(found) else found


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _refused(
    request: HttpRequest, found: Allocation, form: MoveForm, error: DomainError | None
) -> HttpResponse:
    status = error.status if error is not None else 422
    if _wants_json(request):
        return JsonResponse(_told(found, form, error), status=status)
    found.refresh_from_db()
    if isinstance(error, Refused):
        for name, told in error.fields.items():
            form.add_error(name if name in form.fields else None, list(told))
        error = None if form.errors else error
    return _page(request, found, form, error, status=status)


def _told(found: Allocation, form: MoveForm, error: DomainError | None) -> dict[str, Any]:
    """A refusal in words: what stands in the way, and what else is free, each with its link."""
    faults = [str(one) for told in form.errors.values() for one in told]
    details = [*getattr(error, "holders", ()), *getattr(error, "changes", ())]
    return {
        "message": error.message if error is not None else " ".join(faults),
        "details": details,
        "alternatives": _alternatives(found, error),
    }


def _alternatives(found: Allocation, error: DomainError | None) -> list[dict[str, str]]:
    """What else is free, each with the address at which the form is filled in with it."""
    told = []
    for free in error.alternatives if isinstance(error, Conflict) else ():
        start, end = getattr(free, "start", None), getattr(free, "end", None)
        if start is None or end is None:
            continue
        times = {
            name: f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"
            for name, at in (("mulai", start), ("selesai", end))
        }
        room = getattr(free, "resource", None)
        query = urlencode({**times, **({"ruang": room.ref} if room else {})})
        what = ", ".join(filter(None, (room.name if room else "", occasion(Span(start, end)))))
        reason = str(getattr(free, "reason", ""))
        address = f"{reverse('jadwal_kegiatan', args=[found.ref])}?{query}#pindah"
        told.append({"text": what, "reason": reason, "url": address})
    return told


def _page(
    request: HttpRequest,
    found: Allocation,
    form: MoveForm,
    error: DomainError | None,
    *,
    status: int,
) -> HttpResponse:
    person = person_of(request)
    is_ahead = rules.may_still_be_moved(found.state, found.span.start, timezone.now())
    context = {
        "found": found,
        "occasion": occasion(found.span),
        "reservations": found.reservations.select_related("resource").order_by(
            "-resource__kind", "resource__order", "resource__name"
        ),
        "subject": ServiceRequest.objects.visible_to(person).filter(ref=found.owner).first(),
        "form": form if is_ahead and moves(person) else None,
        "error": error,
        "alternatives": _alternatives(found, error),
        "day": timezone.localtime(found.span.start).date(),
        "is_open": form.is_bound or bool(request.GET),
    }
    return render(request, "steps/booking.html", context, status=status)
