"""Closing resources for a time: what is closed, the form that shows whom it hits, lifting it."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from jumpa.core.actor import Actor
from jumpa.core.form_pages import form_page
from jumpa.scheduling import actions
from jumpa.scheduling.access import closer
from jumpa.scheduling.forms import ClosureForm
from jumpa.scheduling.models import Resource
from jumpa.scheduling.queries import closures as queries

_PER_PAGE = 20
_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def closure_list(request: HttpRequest) -> HttpResponse:
    """What is or will be closed, the events that stand in it, and what was closed once."""
    closer(request.user)
    now = timezone.now()
    past = Paginator(queries.batch_refs_past(now), _PER_PAGE)
    page = past.get_page(request.GET.get("halaman"))
    shown = {
        "batches": queries.batches_ahead(now),
        "affected": queries.events_closed(),
        "past": queries.batches(list(page)),
        "page": page,
    }
    return render(request, "scheduling/closures.html", shown)


@_get_or_post
def close(request: HttpRequest) -> HttpResponse:
    """Choose what to close; then see whose events it hits; then close."""
    actor = closer(request.user)
    given = _given(request)
    form = ClosureForm(request.POST or None, given=given)
    shown: dict[str, object] = {"affected": None, "query": request.GET.urlencode()}

    def act() -> HttpResponse:
        if "tutup" not in request.POST:
            return _preview(request, form, actor, shown)
        asked = form.cleaned_data
        closed = actions.close_resources(
            form.chosen(),
            asked["start"],
            asked["end"],
            reason=asked["reason"],
            note=asked["note"],
            batch=asked["mark"],
            seen=asked["seen"],
            actor=actor,
        )
        count = len(closed.affected)
        words = ngettext("%(count)d kegiatan terdampak.", "%(count)d kegiatan terdampak.", count)
        messages.success(request, f"{_('Penutupan disimpan.')} {words % {'count': count}}")
        return redirect("kelola_penutupan_satu", closed.batch)

    return form_page(request, "scheduling/closure_form.html", form, act, **shown)


def _preview(
    request: HttpRequest, form: ClosureForm, actor: Actor, shown: dict[str, object]
) -> HttpResponse:
    asked = form.cleaned_data
    affected = actions.would_hit(
        form.chosen(), asked["start"], asked["end"], reason=asked["reason"], actor=actor
    )
    form.remember(queries.fingerprint(affected))
    shown = {**shown, "form": form, "affected": affected, "is_checked": True}
    return render(request, "scheduling/closure_form.html", shown)


def _given(request: HttpRequest) -> Iterable[Resource]:
    """What the page that led here had in hand: one resource, or a whole pool."""
    chosen = Resource.objects.none()
    if request.GET.get("satuan"):
        chosen = Resource.objects.filter(ref=request.GET["satuan"].replace("\0", ""))
    elif request.GET.get("kelompok"):
        ref = request.GET["kelompok"].replace("\0", "")
        chosen = Resource.objects.filter(pool__ref=ref, is_active=True)
    return chosen


@require_safe
def closure_page(request: HttpRequest, batch: str) -> HttpResponse:
    """What one act closed, and the events that still stand in it."""
    closer(request.user)
    found = _batch(batch)
    is_over = found.is_over(timezone.now())
    affected = [] if is_over else queries.affected_by(found.closures)
    shown = {"batch": found, "is_over": is_over, "affected": affected}
    return render(request, "scheduling/closure.html", shown)


@_get_or_post
def lift(request: HttpRequest, batch: str) -> HttpResponse:
    """Ask, then open again what one act closed."""
    actor = closer(request.user)
    found = _batch(batch)
    if request.method == "POST":
        actions.lift_closure(batch, actor=actor)
        messages.success(request, _("Penutupan dicabut."))
        return redirect("kelola_penutupan")
    text = _("%(names)s dapat dipesan lagi %(time)s.")
    shown = {
        "title": _("Cabut penutupan?"),
        "text": text % {"names": found.names, "time": found.occasion},
        "label": _("Cabut penutupan"),
        "back": reverse("kelola_penutupan_satu", args=[batch]),
    }
    return render(request, "web/confirm.html", shown)


def _batch(ref: str) -> queries.Batch:
    found = queries.batches([ref])
    if not found:
        raise Http404(_("Penutupan ini tidak ada."))
    return found[0]
