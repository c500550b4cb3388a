from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jumpa.core.access import administrator
from jumpa.core.actor import Actor
from jumpa.core.errors import Refused, WrongState
from jumpa.documents.actions import save_office_profile
from jumpa.documents.actions.office import stamp_of
from jumpa.documents.forms import OfficeProfileForm
from jumpa.documents.models import OfficeProfile
from jumpa.documents.queries import kop, office_profile
from jumpa.documents.rendering import logo_bytes
from jumpa.documents.serving import file_response
from jumpa.documents.specimens import specimen_picture
from jumpa.documents.typesetting import compile_pdf
from jumpa.documents.views.wordings import data_address
from jumpa.documents.wordings import words_of

KOP = OfficeProfileForm.Meta.fields


@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest) -> HttpResponse:
    """The kop, to be changed by an administrator."""
    actor = administrator(request.user)
    profile = office_profile()
    form = OfficeProfileForm(request.POST or None, request.FILES or None, instance=profile)
    status = 200
    if request.method == "POST":
        status = _save(form, actor, only_look="pratinjau" in request.POST)
    if status == 302:
        messages.success(request, _("Kop surat disimpan. Naskah yang sudah terbit tidak berubah."))
        return redirect("kelola_kop")
    now = office_profile()
    context = {"form": form, "profile": now, "stamp": stamp_of(now), **_preview(form, now)}
    return render(request, "documents/office.html", context, status=status)


def _save(form: OfficeProfileForm, actor: Actor, *, only_look: bool) -> int:
    """The status of the answer; 302 once it is saved."""
    if not form.is_valid():
        return 422
    if only_look:
        return 200
    try:
        save_office_profile(
            form.facts(),
            actor=actor,
            logo=form.cleaned_data["new_logo"],
            remove_logo=form.cleaned_data["remove_logo"],
            seen=form.seen,
        )
    except Refused as refusal:
        form.add_error("new_logo", refusal.message)
        return 422
    except WrongState as stale:
        form.add_error(None, [stale.message, *stale.changes])
        return 409
    return 302


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """A letter under the kop just typed, for the page to put beside the form."""
    administrator(request.user)
    now = office_profile()
    form = OfficeProfileForm(request.POST, instance=office_profile())
    return render(request, "documents/preview.html", _preview(form, now))


def _preview(form: OfficeProfileForm, now: OfficeProfile) -> dict[str, object]:
    """A picture under the kop as typed; where that is faulty, what is."""
    shown = now
    if form.is_bound:
        told = [str(one) for name, found in form.errors.items() for one in found if name in KOP]
        if told:
            return {"faults": told}
        typed = {name: form.cleaned_data[name] for name in KOP if name in form.cleaned_data}
        kept = {field.attname: getattr(now, field.attname) for field in now._meta.fields}
        shown = OfficeProfile(**{**kept, **typed})
        if form.cleaned_data.get("remove_logo"):
            shown.logo = None
    content = specimen_picture("reply", words_of("reply"), shown)
    return {"picture": data_address(content)}


@require_safe
def specimen(request: HttpRequest) -> HttpResponse:
    """The kop as papers print it now."""
    administrator(request.user)
    office_now = kop(office_profile())
    content = compile_pdf(
        "specimen.typ",
        {"office": office_now},
        title=_("Contoh kop surat"),
        created=timezone.now(),
        logo=logo_bytes(office_now["logo"]),
    )
    return file_response(request, content, name="contoh-kop.pdf", content_type="application/pdf")
