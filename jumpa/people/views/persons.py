"""Persons: list, add, edit, passwords, switch on and off."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jumpa.core.access import administrator
from jumpa.core.form_pages import form_page
from jumpa.people.actions import persons as actions
from jumpa.people.forms import PersonForm
from jumpa.people.models import Person
from jumpa.people.queries import persons_like
from jumpa.people.rules import nip_doubts

_PER_PAGE = 50
_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """All persons, searched by name, NIP, e-mail or agency."""
    administrator(request.user)
    text = request.GET.get("cari", "").replace("\0", "").strip()
    query = request.GET.copy()
    query.pop("halaman", None)
    found = persons_like(get_object_or_404(Person, pk=request.user.pk), text)
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("halaman"))
    shown = {"page": page, "text": text, "query": query.urlencode()}
    return render(request, "people/persons.html", shown)


@never_cache
@_get_or_post
def add_person(request: HttpRequest) -> HttpResponse:
    """Add one person; the answer shows the first password, this once."""
    actor = administrator(request.user)
    form = PersonForm(request.POST or None)

    def act() -> HttpResponse:
        person = Person(ref=form.ref, **form.values)
        password = actions.add_person(person, actor=actor)
        _tell_doubts(request, person)
        if not password:
            messages.info(request, _("Orang ini sudah ditambahkan. Kata sandinya tampil sekali."))
            return redirect("kelola_orang")
        return _show_password(request, person, password, _("Orang ditambahkan"))

    return form_page(request, "people/person_form.html", form, act, title=_("Tambah orang"))


@_get_or_post
def edit_person(request: HttpRequest, ref: str) -> HttpResponse:
    """Change one person."""
    actor = administrator(request.user)
    person = get_object_or_404(Person, ref=ref)
    title = person.name
    form = PersonForm(request.POST or None, instance=person)

    def act() -> HttpResponse:
        saved = actions.edit_person(person, form.values, seen=form.seen, actor=actor)
        _tell_doubts(request, saved)
        messages.success(request, _("Data orang disimpan."))
        return redirect("kelola_orang")

    template = "people/person_form.html"
    return form_page(request, template, form, act, title=title, person=person)


@never_cache
@_get_or_post
def reset_password(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask, then give a person a new password and show it, this once."""
    actor = administrator(request.user)
    person = get_object_or_404(Person, ref=ref)
    if request.method == "POST":
        password = actions.reset_password(person, actor=actor)
        return _show_password(request, person, password, _("Kata sandi baru"))
    text = _("Kata sandi lama %(name)s tidak berlaku lagi dan semua sesinya berakhir.")
    shown = {
        "title": _("Buat kata sandi baru?"),
        "text": text % {"name": person.name},
        "label": _("Buat kata sandi baru"),
        "back": reverse("kelola_orang_ubah", args=[ref]),
    }
    return render(request, "web/confirm.html", shown)


@_get_or_post
def switch_person(request: HttpRequest, ref: str, is_active: bool) -> HttpResponse:
    """Ask, then switch a person on or off."""
    actor = administrator(request.user)
    person = get_object_or_404(Person, ref=ref)
    names = {"name": person.name}
    if request.method == "POST":
        actions.set_person_active(person, is_active, actor=actor)
        done = _("%(name)s diaktifkan.") if is_active else _("%(name)s dinonaktifkan.")
        messages.success(request, done % names)
        return redirect("kelola_orang")
    on = _("%(name)s dapat masuk lagi, dengan jabatan yang masih berlaku.")
    off = _("%(name)s tidak dapat masuk lagi dan tidak dapat bertindak untuk jabatannya.")
    shown = {
        "title": _("Aktifkan orang ini?") if is_active else _("Nonaktifkan orang ini?"),
        "text": (on if is_active else off) % names,
        "label": _("Aktifkan") if is_active else _("Nonaktifkan"),
        "tone": "" if is_active else "bad",
        "back": reverse("kelola_orang_ubah", args=[ref]),
    }
    return render(request, "web/confirm.html", shown)


def _show_password(request: HttpRequest, person: Person, password: str, title: str) -> HttpResponse:
    shown = {"person": person, "password": password, "title": title}
    return render(request, "people/person_password.html", shown)


def _tell_doubts(request: HttpRequest, person: Person) -> None:
    told = {
        "birth": _("Tanggal lahir dalam NIP tidak lazim. Periksa kembali NIP-nya."),
        "service": _("Bulan pengangkatan dalam NIP tidak lazim. Periksa kembali NIP-nya."),
        "sex": _("Angka ke-15 dalam NIP biasanya 1 atau 2. Periksa kembali NIP-nya."),
    }
    for doubt in nip_doubts(person.nip, timezone.localdate()) if person.nip else ():
        messages.warning(request, told[doubt])
