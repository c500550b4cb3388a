"""Agencies: list, add, edit, switch on and off."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jumpa.core.access import administrator
from jumpa.core.form_pages import form_page
from jumpa.people.actions import agencies as actions
from jumpa.people.forms import AgencyForm
from jumpa.people.models import Agency
from jumpa.people.queries import agencies_like

_PER_PAGE = 50
_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def agency_list(request: HttpRequest) -> HttpResponse:
    """All agencies, searched by name."""
    administrator(request.user)
    text = request.GET.get("cari", "").replace("\0", "").strip()
    query = request.GET.copy()
    query.pop("halaman", None)
    page = Paginator(agencies_like(text), _PER_PAGE).get_page(request.GET.get("halaman"))
    shown = {"page": page, "text": text, "query": query.urlencode()}
    return render(request, "people/agencies.html", shown)


@_get_or_post
def add_agency(request: HttpRequest) -> HttpResponse:
    """Add one agency."""
    actor = administrator(request.user)
    form = AgencyForm(request.POST or None)

    def act() -> HttpResponse:
        agency = actions.add_agency(Agency(ref=form.ref, **form.values), actor=actor)
        messages.success(request, _("%(name)s ditambahkan.") % {"name": agency.name})
        return redirect("kelola_instansi")

    return form_page(request, "people/agency_form.html", form, act, title=_("Tambah instansi"))


@_get_or_post
def edit_agency(request: HttpRequest, ref: str) -> HttpResponse:
    """Change one agency."""
    actor = administrator(request.user)
    agency = get_object_or_404(Agency, ref=ref)
    title = agency.name
    form = AgencyForm(request.POST or None, instance=agency)

    def act() -> HttpResponse:
        actions.edit_agency(agency, form.values, seen=form.seen, actor=actor)
        messages.success(request, _("Data instansi disimpan."))
        return redirect("kelola_instansi")

    template = "people/agency_form.html"
    return form_page(request, template, form, act, title=title, agency=agency)


@_get_or_post
def switch_agency(request: HttpRequest, ref: str, is_active: bool) -> HttpResponse:
    """Ask, then switch an agency on or off."""
    actor = administrator(request.user)
    agency = get_object_or_404(Agency, ref=ref)
    names = {"name": agency.name}
    if request.method == "POST":
        actions.set_agency_active(agency, is_active, actor=actor)
        done = _("%(name)s diaktifkan.") if is_active else _("%(name)s dinonaktifkan.")
        messages.success(request, done % names)
        return redirect("kelola_instansi")
    on = _("%(name)s dapat dipilih lagi untuk orang dan permohonan baru.")
    off = _("%(name)s tidak dapat dipilih lagi. Permohonan yang sudah ada tetap berjalan.")
    shown = {
        "title": _("Aktifkan instansi?") if is_active else _("Nonaktifkan instansi?"),
        "text": (on if is_active else off) % names,
        "label": _("Aktifkan") if is_active else _("Nonaktifkan"),
        "tone": "" if is_active else "bad",
        "back": reverse("kelola_instansi_ubah", args=[ref]),
    }
    return render(request, "web/confirm.html", shown)
