"""The working hours and the holidays, kept by the administrator."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jumpa.core import actions
from jumpa.core.access import administrator
from jumpa.core.form_pages import form_page
from jumpa.core.forms import HolidayForm, WorkingHoursForm
from jumpa.core.models import Holiday, WorkingHours
from jumpa.core.queries import holidays_of, hours_by_period

_FORM = "core/calendar_form.html"
_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """All hours, and the holidays of one year."""
    administrator(request.user)
    this_year = timezone.localdate().year
    asked = request.GET.get("tahun", "")
    year = int(asked) if re.fullmatch(r"(19|20|21)[0-9]{2}", asked) else this_year
    shown = {
        "periods": hours_by_period(),
        "holidays": holidays_of(year),
        "year": year,
        "years": range(this_year - 1, this_year + 4),
    }
    return render(request, "core/calendar.html", shown)


@_get_or_post
def add_hours(request: HttpRequest) -> HttpResponse:
    """Add a stretch of working hours, standing or dated."""
    actor = administrator(request.user)
    form = WorkingHoursForm(request.POST or None)

    def act() -> HttpResponse:
        actions.add_hours(WorkingHours(ref=form.ref, **form.values), actor=actor)
        return _back(request, _("Jam kerja ditambahkan."))

    return form_page(request, _FORM, form, act, title=_("Tambah jam kerja"))


@_get_or_post
def edit_hours(request: HttpRequest, ref: str) -> HttpResponse:
    """Change a stretch of working hours."""
    actor = administrator(request.user)
    hours = get_object_or_404(WorkingHours, ref=ref)
    form = WorkingHoursForm(request.POST or None, instance=hours)

    def act() -> HttpResponse:
        actions.edit_hours(hours, form.values, seen=form.seen, actor=actor)
        return _back(request, _("Jam kerja diubah."))

    remove = reverse("kelola_jam_hapus", args=[ref])
    return form_page(request, _FORM, form, act, title=_("Ubah jam kerja"), remove=remove)


@_get_or_post
def remove_hours(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask, then remove a stretch of working hours."""
    actor = administrator(request.user)
    hours = WorkingHours.objects.filter(ref=ref).first()
    if hours is None and request.method != "POST":
        raise Http404
    if request.method == "POST":
        if hours is not None:
            actions.remove_hours(hours, actor=actor)
        return _back(request, _("Jam kerja dihapus."))
    text = _("Batas waktu tugas yang dibuat sesudah ini tidak lagi menghitung jam tersebut.")
    return _confirm(request, _("Hapus jam kerja?"), text)


@_get_or_post
def add_holiday(request: HttpRequest) -> HttpResponse:
    """Add a holiday."""
    actor = administrator(request.user)
    form = HolidayForm(request.POST or None)

    def act() -> HttpResponse:
        holiday = actions.add_holiday(Holiday(**form.values), actor=actor)
        return _back(request, _("Hari libur ditambahkan."), holiday.day.year)

    return form_page(request, _FORM, form, act, title=_("Tambah hari libur"))


@_get_or_post
def remove_holiday(request: HttpRequest, day: str) -> HttpResponse:
    """Ask, then remove a holiday."""
    actor = administrator(request.user)
    try:
        date = parse_date(day)
    except ValueError:
        date = None
    holiday = Holiday.objects.filter(day=date).first() if date else None
    if date is None or (holiday is None and request.method != "POST"):
        raise Http404
    if request.method == "POST":
        if holiday is not None:
            actions.remove_holiday(holiday, actor=actor)
        return _back(request, _("Hari libur dihapus."), date.year)
    name = holiday.name if holiday else ""
    text = _("%(name)s menjadi hari kerja biasa.") % {"name": name}
    return _confirm(request, _("Hapus hari libur?"), text)


def _back(request: HttpRequest, message: str, year: int | None = None) -> HttpResponse:
    messages.success(request, message)
    query = f"?tahun={year}#libur" if year else ""
    return redirect(reverse("kelola_kalender") + query)


def _confirm(request: HttpRequest, title: str, text: str) -> HttpResponse:
    shown = {
        "title": title,
        "text": text,
        "label": _("Hapus"),
        "tone": "bad",
        "back": reverse("kelola_kalender"),
    }
    return render(request, "web/confirm.html", shown)
