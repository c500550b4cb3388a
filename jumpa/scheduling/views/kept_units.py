"""One room or unit: its form, and what belongs to it beside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jumpa.core.form_pages import form_page
from jumpa.scheduling import actions, queries
from jumpa.scheduling.access import keeper
from jumpa.scheduling.forms import PhotoForm
from jumpa.scheduling.models import Kind, Resource
from jumpa.scheduling.queries.keeping import closures_ahead, shifts_of
from jumpa.scheduling.resource_kind import kinds

_AHEAD_SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
def unit_page(request: HttpRequest, ref: str) -> HttpResponse:
    """A room or a unit to change; beside it what lies ahead, and its photo or shifts."""
    actor = keeper(request.user)
    unit = kept_resource(ref)
    name = unit.name
    kind = kinds[unit.kind]
    form_class = kind.unit_form or kind.form
    form = form_class(request.POST or None, instance=unit)

    def act() -> HttpResponse:
        actions.edit_resource(unit, form.values, seen=form.seen, actor=actor)
        messages.success(request, _("Perubahan %(name)s disimpan.") % {"name": unit.name})
        return _back(unit)

    shown = beside(unit)
    return form_page(request, "scheduling/keep_unit.html", form, act, title=name, **shown)


@require_POST
def switch_unit(request: HttpRequest, ref: str) -> HttpResponse:
    """Take a room or unit out of use, or put it back: the posted ``aktif`` is what it shall be."""
    actor = keeper(request.user)
    is_active = request.POST.get("aktif") == "ya"
    unit = actions.switch_resource(kept_resource(ref), is_active, actor=actor)
    on, off = _("%(name)s dapat dipesan lagi."), _("%(name)s tidak dapat dipesan lagi.")
    messages.success(request, (on if is_active else off) % {"name": unit.name})
    return _back(unit)


def kept_resource(ref: str) -> Resource:
    """The room or unit of that ref, 404 if there is none."""
    return get_object_or_404(Resource.objects.select_related("pool", "person"), ref=ref)


def beside(unit: Resource) -> dict[str, object]:
    """What the page of a room or unit shows beside its form."""
    ahead = queries.holdings_ahead([unit])
    is_operator, is_room = unit.kind == Kind.OPERATOR, unit.kind == Kind.ROOM
    return {
        "unit": unit,
        # The form writes what was typed into its record; the page speaks of the stored one.
        "is_active": unit.is_active,
        "kind": kinds[unit.kind],
        "ahead": ahead[:_AHEAD_SHOWN],
        "more_ahead": max(0, len(ahead) - _AHEAD_SHOWN),
        "closures": closures_ahead(unit, timezone.now()),
        "shifts": shifts_of(unit) if is_operator else (),
        "is_operator": is_operator,
        "photo_form": PhotoForm() if is_room else None,
    }


def _back(unit: Resource) -> HttpResponse:
    if unit.pool is None:
        return redirect("kelola_sumber_jenis", kinds[unit.kind].slug)
    return redirect("kelola_kelompok", unit.pool.ref)
