"""Hand in the scan of a paper that was signed by hand."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed
from jumpa.core.form_pages import form_page
from jumpa.documents.access import may_see
from jumpa.documents.actions.scans import (
    PURPOSE,
    Unread,
    confirm_scan,
    hindrance,
    keep_scan,
    owner_of_scans,
    unread_words,
)
from jumpa.documents.actions.signing import REGISTRARS
from jumpa.documents.models import Paper
from jumpa.documents.number_rules import may_number
from jumpa.documents.queries import files_of
from jumpa.documents.words import SIGNS
from jumpa.people.models import Person
from jumpa.people.queries import actor_for

_PAGE = "documents/scan_form.html"


class ScanForm(forms.Form):
    """The scan as one PDF."""

    file = forms.FileField(
        label=gettext_lazy("Hasil pindai bertanda tangan (PDF)"),
        # Told by the inspection, in words that say what to do.
        allow_empty_file=True,
        help_text=gettext_lazy("Semua halaman dalam satu berkas PDF."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )


class ConfirmForm(forms.Form):
    """That the scan is this paper's, though its number could not be read."""

    is_this = forms.BooleanField(
        label=gettext_lazy("Ya, pindaian ini adalah naskah tersebut yang sudah ditandatangani."),
        help_text=gettext_lazy("Nama Anda dicatat sebagai yang menyatakannya."),
    )
    berkas = forms.CharField(max_length=14, widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
def upload_scan(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask for the scan and keep it as the paper's signed copy."""
    paper = get_object_or_404(Paper.objects.defer("facts"), ref=ref)
    person = request.user
    if not isinstance(person, Person) or not may_see(person, paper.owner):
        raise Http404
    actor = actor_for(person, (paper.signer_office, *REGISTRARS), duty=SIGNS)
    if actor is None:
        raise NotAllowed(_("Pindaian bertanda tangan diunggah oleh TU atau penanda tangannya."))
    shown: dict[str, Any] = {"title": _("Unggah pindaian bertanda tangan"), "paper": paper}
    shown["hindrance"] = hindrance(paper)
    shown["earlier"] = paper.signed_copies.order_by("at", "id").last()
    shown["why"] = unread_words(paper)
    form: forms.Form = ScanForm(request.POST or None, request.FILES or None)
    if "berkas" in request.POST:
        form = ConfirmForm(request.POST)
        found = files_of(owner_of_scans(paper), PURPOSE).filter(ref=request.POST["berkas"])
        shown["unread"] = found.first()

    def act() -> HttpResponse:
        if isinstance(form, ConfirmForm):
            confirm_scan(ref, form.cleaned_data["berkas"], actor=actor)
        else:
            keep_scan(ref, form.cleaned_data["file"], actor=actor)
        messages.success(request, _("Pindaian bertanda tangan disimpan."))
        return redirect(_onward(actor, paper))

    try:
        return form_page(request, _PAGE, form, act, **shown)
    except Unread as unread:
        again = ConfirmForm(initial={"berkas": unread.file.ref})
        shown |= {"form": again, "unread": unread.file}
        return render(request, _PAGE, shown, status=unread.status)


def _onward(actor: Actor, paper: Paper) -> str:
    """Back to where the next paper waits."""
    if actor.office_key == paper.signer_office:
        return "tanda_tangan"
    return "nomor_surat" if may_number(actor.office_key) else "beranda"
