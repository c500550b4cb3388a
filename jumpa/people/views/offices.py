"""Offices and their holders: list, rename, appoint, correct, end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jumpa.core.access import administrator
from jumpa.core.form_pages import form_page
from jumpa.people.actions import appointments as actions
from jumpa.people.forms import AppointmentForm, OfficeForm
from jumpa.people.models import Appointment, Office
from jumpa.people.queries import offices_with_holders, terms_of
from jumpa.people.rules import appointment_state

_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def office_list(request: HttpRequest) -> HttpResponse:
    """All offices with who holds them now."""
    administrator(request.user)
    return render(request, "people/offices.html", {"offices": offices_with_holders()})


@require_safe
def office_page(request: HttpRequest, key: str) -> HttpResponse:
    """One office with all its appointments."""
    administrator(request.user)
    office = get_object_or_404(Office, key=key)
    return render(request, "people/office.html", {"office": office, "terms": terms_of(office)})


@_get_or_post
def rename_office(request: HttpRequest, key: str) -> HttpResponse:
    """Change an office's title."""
    actor = administrator(request.user)
    office = get_object_or_404(Office, key=key)
    form = OfficeForm(request.POST or None, instance=office)

    def act() -> HttpResponse:
        title = form.cleaned_data["title"]
        actions.rename_office(office, title, seen=form.seen, actor=actor)
        messages.success(request, _("Nama jabatan disimpan."))
        return redirect("kelola_jabatan_satu", key=key)

    template = "people/office_form.html"
    return form_page(request, template, form, act, title=_("Ubah nama jabatan"), office=office)


@_get_or_post
def appoint(request: HttpRequest, key: str) -> HttpResponse:
    """Add a holder or a stand-in."""
    actor = administrator(request.user)
    office = get_object_or_404(Office, key=key)
    form = AppointmentForm(request.POST or None, initial={"start": timezone.now()})

    def act() -> HttpResponse:
        new = Appointment(ref=form.ref, office=office, **form.values)
        actions.appoint(new, actor=actor)
        messages.success(request, _("Pemangku jabatan ditambahkan."))
        return redirect("kelola_jabatan_satu", key=key)

    template = "people/appointment_form.html"
    return form_page(request, template, form, act, title=_("Tambah pemangku"), office=office)


@_get_or_post
def correct(request: HttpRequest, ref: str) -> HttpResponse:
    """Put an appointment right."""
    actor = administrator(request.user)
    appointment = get_object_or_404(Appointment.objects.select_related("office"), ref=ref)
    office = appointment.office
    form = AppointmentForm(request.POST or None, instance=appointment)

    def act() -> HttpResponse:
        actions.correct_appointment(appointment, form.values, seen=form.seen, actor=actor)
        messages.success(request, _("Masa jabatan dibetulkan."))
        return redirect("kelola_jabatan_satu", key=office.key)

    template = "people/appointment_form.html"
    return form_page(request, template, form, act, title=_("Betulkan masa jabatan"), office=office)


@_get_or_post
def end(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask, then end an appointment now, or take back one that lies ahead."""
    actor = administrator(request.user)
    found = Appointment.objects.select_related("office", "person")
    if request.method == "POST":
        appointment = found.filter(ref=ref).first()
        if appointment is None:
            return redirect("kelola_jabatan")
        actions.end_appointment(appointment, actor=actor)
        messages.success(request, _("Masa jabatan diakhiri."))
        return redirect("kelola_jabatan_satu", key=appointment.office.key)
    appointment = get_object_or_404(found, ref=ref)
    names = {"name": appointment.person.name, "office": appointment.office.title}
    ahead = appointment_state(appointment.start, appointment.end, timezone.now()) == "coming"
    end_words = _("%(name)s sejak saat ini tidak dapat lagi bertindak sebagai %(office)s.")
    ahead_words = _("%(name)s tidak jadi memegang jabatan %(office)s.")
    shown = {
        "title": _("Batalkan penunjukan?") if ahead else _("Akhiri masa jabatan sekarang?"),
        "text": (ahead_words if ahead else end_words) % names,
        "label": _("Batalkan penunjukan") if ahead else _("Akhiri sekarang"),
        "tone": "bad",
        "back": reverse("kelola_jabatan_satu", args=[appointment.office.key]),
    }
    return render(request, "web/confirm.html", shown)
