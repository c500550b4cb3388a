"""Withdrawing a request, and asking for another time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jumpa.core.errors import Conflict, DomainError, NotAllowed
from jumpa.core.ids import version_in
from jumpa.core.wording import span
from jumpa.intake.actions import ask_another_time, withdraw_request
from jumpa.intake.forms import AnotherTimeForm, WithdrawForm
from jumpa.intake.models import ServiceRequest
from jumpa.intake.permissions import requester_of
from jumpa.intake.views.person import person_of, visible_request


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask why, then take the request back."""
    found, person = visible_request(request, ref), person_of(request)
    requester_of(found, person)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    error, status = None, 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                withdraw_request(ref, reason=form.cleaned_data["reason"], person=person)
            except NotAllowed:
                raise
            except DomainError as refusal:
                error, status = refusal, refusal.status
            else:
                messages.success(request, _("Permohonan dibatalkan. Ruang yang ditahan dilepas."))
                return redirect("permohonan_lihat", ref=ref)
    context = {"found": found, "form": form, "error": error}
    return render(request, "intake/withdraw.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def another_time(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask for another room or time; the old one is kept until the new one is held."""
    found, person = visible_request(request, ref), person_of(request)
    requester_of(found, person)
    form = _another_time_form(request, found)
    error, status = None, 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            stamp = version_in(request.POST.get("versi", ""))
            try:
                ask_another_time(
                    ref, person=person, stamp=-1 if stamp is None else stamp, **form.cleaned_data
                )
            except NotAllowed:
                raise
            except DomainError as refusal:
                error, status = refusal, refusal.status
            else:
                messages.success(request, _("Jadwal lain diminta dan ruangnya ditahan."))
                return redirect("permohonan_lihat", ref=ref)
    context = {
        "found": found,
        "form": form,
        "error": error,
        "is_conflict": isinstance(error, Conflict),
    }
    return render(request, "intake/another_time.html", context, status=status)


def _another_time_form(request: HttpRequest, found: ServiceRequest) -> AnotherTimeForm:
    """The form; of a series, all dates or the one named in the address are meant at first."""
    dates = list(found.occurrences.select_related("room"))
    room = found.agreed_room or found.room
    start, end = found.agreed_start or found.start, found.agreed_end or found.end
    asked = request.GET.get("tanggal", "")
    one = next((date for date in dates if str(date.number) == asked), None)
    if one is not None:
        room, start, end = one.room or found.room, one.start, one.end
    return AnotherTimeForm(
        request.POST if request.method == "POST" else None,
        initial={
            "room": room.ref if room else "",
            "date": one.number if one else None,
            "start": start,
            "end": end,
        },
        dates=[(date.number, span(date.start, date.end)) for date in dates],
    )
