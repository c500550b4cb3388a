"""The reply by way of SRIKANDI: its .docx, and the look at what came back before it is released."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from jumpa.core.actor import Actor
from jumpa.core.errors import DomainError, NotAllowed, Refused
from jumpa.core.forms import believable, plain_line
from jumpa.core.ids import new_ref, version_in
from jumpa.documents.rendering import file_bytes
from jumpa.documents.signatures import signature_lines
from jumpa.documents.srikandi.returned import Returned, fault, look_at
from jumpa.intake.models import ServiceRequest
from jumpa.intake.views.person import person_of
from jumpa.people.models import Person
from jumpa.steps.actions import actor_at, make_move, move_at
from jumpa.steps.srikandi import reply_content, reply_docx, returned_file
from jumpa.steps.views.task import visible_task
from jumpa.workflow.models import Task
from jumpa.workflow.queries import sop_of
from jumpa.workflow.step_kind import kinds, moves_at

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KINDS = ("draft_reply", "release_reply")


class ConfirmForm(forms.Form):
    """Number and date as SRIKANDI gave them, confirmed by a person."""

    number = forms.CharField(label=gettext_lazy("Nomor surat dari SRIKANDI"), max_length=120)
    dated = forms.DateField(
        label=gettext_lazy("Tanggal surat"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[believable],
    )
    compared = forms.BooleanField(
        label=gettext_lazy(
            "Saya sudah membandingkan isinya; perbedaan di atas memang dikehendaki."
        ),
        error_messages={"required": gettext_lazy("Bandingkan dengan konsepnya, lalu centang.")},
    )

    def __init__(self, *args: Any, has_differences: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_differences:
            del self.fields["compared"]

    def clean_number(self) -> str:
        """One line without blanks at its ends."""
        return plain_line(self.cleaned_data["number"])


@require_safe
def draft_docx(request: HttpRequest, ref: str) -> HttpResponse:
    """The reply as .docx with SRIKANDI's tags."""
    task, subject = visible_task(request, ref)
    if task.kind not in _KINDS or task.state != Task.State.OPEN:
        raise Http404
    _require_hand(task, person_of(request))
    content = reply_docx(task, subject)
    headers = {"Content-Disposition": 'attachment; filename="konsep-surat-balasan.docx"'}
    return HttpResponse(content, content_type=_DOCX, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def returned(request: HttpRequest, ref: str) -> HttpResponse:
    """What came back, beside what went out; released with its number and date once confirmed."""
    task, subject = visible_task(request, ref)
    file = returned_file(task, subject) if task.kind == "release_reply" else None
    if task.state != Task.State.OPEN:
        return redirect("permohonan_lihat", ref=subject.ref)
    if file is None:
        raise Http404
    person = person_of(request)
    _require_hand(task, person)
    actor = actor_at(task, move_at(task, "released"), person)
    if request.method == "POST" and actor is None:
        raise NotAllowed(_("Tugas ini bukan wewenang Anda saat ini."))
    shown: dict[str, Any] = {"task": task, "found": subject, "file": file, "acting": actor}
    try:
        names = (subject.letter_number, subject.event_name)
        seen = look_at(file_bytes(file.file), reply_content(task, subject), names)
    except Refused as refusal:
        return render(request, "steps/srikandi.html", {**shown, "fault": refusal.message})
    return _confirm(request, task, subject, seen, shown)


def _confirm(
    request: HttpRequest,
    task: Task,
    subject: ServiceRequest,
    seen: Returned,
    shown: dict[str, Any],
) -> HttpResponse:
    wrong = fault(seen)
    form = ConfirmForm(
        request.POST or None,
        has_differences=seen.has_differences,
        initial={"number": seen.number, "dated": seen.dated},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if not wrong and form.is_valid():
            try:
                _release(request, task, form, shown["file"].ref)
            except DomainError as error:
                form.add_error(None, error.message)
                status = error.status
            else:
                messages.success(request, _("Surat balasan terbit dengan nomor dari SRIKANDI."))
                return redirect("permohonan_lihat", ref=subject.ref)
    shown |= {
        "seen": seen,
        "fault": wrong,
        "form": form,
        "lines": signature_lines([vars(one) for one in seen.signatures]),
        "token": new_ref(),
    }
    return render(request, "steps/srikandi.html", shown, status=status)


def _release(request: HttpRequest, task: Task, form: ConfirmForm, file_ref: str) -> None:
    if request.POST.get("berkas") != file_ref:
        message = _("Berkas bertanda tangan sudah diganti. Periksa berkas yang terbaru.")
        raise Refused(message)
    given = form.cleaned_data
    stamp = version_in(request.POST.get("versi", ""))
    make_move(
        task.ref,
        "released",
        {"file": file_ref, "number": given["number"], "dated": given["dated"]},
        person=person_of(request),
        token=request.POST.get("token", "")[:40],
        stamp=-1 if stamp is None else stamp,
        summary=[[_("Lewat"), "SRIKANDI"]],
    )


def _require_hand(task: Task, person: Person) -> Actor:
    """As whom the person may do anything at all at this task.

    Raises:
        Http404: they may not, so the page does not exist for them.
    """
    for move in moves_at(kinds[task.kind], sop_of(task.run).step(task.step_key)):
        actor = actor_at(task, move, person, timezone.now())
        if actor is not None:
            return actor
    raise Http404
