"""Whether what is being typed into the request form can be had."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from jumpa.intake.forms import RequestForm
from jumpa.intake.live import availability_of, typed_request
from jumpa.intake.views.form import own_request
from jumpa.intake.views.person import person_of


@require_POST
def availability(request: HttpRequest, ref: str) -> HttpResponse:
    """The fragment for the form as it is typed now; nothing is saved."""
    found = own_request(person_of(request), ref)
    form = RequestForm(request.POST, instance=found)
    context = availability_of(typed_request(found, form), form.there) or _problem(form)
    status = 422 if "problem" in context else 200
    return render(request, "intake/availability_now.html", context, status=status)


def _problem(form: RequestForm) -> dict[str, Any]:
    """What is wrong with the time, if anything; half-typed is no mistake yet."""
    found = [str(one) for name in ("start", "end") for one in form.errors.get(name, ())]
    return {"problem": " ".join(found)} if found else {}
