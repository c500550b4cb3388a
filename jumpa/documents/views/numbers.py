"""The book of outgoing numbers, and what may be done with a number."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed
from jumpa.core.form_pages import form_page
from jumpa.documents.access import may_see
from jumpa.documents.actions.numbers import cancel, reserve, use_reserved, withdraw_paper
from jumpa.documents.models import OutgoingNumber, Paper
from jumpa.documents.number_book import book, series_titles, years_in_book
from jumpa.documents.number_forms import BookFilterForm, ReasonForm, ReserveForm, UseForm
from jumpa.documents.number_rules import NUMBERERS
from jumpa.people.models import Person
from jumpa.people.queries import actor_for

_PER_PAGE = 50
_FORM = "documents/number_form.html"
_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def keeper_of_book(user: object) -> Actor:
    """The actor as whom ``user`` keeps the book; a stand-in's scope has no word for it.

    Raises:
        NotAllowed: they hold none of the offices.
    """
    actor = actor_for(user, NUMBERERS, duty="beyond_sops") if isinstance(user, Person) else None
    if actor is None:
        raise NotAllowed(_("Buku nomor surat dipegang TU, Kepala Dinas, dan administrator."))
    return actor


@require_safe
def number_book(request: HttpRequest) -> HttpResponse:
    """The book, narrowed by the query."""
    actor = keeper_of_book(request.user)
    titles = series_titles()
    form = BookFilterForm(request.GET or None, years=years_in_book(), series=titles)
    is_sound = not form.is_bound or form.is_valid()
    page = Paginator(book(form.wanted()), _PER_PAGE).get_page(request.GET.get("halaman"))
    query = request.GET.copy()
    query.pop("halaman", None)
    shown = {
        "form": form,
        "page": page,
        "titles": titles,
        "rows": [(number, titles.get(number.series, number.series)) for number in page],
        "query": query.urlencode(),
        "is_narrowed": any(query.values()),
        "may_edit_rules": actor.office_key == "administrator",
    }
    return render(request, "documents/numbers.html", shown, status=200 if is_sound else 422)


@_get_or_post
def reserve_numbers(request: HttpRequest) -> HttpResponse:
    """Set numbers aside for letters that are made elsewhere."""
    actor = keeper_of_book(request.user)
    form = ReserveForm(request.POST or None)

    def act() -> HttpResponse:
        given = form.cleaned_data
        numbers = reserve(
            given["series"],
            given["count"],
            given["on"],
            given["subject"],
            actor,
            token=given["token"],
        )
        told = _("Dicadangkan: %s.") % ", ".join(number.text for number in numbers)
        messages.success(request, told)
        return redirect("nomor_surat")

    return form_page(request, _FORM, form, act, title=_("Cadangkan nomor"))


@_get_or_post
def use_number(request: HttpRequest, ref: str) -> HttpResponse:
    """Say for which letter a reserved number was used."""
    actor = keeper_of_book(request.user)
    number = get_object_or_404(OutgoingNumber, ref=ref)
    initial = {"subject": number.subject, "on": number.dated}
    form = UseForm(request.POST or None, initial=initial)

    def act() -> HttpResponse:
        given = form.cleaned_data
        use_reserved(ref, subject=given["subject"], on=given["on"], actor=actor)
        messages.success(request, _("Nomor %s tercatat terpakai.") % number.text)
        return redirect("nomor_surat")

    title = _("Nomor %s dipakai") % number.text
    return form_page(request, _FORM, form, act, title=title, number=number)


@_get_or_post
def cancel_number(request: HttpRequest, ref: str) -> HttpResponse:
    """Cancel a number, with a reason; its paper is withdrawn."""
    actor = keeper_of_book(request.user)
    number = get_object_or_404(OutgoingNumber.objects.select_related("paper"), ref=ref)
    form = ReasonForm(request.POST or None)

    def act() -> HttpResponse:
        cancel(ref, form.cleaned_data["reason"], actor)
        messages.success(request, _("Nomor %s dibatalkan.") % number.text)
        return redirect("nomor_surat")

    shown = {"title": _("Batalkan nomor %s?") % number.text, "number": number, "is_bad": True}
    return form_page(request, _FORM, form, act, **shown)


@_get_or_post
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Withdraw a paper, with a reason; its number is cancelled."""
    actor = keeper_of_book(request.user)
    paper = get_object_or_404(Paper, ref=ref)
    if not isinstance(request.user, Person) or not may_see(request.user, paper.owner):
        raise Http404
    form = ReasonForm(request.POST or None)
    back = _came_from(request)

    def act() -> HttpResponse:
        withdraw_paper(ref, form.cleaned_data["reason"], actor)
        messages.success(request, _("%s ditarik.") % paper)
        return redirect(back)

    shown = {"title": _("Tarik %s?") % paper, "paper": paper, "is_bad": True, "back": back}
    return form_page(request, _FORM, form, act, **shown)


def _came_from(request: HttpRequest) -> str:
    """The page of ours that led here, else the book."""
    asked = request.GET.get("dari", "")
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if is_ours else reverse("nomor_surat")
