"""One pool: its facts, its units, and the form that adds some."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jumpa.core.form_pages import form_page
from jumpa.scheduling import actions
from jumpa.scheduling.access import keeper
from jumpa.scheduling.models import Pool
from jumpa.scheduling.queries.keeping import kept_pools, kept_units
from jumpa.scheduling.resource_kind import kinds, phases_in_words
from jumpa.scheduling.views.kept_kinds import PER_PAGE

_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def pool_page(request: HttpRequest, ref: str) -> HttpResponse:
    """A pool and its units, also those out of use."""
    keeper(request.user)
    pool = _pool(ref)
    kind = kinds[pool.kind]
    page = Paginator(kept_units(pool), PER_PAGE).get_page(request.GET.get("halaman"))
    shown = {
        "kind": kind,
        "pool": pool,
        "facts": [part for part in (*kind.facts(pool), phases_in_words(pool)) if part],
        "page": page,
        "rows": [(unit, " · ".join(part for part in kind.facts(unit) if part)) for unit in page],
    }
    return render(request, "scheduling/keep_pool.html", shown)


@_get_or_post
def edit_pool(request: HttpRequest, ref: str) -> HttpResponse:
    """Change a pool."""
    actor = keeper(request.user)
    pool = _pool(ref)
    name = pool.name
    form = kinds[pool.kind].form(request.POST or None, instance=pool)

    def act() -> HttpResponse:
        actions.edit_pool(pool, form.values, seen=form.seen, actor=actor)
        messages.success(request, _("Perubahan %(name)s disimpan.") % {"name": pool.name})
        return redirect("kelola_kelompok", ref)

    return form_page(request, "scheduling/keep_pool_form.html", form, act, title=name, pool=pool)


@_get_or_post
def fill_pool(request: HttpRequest, ref: str) -> HttpResponse:
    """Add units to a pool."""
    actor = keeper(request.user)
    pool = _pool(ref)
    kind = kinds[pool.kind]
    if kind.adding is None:
        raise Http404(_("Kelompok ini tidak dapat diisi."))
    form = kind.adding(request.POST or None, pool=pool)

    def act() -> HttpResponse:
        made = actions.add_units(pool, form.units(), actor=actor)
        words = ngettext(
            "%(count)d satuan ditambahkan.", "%(count)d satuan ditambahkan.", len(made)
        )
        if made:
            messages.success(request, words % {"count": len(made)})
        return redirect("kelola_kelompok", ref)

    title = _("Tambah ke %(name)s") % {"name": pool.name}
    return form_page(request, "scheduling/keep_pool_form.html", form, act, title=title, pool=pool)


@require_POST
def switch_pool(request: HttpRequest, ref: str) -> HttpResponse:
    """Take a pool out of use, or put it back: the posted ``aktif`` is what it shall be."""
    actor = keeper(request.user)
    is_active = request.POST.get("aktif") == "ya"
    pool = actions.switch_pool(_pool(ref), is_active, actor=actor)
    words = (
        _("%(name)s dapat dipesan lagi.") if is_active else _("%(name)s tidak dapat dipesan lagi.")
    )
    messages.success(request, words % {"name": pool.name})
    return redirect("kelola_kelompok", ref)


def _pool(ref: str) -> Pool:
    return get_object_or_404(kept_pools(), ref=ref)
