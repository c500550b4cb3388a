"""How far a job is that issues many letters."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jumpa.documents.access import may_see
from jumpa.documents.jobs import issue_batch
from jumpa.documents.models import Batch, Paper
from jumpa.people.models import Person


def _visible(request: HttpRequest, ref: str) -> Batch:
    found = get_object_or_404(Batch, ref=ref)
    if not isinstance(request.user, Person) or not may_see(request.user, found.owner):
        raise Http404(_("Kelompok naskah tidak ditemukan."))
    return found


@require_safe
def batch_page(request: HttpRequest, ref: str) -> HttpResponse:
    """The bar, what could not be done, and the letters so far; htmx asks for the bar alone."""
    batch = _visible(request, ref)
    papers = Paper.objects.filter(owner=batch.owner, part__startswith=f"{batch.ref}-")
    context = {
        "batch": batch,
        "percent": batch.done * 100 // batch.total if batch.total else 100,
        "papers": papers.defer("facts", "content").order_by("pk") if batch.finished_at else (),
    }
    template = (
        "documents/batch_state.html" if "HX-Request" in request.headers else "documents/batch.html"
    )
    return render(request, template, context)


@require_POST
def batch_resume(request: HttpRequest, ref: str) -> HttpResponse:
    """Let the job go on after it was broken off; what is issued already stays as it is."""
    batch = _visible(request, ref)
    if batch.finished_at is None:
        issue_batch.defer(batch_id=batch.pk)
    return redirect("kelompok", ref=ref)
