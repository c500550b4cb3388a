"""An operator's weekly shifts."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_time
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jumpa.core.form_pages import form_page
from jumpa.scheduling import actions
from jumpa.scheduling.access import keeper
from jumpa.scheduling.forms import ShiftForm
from jumpa.scheduling.models import Kind, Resource
from jumpa.scheduling.views.kept_units import kept_resource


@require_http_methods(["GET", "HEAD", "POST"])
def add_shifts(request: HttpRequest, ref: str) -> HttpResponse:
    """The same hours on one or several days of each week."""
    actor = keeper(request.user)
    operator = _operator(ref)
    form = ShiftForm(request.POST or None)

    def act() -> HttpResponse:
        asked = form.cleaned_data
        actions.add_shifts(operator, asked["weekdays"], asked["start"], asked["end"], actor=actor)
        messages.success(request, _("Jam jaga disimpan."))
        return redirect("kelola_satuan", ref)

    return form_page(request, "scheduling/keep_shift.html", form, act, unit=operator)


@require_POST
def remove_shift(request: HttpRequest, ref: str) -> HttpResponse:
    """Take away the shift that begins at the posted ``hari`` and ``mulai``."""
    actor = keeper(request.user)
    operator = _operator(ref)
    weekday = request.POST.get("hari", "")
    try:
        start = parse_time(request.POST.get("mulai", ""))
    except ValueError:
        start = None
    if weekday not in "0123456" or len(weekday) != 1 or start is None:
        raise Http404(_("Jam jaga ini tidak ada."))
    actions.remove_shift(operator, int(weekday), start, actor=actor)
    messages.success(request, _("Jam jaga dihapus."))
    return redirect("kelola_satuan", ref)


def _operator(ref: str) -> Resource:
    operator = kept_resource(ref)
    if operator.kind != Kind.OPERATOR:
        raise Http404(_("Hanya operator yang mempunyai jam jaga."))
    return operator
