"""The page on which an official sees what priority would cost, and gives it."""

import re
import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from jumpa.core.errors import DomainError, NotAllowed
from jumpa.core.ids import version_in
from jumpa.intake.models import ServiceRequest
from jumpa.intake.views.person import person_of
from jumpa.people.queries import offices_of
from jumpa.scheduling.access import no_displacer
from jumpa.scheduling.rules import may_displace
from jumpa.steps.fields import NoteField, signs_of_life
from jumpa.steps.priority import Priority, cost_of, give_priority, giver_of_priority
from jumpa.steps.views.task import visible_task
from jumpa.workflow.models import Task


class PriorityForm(forms.Form):
    """Why one event comes before others, and on what that rests."""

    alasan = NoteField(gettext_lazy("Alasan prioritas"), required=True, rows=2)
    dasar = forms.CharField(
        label=gettext_lazy("Dasar prioritas"),
        max_length=300,
        help_text=gettext_lazy("Nomor surat, arahan tertulis, atau ketentuan yang mendasari."),
    )

    def clean_alasan(self) -> str:
        """Words, not blanks."""
        return signs_of_life(self.cleaned_data["alasan"])

    def clean_dasar(self) -> str:
        """Words, not blanks."""
        return signs_of_life(self.cleaned_data["dasar"])


@require_http_methods(["GET", "HEAD", "POST"])
def priority(request: HttpRequest, ref: str) -> HttpResponse:
    """Show who would lose what; on POST let this request come first."""
    task, subject = visible_task(request, ref)
    person = person_of(request)
    if not any(may_displace(office) for office in offices_of(person)):
        raise no_displacer()
    if request.method != "POST":
        if giver_of_priority(task, person) is None:
            return redirect("permohonan_lihat", ref=subject.ref)
        return _page(request, task, subject, PriorityForm(), None, 200)
    form = PriorityForm(request.POST)
    if not form.is_valid():
        return _page(request, task, subject, form, None, 422)
    try:
        _give(request, task, form)
    except NotAllowed:
        raise
    except DomainError as error:
        return _page(request, task, subject, form, error, error.status)
    messages.success(request, _("Kegiatan ini didahulukan dan jadwalnya pasti."))
    return redirect("permohonan_lihat", ref=subject.ref)


def _give(request: HttpRequest, task: Task, form: PriorityForm) -> None:
    stamp = version_in(request.POST.get("versi", ""))
    token = request.POST.get("token", "")
    seen = frozenset(request.POST.getlist("digeser"))
    give_priority(
        task.ref,
        Priority(form.cleaned_data["alasan"], form.cleaned_data["dasar"], seen),
        person=person_of(request),
        token=token if re.fullmatch(r"[\w-]{1,40}", token, re.ASCII) else "",
        stamp=-1 if stamp is None else stamp,
    )


def _page(
    request: HttpRequest,
    task: Task,
    subject: ServiceRequest,
    form: PriorityForm,
    error: DomainError | None,
    status: int,
) -> HttpResponse:
    task.refresh_from_db()
    is_open = task.state == Task.State.OPEN
    context: dict[str, Any] = {
        "task": task,
        "found": subject,
        "form": form,
        "error": error,
        "is_open": is_open,
        "cost": cost_of(subject) if is_open else None,
        "token": secrets.token_urlsafe(12),
    }
    return render(request, "steps/priority.html", context, status=status)
