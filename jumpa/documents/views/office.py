from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jumpa.core.access import administrator
from jumpa.core.actor import Actor
from jumpa.core.errors import Refused
from jumpa.documents.actions import save_office_profile
from jumpa.documents.forms import OfficeProfileForm
from jumpa.documents.queries import kop, office_profile
from jumpa.documents.rendering import logo_bytes
from jumpa.documents.serving import file_response
from jumpa.documents.typesetting import compile_pdf


@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest) -> HttpResponse:
    """The kop, to be changed by an administrator."""
    actor = administrator(request.user)
    profile = office_profile()
    form = OfficeProfileForm(request.POST or None, request.FILES or None, instance=profile)
    if request.method == "POST" and form.is_valid() and _saved(form, actor):
        messages.success(request, _("Kop surat disimpan. Naskah yang sudah terbit tidak berubah."))
        return redirect("kelola_kop")
    status = 422 if form.errors else 200
    return render(
        request, "documents/office.html", {"form": form, "profile": profile}, status=status
    )


def _saved(form: OfficeProfileForm, actor: Actor) -> bool:
    try:
        save_office_profile(
            form.facts(),
            actor=actor,
            logo=form.cleaned_data["new_logo"],
            remove_logo=form.cleaned_data["remove_logo"],
        )
    except Refused as refusal:
        form.add_error("new_logo", refusal.message)
        return False
    return True


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
