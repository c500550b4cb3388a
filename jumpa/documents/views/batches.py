"""How far a job is that issues many letters."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed
from jumpa.documents.access import may_see
from jumpa.documents.actions.batch import may_run, runners, stop_batch
from jumpa.documents.jobs import issue_batch
from jumpa.documents.models import Batch, Paper
from jumpa.documents.queries import papers_of_batch
from jumpa.people.models import Person
from jumpa.people.queries import actor_for

_PER_PAGE = 50
_PATIENCE = timedelta(minutes=1)
"""After this the page says that the worker has not begun."""


def _visible(request: HttpRequest, ref: str) -> Batch:
    found = get_object_or_404(Batch, ref=ref)
    if not isinstance(request.user, Person) or not may_see(request.user, found.owner):
        raise Http404(_("Kelompok naskah tidak ditemukan."))
    return found


@require_safe
def batch_page(request: HttpRequest, ref: str) -> HttpResponse:
    """The bar, what could not be done, and the letters so far; htmx asks for the bar alone."""
    batch = _visible(request, ref)
    papers = papers_of_batch(batch) if batch.finished_at else Paper.objects.none()
    context = {
        "batch": batch,
        "percent": batch.done * 100 // batch.total if batch.total else 100,
        "page": Paginator(papers, _PER_PAGE).get_page(request.GET.get("halaman")),
        "runs": may_run(_runner(request, batch), batch),
        "waits": not batch.done and timezone.now() - batch.at > _PATIENCE,
    }
    template = (
        "documents/batch_state.html" if "HX-Request" in request.headers else "documents/batch.html"
    )
    return render(request, template, context)


@require_POST
def batch_resume(request: HttpRequest, ref: str) -> HttpResponse:
    """Let the job go on after it was broken off; what is issued already stays as it is."""
    batch = _visible(request, ref)
    if not may_run(_runner(request, batch), batch):
        raise NotAllowed(_("Hanya yang memulainya atau pemegang buku nomor yang melanjutkannya."))
    if batch.finished_at is None:
        issue_batch.defer(batch_id=batch.pk)
    return redirect("kelompok", ref=ref)


@require_http_methods(["GET", "HEAD", "POST"])
def batch_stop(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask, then issue nothing more."""
    batch = _visible(request, ref)
    actor = _runner(request, batch)
    if actor is None:
        raise NotAllowed(
            _("Kelompok surat dihentikan oleh yang memulainya atau pemegang buku nomor.")
        )
    if request.method == "POST":
        stop_batch(ref, actor)
        return redirect("kelompok", ref=ref)
    shown = {
        "title": _("Hentikan “%s”?") % batch.title,
        "text": _("Surat yang belum dibuat tidak dibuat lagi. Yang sudah terbit tetap berlaku."),
        "label": _("Hentikan"),
        "tone": "bad",
        "back": reverse("kelompok", args=[ref]),
    }
    return render(request, "web/confirm.html", shown)


def _runner(request: HttpRequest, batch: Batch) -> Actor | None:
    """As whom they may let it go on or stop it."""
    user = request.user
    return actor_for(user, runners(batch), duty="beyond_sops") if isinstance(user, Person) else None
