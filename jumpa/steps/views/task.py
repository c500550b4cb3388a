"""One page for all kinds of step."""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jumpa.core.errors import DomainError, NotAllowed
from jumpa.core.ids import version_in
from jumpa.intake.models import ServiceRequest
from jumpa.intake.views.person import person_of
from jumpa.steps.actions import actor_at, is_replay, make_move, move_at, work_on
from jumpa.steps.page import Refusal, page_context
from jumpa.workflow.models import Task
from jumpa.workflow.step_kind import Move, StepForm, kinds


@require_safe
def task_page(request: HttpRequest, ref: str) -> HttpResponse:
    """The task with its forms; a task of the requester's form leads to that form."""
    task, subject = visible_task(request, ref)
    if task.kind == "submit" and task.state == Task.State.OPEN:
        return redirect("permohonan_isi", ref=subject.ref)
    if task.state != Task.State.OPEN:
        return redirect("permohonan_lihat", ref=subject.ref)
    context = page_context(task, subject, person_of(request), timezone.now())
    if not context["panels"]:
        return redirect("permohonan_lihat", ref=subject.ref)
    return render(request, "steps/task.html", context)


@require_POST
def make(request: HttpRequest, ref: str, key: str) -> HttpResponse:
    """Make a move; whatever is refused comes back with what was typed and the reason."""
    task, subject = visible_task(request, ref)
    if key not in {move.key for move in kinds[task.kind].moves}:
        raise Http404
    move = move_at(task, key)
    actor = actor_at(task, move, person_of(request))
    if actor is None:
        raise NotAllowed(_("Tugas ini bukan wewenang Anda saat ini."))
    work = work_on(task, actor, timezone.now())
    form = move.form(request.POST, request.FILES, work=work, prefix=key)
    try:
        # First of all: a form that was taken already need not fit what has become of the task.
        is_taken = is_replay(task, _token(request), person_of(request))
        if not is_taken and task.state == Task.State.OPEN and not form.is_valid():
            return _page(request, task, subject, Refusal(move, form), status=422)
        done = task if is_taken else _make(request, task, move, form)
    except NotAllowed:
        raise
    except DomainError as error:
        return _page(request, task, subject, Refusal(move, form, error), status=error.status)
    messages.success(request, _("Tercatat: %s.") % move.label)
    _tell_onward(request, form, move)
    if move.is_outcome or done.state != Task.State.OPEN:
        return redirect("permohonan_lihat", ref=subject.ref)
    return redirect("tugas", ref=ref)


def _tell_onward(request: HttpRequest, form: StepForm, move: Move) -> None:
    """What comes next beyond the SOP, with the way to it."""
    found = kinds[form.work.task.kind].onward(form.work, move)
    if found is None:
        return
    words, page = found
    link = format_html('<a href="{}">{}</a>', reverse(page), _("Lanjutkan"))
    messages.info(request, format_html("{} {}", words, link))


def _token(request: HttpRequest) -> str:
    """What the page gave the form to be known by; nothing that we would not have given."""
    token = request.POST.get("token", "")
    return token if re.fullmatch(r"[\w-]{1,40}", token, re.ASCII) else ""


def _make(request: HttpRequest, task: Task, move: Move, form: StepForm) -> Task:
    form.is_valid()
    is_readable = not form.errors
    stamp = version_in(request.POST.get("versi", ""))
    return make_move(
        task.ref,
        move.key,
        form.cleaned_data if is_readable else {},
        person=person_of(request),
        token=_token(request),
        # A form that does not say what it showed counts as stale.
        stamp=-1 if stamp is None else stamp,
        summary=form.record() if is_readable else (),
    )


def visible_task(request: HttpRequest, ref: str) -> tuple[Task, ServiceRequest]:
    """The task of that ref and its request, if the person may see them.

    Raises:
        Http404: there is none, or not for this person.
    """
    task = Task.objects.select_related("run", "run__sop_version").filter(ref=ref).first()
    if task is None:
        raise Http404
    subject = (
        ServiceRequest.objects.visible_to(person_of(request))
        .select_related("agency", "room", "agreed_room", "letter", "run", "run__sop_version")
        .filter(run_id=task.run_id)
        .first()
    )
    if subject is None:
        raise Http404
    return task, subject


def _page(
    request: HttpRequest, task: Task, subject: ServiceRequest, refusal: Refusal, *, status: int
) -> HttpResponse:
    task.refresh_from_db()
    context = page_context(task, subject, person_of(request), timezone.now(), refusal=refusal)
    return render(request, "steps/task.html", context, status=status)
