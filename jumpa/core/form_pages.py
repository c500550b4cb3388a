"""A page with a form of an action: shown, refused with what was typed kept, or done."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jumpa.core.errors import Conflict, Refused, WrongState
from jumpa.core.forms import KeptForm


def form_page(
    request: HttpRequest,
    template: str,
    form: forms.BaseForm,
    act: Callable[[], HttpResponse],
    **context: object,
) -> HttpResponse:
    """Call ``act`` when a sound form was posted; else the page with its form.

    Status: what ``act`` answers; 200 for a first look; 422 for a form with faults, also those that
    the action found; 409 for a stale form or a conflict, which may be sent again as it stands.
    """
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return act()
            except (Refused, WrongState, Conflict) as refusal:
                status = refusal.status
                _explain(form, refusal)
    return render(request, template, {"form": form, **context}, status=status)


def _explain(form: forms.BaseForm, refusal: Refused | WrongState | Conflict) -> None:
    if isinstance(refusal, Refused):
        for name, messages in (refusal.fields or {"": (refusal.message,)}).items():
            form.add_error(name if name in form.fields else None, list(messages))
        return
    more = refusal.changes if isinstance(refusal, WrongState) else refusal.holders
    form.add_error(None, [refusal.message, *more])
    if isinstance(form, KeptForm):
        form.offer_again()
