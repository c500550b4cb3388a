"""Raster copies of an uploaded letter: what is looked at instead of the file itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jumpa.documents.access import may_see
from jumpa.documents.models import PagePreview, StoredFile
from jumpa.documents.queries import reading_of
from jumpa.documents.rendering import file_bytes
from jumpa.documents.serving import file_response
from jumpa.people.models import Person

_NOTHING_NEW = 204


def _seen_by(request: HttpRequest, file: StoredFile) -> None:
    """What one may not see does not exist."""
    if not isinstance(request.user, Person) or not may_see(request.user, file.owner):
        raise Http404(_("Berkas tidak ditemukan."))


@require_safe
def page(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """One page as PNG."""
    found = get_object_or_404(
        PagePreview.objects.select_related("file"), file__ref=ref, page=number
    )
    _seen_by(request, found.file)
    return file_response(
        request, file_bytes(found.image), name=f"halaman-{number}.png", content_type="image/png"
    )


@require_safe
def pages(request: HttpRequest, ref: str) -> HttpResponse:
    """All pages of a letter one below the other; to htmx the fragment, 204 until there is news."""
    file = get_object_or_404(StoredFile, ref=ref)
    _seen_by(request, file)
    reading = reading_of(file)
    is_waiting = reading is not None and reading.state == reading.State.WAITING
    if request.headers.get("HX-Request") != "true":
        return render(request, "documents/letter_pages_page.html", {"file": file})
    if is_waiting:
        return HttpResponse(status=_NOTHING_NEW)
    return render(request, "documents/letter_pages.html", {"file": file})
