"""The letter beside a task, read once more."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jumpa.core.errors import NotAllowed
from jumpa.documents.actions import read_again
from jumpa.intake.views.person import person_of
from jumpa.steps.page import actor_for_task
from jumpa.steps.views.task import visible_task


@require_POST
def read_letter_again(request: HttpRequest, ref: str) -> HttpResponse:
    """Have the request's letter read again for whoever has the task in hand."""
    task, subject = visible_task(request, ref)
    actor = actor_for_task(task, person_of(request))
    if actor is None:
        raise NotAllowed(_("Tugas ini bukan wewenang Anda saat ini."))
    if subject.letter is None or read_again(subject.letter, actor=actor) is None:
        raise Http404
    return redirect("tugas", ref=ref)
