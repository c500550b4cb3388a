"""The audit trail, to be read."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jumpa.core.access import administrator
from jumpa.core.forms import believable
from jumpa.core.queries import TrailFilter, readable, trail, verbs_done

_PER_PAGE = 50


class TrailForm(forms.Form):
    """What to look for in the trail."""

    dari = forms.DateField(label=_("Dari tanggal"), required=False, validators=[believable])
    sampai = forms.DateField(label=_("Sampai tanggal"), required=False, validators=[believable])
    oleh = forms.CharField(label=_("Orang atau jabatan"), required=False, max_length=200)
    perbuatan = forms.ChoiceField(label=_("Perbuatan"), required=False)
    milik = forms.CharField(label=_("Permohonan atau data"), required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["perbuatan"]
        if isinstance(choice, forms.ChoiceField):
            choice.choices = [("", _("Semua")), *verbs_done()]

    def wanted(self) -> TrailFilter:
        """The filter; a field with a fault does not narrow."""
        found = getattr(self, "cleaned_data", {})
        return TrailFilter(
            first=found.get("dari"),
            last=found.get("sampai"),
            who=found.get("oleh", ""),
            verb=found.get("perbuatan", ""),
            owner=found.get("milik", ""),
        )


@require_safe
def trail_page(request: HttpRequest) -> HttpResponse:
    """The trail, newest first, narrowed by the query."""
    administrator(request.user)
    form = TrailForm(request.GET or None)
    sound = not form.is_bound or form.is_valid()
    page = Paginator(trail(form.wanted()), _PER_PAGE).get_page(request.GET.get("halaman"))
    query = request.GET.copy()
    query.pop("halaman", None)
    shown = {
        "form": form,
        "page": page,
        "rows": readable(page.object_list),
        "query": query.urlencode(),
        "is_narrowed": bool(query),
    }
    return render(request, "core/trail.html", shown, status=200 if sound else 422)
