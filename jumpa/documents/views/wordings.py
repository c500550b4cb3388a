"""The pages on which an administrator words the office's letters."""

import base64

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jumpa.core.access import administrator
from jumpa.core.errors import DomainError, NotAllowed, Refused, WrongState
from jumpa.core.ids import version_in
from jumpa.documents.actions.wordings import refuse_faults, restore_wording, save_wording
from jumpa.documents.letter import letters
from jumpa.documents.models import LetterWording
from jumpa.documents.phrases import Words
from jumpa.documents.queries import office_profile
from jumpa.documents.specimens import specimen_picture, variants
from jumpa.documents.wording_forms import WordingForm
from jumpa.documents.wordings import current_wording, worded

VARIANTS = {
    "changed": gettext_lazy("Dapat dilayani dengan perubahan"),
    "refused": gettext_lazy("Belum dapat dilayani"),
}
"""What the further examples show."""


@require_safe
def wording_list(request: HttpRequest) -> HttpResponse:
    """All letters with words to change, and whose words hold now."""
    administrator(request.user)
    current = {one.letter: one for one in LetterWording.objects.filter(is_current=True)}
    rows = [
        (letter, current.get(letter.key))
        for letter in sorted(letters, key=lambda letter: letter.title)
        if letter.texts
    ]
    return render(request, "documents/wording_list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def wording_edit(request: HttpRequest, key: str) -> HttpResponse:
    """The texts of one letter; ``?versi=3`` fills the form with that version's, unsaved."""
    actor = administrator(request.user)
    _worded_letter(key)
    current = current_wording(key)
    form = _form(request, key, current)
    if request.method != "POST":
        return _page(request, key, form, current, 200)
    is_sound = form.is_valid()
    if "pratinjau" in request.POST:
        return _page(request, key, form, current, 200 if is_sound else 422)
    if not is_sound:
        return _page(request, key, form, current, 422)
    try:
        save_wording(key, form.values, seen=form.seen, actor=actor)
    except (Refused, WrongState) as refusal:
        _explain(form, refusal)
        form.version = _number(current_wording(key))
        return _page(request, key, form, current, refusal.status)
    messages.success(request, _("Teks naskah disimpan. Naskah yang sudah terbit tidak berubah."))
    return redirect("kelola_naskah_ubah", key=key)


@require_POST
def wording_preview(request: HttpRequest, key: str) -> HttpResponse:
    """The example in the words just typed, for the page to put beside the form."""
    administrator(request.user)
    _worded_letter(key)
    form = WordingForm(key, Words({}), 0, request.POST)
    return render(request, "documents/preview.html", _preview(request, key, form))


@require_POST
def wording_restore(request: HttpRequest, key: str) -> HttpResponse:
    """Let an earlier version hold again, or our own words."""
    actor = administrator(request.user)
    _worded_letter(key)
    version = version_in(request.POST.get("pulihkan", ""))
    try:
        if version is None:
            raise Refused(_("Versi itu tidak ada."))
        seen = version_in(request.POST.get("versi", ""))
        restore_wording(key, version, seen=seen, actor=actor)
    except NotAllowed:
        raise
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Teks dipulihkan. Naskah yang sudah terbit tidak berubah."))
    return redirect("kelola_naskah_ubah", key=key)


def _worded_letter(key: str) -> None:
    if key not in letters or not letters[key].texts:
        raise Http404(_("Naskah tidak dikenal."))


def _number(version: LetterWording | None) -> int:
    return version.version if version else 0


def _form(request: HttpRequest, key: str, current: LetterWording | None) -> WordingForm:
    shown = current
    asked = version_in(request.GET.get("versi", ""))
    if asked is not None and request.method != "POST":
        shown = LetterWording.objects.filter(letter=key, version=asked).first()
    data = request.POST if request.method == "POST" else None
    return WordingForm(key, worded(key, shown), _number(current), data)


def _explain(form: WordingForm, refusal: Refused | WrongState) -> None:
    if isinstance(refusal, WrongState):
        form.add_error(None, [refusal.message, *refusal.changes])
        return
    for name, told in (refusal.fields or {"": (refusal.message,)}).items():
        form.add_error(name if name in form.fields else None, list(told))


def _page(
    request: HttpRequest,
    key: str,
    form: WordingForm,
    current: LetterWording | None,
    status: int,
) -> HttpResponse:
    context = {
        "letter": letters[key],
        "form": form,
        "current": current,
        "history": LetterWording.objects.filter(letter=key),
        "variants": [(one, VARIANTS.get(one, one)) for one in variants(key)],
        **_preview(request, key, form),
    }
    return render(request, "documents/wording_form.html", context, status=status)


def _preview(request: HttpRequest, key: str, form: WordingForm) -> dict[str, object]:
    """The picture as a data address, or why there is none."""
    variant = request.POST.get("contoh", "")
    variant = variant if variant in variants(key) else ""
    texts = form.values if form.is_bound else dict(form.initial)
    try:
        refuse_faults(key, texts)
        content = specimen_picture(key, Words(texts), office_profile(), variant)
    except Refused as refusal:
        told = [one for found in refusal.fields.values() for one in found]
        return {"faults": told or [refusal.message], "variant": variant}
    return {"picture": data_address(content), "variant": variant}


def data_address(png: bytes) -> str:
    """A picture as an address that needs no further request."""
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"
