"""The page on which a letter is made by hand: form, preview, issue."""

import re
import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jumpa.core.errors import DomainError, NotAllowed
from jumpa.documents.letter import letters
from jumpa.documents.models import Batch
from jumpa.documents.typesetting import TypesettingError
from jumpa.documents.views.wordings import data_address
from jumpa.intake.models import ServiceRequest
from jumpa.intake.views.person import person_of, visible_request
from jumpa.steps.composing import draft_picture, issue_composition, may_compose
from jumpa.steps.composition import Composition, CompositionForm, compositions


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: HttpRequest, ref: str, key: str) -> HttpResponse:
    """Fill in a letter, look at it, and issue it."""
    found, composition = _asked(request, ref, key)
    form = composition.Form(request.POST if request.method == "POST" else None, request=found)
    if request.method != "POST":
        return _page(request, found, composition, form)
    token = _token(request)
    if not form.is_valid():
        return _page(request, found, composition, form, status=422)
    if "pratinjau" in request.POST:
        return _page(request, found, composition, form)
    try:
        made = issue_composition(
            ref, key, form.cleaned_data, person=person_of(request), token=token
        )
    except NotAllowed:
        raise
    except DomainError as error:
        form.add_error(None, error.message)
        return _page(request, found, composition, form, status=error.status)
    if isinstance(made, Batch):
        return redirect("kelompok", ref=made.ref)
    told = {"title": made.title, "number": made.number}
    messages.success(
        request, _("%(title)s terbit dengan nomor %(number)s dan menunggu tanda tangan.") % told
    )
    return redirect("permohonan_lihat", ref=ref)


@require_POST
def preview(request: HttpRequest, ref: str, key: str) -> HttpResponse:
    """The letter as typed, for the page to put beside the form."""
    found, composition = _asked(request, ref, key)
    form = composition.Form(request.POST, request=found)
    return render(request, "documents/preview.html", _preview(found, composition, form))


def _asked(request: HttpRequest, ref: str, key: str) -> tuple[ServiceRequest, Composition]:
    found = visible_request(request, ref)
    if key not in compositions:
        raise Http404(_("Naskah tidak dikenal."))
    may_compose(compositions[key], found, person_of(request))
    return found, compositions[key]


def _token(request: HttpRequest) -> str:
    token = request.POST.get("token", "")
    return token if re.fullmatch(r"[\w-]{1,40}", token, re.ASCII) else ""


def _preview(
    found: ServiceRequest, composition: Composition, form: CompositionForm
) -> dict[str, object]:
    """The picture; while the form is not sound, what is wrong with it."""
    values = form.cleaned_data if form.is_bound and form.is_valid() else None
    if form.is_bound and values is None:
        return {"faults": [_("Lengkapi isian lebih dahulu.")]}
    if values is None:
        values = {
            name: form.get_initial_for_field(field, name) or ""
            for name, field in form.fields.items()
        }
    try:
        return {"picture": data_address(draft_picture(composition, found, values))}
    except TypesettingError:
        return {"faults": [_("Naskah tidak dapat disusun dengan isian ini.")]}


def _page(
    request: HttpRequest,
    found: ServiceRequest,
    composition: Composition,
    form: CompositionForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "found": found,
        "letter": letters[composition.key],
        "form": form,
        # Whoever sends it again after a refusal sends the same letter.
        "token": _token(request) or secrets.token_urlsafe(12),
        **_preview(found, composition, form),
    }
    return render(request, "steps/composition.html", context, status=status)
