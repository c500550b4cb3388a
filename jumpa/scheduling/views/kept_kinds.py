"""All that can be bookable, by kind: the lists, and the form for a new room or pool."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jumpa.core.form_pages import form_page
from jumpa.scheduling import actions
from jumpa.scheduling.access import keeper
from jumpa.scheduling.models import Pool, Resource
from jumpa.scheduling.queries.keeping import kept_pools, kept_rooms
from jumpa.scheduling.resource_kind import ResourceKind, ordered_kinds, phases_in_words

PER_PAGE = 50


@require_safe
def keep_resources(request: HttpRequest) -> HttpResponse:
    """The first kind's list."""
    keeper(request.user)
    return redirect("kelola_sumber_jenis", ordered_kinds()[0].slug)


@require_safe
def keep_kind(request: HttpRequest, slug: str) -> HttpResponse:
    """One kind's rooms or pools, also those out of use."""
    keeper(request.user)
    kind = _kind(slug)
    found: QuerySet[Any] = kept_rooms()
    if kind.has_pools:
        found = kept_pools().filter(kind=kind.key)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("halaman"))
    shown = {
        "kinds": ordered_kinds(),
        "kind": kind,
        "page": page,
        "rows": [(one, _said(kind, one), phases_in_words(one)) for one in page],
    }
    return render(request, "scheduling/keep_kind.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def add_to_kind(request: HttpRequest, slug: str) -> HttpResponse:
    """A form for a new room, or for a new pool, whose units come next."""
    actor = keeper(request.user)
    kind = _kind(slug)
    form = kind.form(request.POST or None)

    def act() -> HttpResponse:
        if not kind.has_pools:
            room = actions.add_room(Resource(ref=form.ref, **form.values), actor=actor)
            messages.success(request, _("%(name)s ditambahkan.") % {"name": room.name})
            return redirect("kelola_satuan", room.ref)
        pool = actions.add_pool(Pool(ref=form.ref, kind=kind.key, **form.values), actor=actor)
        words = _("%(name)s ditambahkan. Sekarang isi kelompok ini.")
        messages.success(request, words % {"name": pool.name})
        return redirect("kelola_kelompok_isi", pool.ref)

    return form_page(request, "scheduling/keep_new.html", form, act, kind=kind)


def _kind(slug: str) -> ResourceKind:
    for kind in ordered_kinds():
        if kind.slug == slug:
            return kind
    raise Http404(_("Jenis sumber daya ini tidak ada."))


def _said(kind: ResourceKind, record: Pool | Resource) -> str:
    return " · ".join(part for part in kind.facts(record) if part)
