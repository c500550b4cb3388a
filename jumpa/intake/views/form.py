"""The request form: filled in over several sittings, checked, submitted; nothing typed is lost."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jumpa.core.errors import Conflict, DomainError, NotAllowed, Refused, WrongState
from jumpa.core.ids import is_ref, new_ref, version_in
from jumpa.documents.actions import read_again
from jumpa.intake import rules
from jumpa.intake.actions import open_draft, save_draft, submit_request
from jumpa.intake.form_page import form_context
from jumpa.intake.forms import TEXTS, RequestForm
from jumpa.intake.letter_card import MARKS, Taken, take_over
from jumpa.intake.models import ServiceRequest
from jumpa.intake.permissions import may_edit, requester_of
from jumpa.intake.uploads import store_files
from jumpa.intake.views.person import person_of
from jumpa.people.models import Person
from jumpa.people.queries import actor_for

_LOOKING = frozenset(
    {"alternatif", "alternatif_tanggal", "periksa", "unggah", "isikan", "baca_ulang"}
)
"""The buttons after which the form is shown again as typed."""

_OWN_TIME = ("ruang", "mulai", "selesai")


@require_safe
def new_request(request: HttpRequest) -> HttpResponse:
    """An empty form. Its ref is drawn here, so that sending it twice makes one draft."""
    draft = _unsaved(person_of(request), new_ref())
    draft.organiser = draft.agency.name
    return _page(request, draft, RequestForm(instance=draft))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_request(request: HttpRequest, ref: str) -> HttpResponse:
    """Save the draft, look again with what the button asks for, or submit; by the button pressed.

    Looked at again is what is free, an alternative that is taken, the letter that is uploaded or
    read once more, and what of the letter goes into the form.
    """
    person = person_of(request)
    found = own_request(person, ref)
    if request.method != "POST":
        if found.pk is None or not may_edit(found, person):
            return redirect("permohonan_lihat", ref=ref)
        return _page(request, found, RequestForm(instance=found))
    if _LOOKING & set(request.POST):
        return _look_again(request, person, found)
    return _keep(request, person, found, submitting="ajukan" in request.POST)


def _unsaved(person: Person, ref: str) -> ServiceRequest:
    if actor_for(person, "opd") is None or person.agency is None:
        raise NotAllowed(_("Hanya pengguna OPD/instansi yang dapat mengajukan permohonan."))
    return ServiceRequest(ref=ref, agency=person.agency, version=0)


def own_request(person: Person, ref: str) -> ServiceRequest:
    """The request to be edited: an existing one of the person's agency, or a new one in memory.

    Raises:
        Http404: the ref is another agency's, or none that we would have drawn.
        NotAllowed: the person may see it, but is no requester.
    """
    found = ServiceRequest.objects.select_related("agency", "room", "letter", "run").filter(ref=ref)
    if is_ref(ref) and not found.exists():
        return _unsaved(person, ref)
    existing = get_object_or_404(found.filter(pk__in=ServiceRequest.objects.visible_to(person)))
    requester_of(existing, person)
    return existing


def _look_again(request: HttpRequest, person: Person, found: ServiceRequest) -> HttpResponse:
    """The form as typed, with the room's answer; a chosen letter is kept, for a browser forgets."""
    is_picked = bool({"alternatif", "alternatif_tanggal"} & set(request.POST))
    took, stale = _taken_from_letter(request.POST, found)
    data = _with_alternative(took.data if took else request.POST)
    form = RequestForm(data, request.FILES, instance=found)
    if "unggah" in request.POST and "letter_file" not in request.FILES:
        form.add_error("letter_file", _("Pilih berkas suratnya lebih dahulu."))
    try:
        found, stamp = store_files(person, found, form, _stamp(request))
        if "baca_ulang" in request.POST and found.letter is not None:
            read_again(found.letter, actor=requester_of(found, person))
    except DomainError as error:
        return _refused(request, found, form, error)
    status = stale.status if stale else 422 if "letter_file" in form.errors else 200
    said = {"is_picked": is_picked, "took": took, "version": stamp or 0}
    filled = took.filled if took else ()
    page = _page(request, found, form, status=status, error=stale, filled=filled, said=said)
    if found.pk is not None and request.headers.get("HX-Request"):
        # The draft that holds the letter has an address by now, where a reload finds it.
        page["HX-Replace-Url"] = reverse("permohonan_isi", args=[found.ref])
    return page


def _taken_from_letter(
    posted: QueryDict, found: ServiceRequest
) -> tuple[Taken | None, WrongState | None]:
    """What was ticked of the letter, if that is asked for; or why it can't be taken."""
    if "isikan" not in posted:
        return None, None
    try:
        return take_over(posted, found.letter), None
    except WrongState as stale:
        return None, stale


def _with_alternative(posted: QueryDict) -> QueryDict:
    """What was typed, with the room and time of the alternative that was pressed, if any.

    One for a single date of a series begins with the name of that date's fields.
    """
    data = posted.copy()
    date, _bar, alternative = str(posted.get("alternatif_tanggal", "")).partition("|")
    room, *texts = str(posted.get("alternatif") or alternative).split("|")
    moments = [_moment(text) for text in texts]
    if len(moments) == 2 and all(moments):
        names = [f"{date}-room", f"{date}-start", f"{date}-end"]
        for name, value in zip(names if date else _OWN_TIME, (room, *moments), strict=True):
            data[name] = value
    return data


def _moment(text: str) -> str:
    """A moment as the form's field writes it; empty if it is none of those that we offered."""
    try:
        return f"{timezone.localtime(datetime.fromisoformat(text)):%Y-%m-%dT%H:%M}"
    except (ValueError, OverflowError):
        return ""


def _keep(
    request: HttpRequest, person: Person, found: ServiceRequest, *, submitting: bool
) -> HttpResponse:
    form = RequestForm(request.POST, request.FILES, instance=found, submitting=submitting)
    is_valid = form.is_valid()
    stamp = _stamp(request)
    try:
        found, stamp = store_files(person, found, form, stamp)
        if not is_valid or form.errors:
            return _page(request, found, form, status=422)
        open_draft(found.ref, person=person)
        if not submitting:
            save_draft(found.ref, form.values(), person=person, stamp=stamp)
            messages.success(request, _("Draf tersimpan."))
            return redirect("permohonan_isi", ref=found.ref)
        accepts_clash = form.cleaned_data["accepts_clash"]
        submit_request(
            found.ref, form.values(), person=person, accepts_clash=accepts_clash, stamp=stamp
        )
    except DomainError as error:
        return _refused(request, found, form, error)
    messages.success(request, _("Permohonan sudah diajukan. Tanda terima tersedia di bawah."))
    return redirect("permohonan_lihat", ref=found.ref)


def _stamp(request: HttpRequest) -> int | None:
    stamp = version_in(request.POST.get("versi", ""))
    # A form that does not say what it showed counts as stale; that of a draft which did not
    # exist yet has nothing to be stale against.
    return -1 if stamp is None else stamp or None


def _refused(
    request: HttpRequest, found: ServiceRequest, form: RequestForm, error: DomainError
) -> HttpResponse:
    if isinstance(error, NotAllowed):
        raise error
    fields = error.fields if isinstance(error, Refused) else {}
    for name, codes in fields.items():
        texts = [str(TEXTS.get(code, code)) for code in codes]
        form.add_error(name if name in form.fields else None, texts)
    return _page(request, found, form, status=error.status, error=error)


def _page(
    request: HttpRequest,
    found: ServiceRequest,
    form: RequestForm,
    *,
    status: int = 200,
    error: DomainError | None = None,
    filled: Collection[str] = (),
    said: Mapping[str, Any] | None = None,
) -> HttpResponse:
    marked = {*filled, *request.POST.getlist(MARKS)}
    context: dict[str, Any] = form_context(found, form, filled=marked)
    context |= {"error": error, "is_conflict": isinstance(error, Conflict), **(said or {})}
    start = context["start"]
    if start and rules.is_short_notice(start, timezone.now(), context["lead_days"]):
        context["is_short_notice"] = True
    return render(request, "intake/form.html", context, status=status)
