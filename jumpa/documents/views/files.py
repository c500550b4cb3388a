from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jumpa.documents.access import may_see
from jumpa.documents.disposed import Gone
from jumpa.documents.models import Paper, StoredFile
from jumpa.documents.queries import download_name
from jumpa.documents.rendering import file_bytes, paper_bytes
from jumpa.documents.serving import file_response
from jumpa.people.models import Person


def _guarded(request: HttpRequest, owner: str) -> None:
    """What one may not see does not exist."""
    if not isinstance(request.user, Person) or not may_see(request.user, owner):
        raise Http404(_("Berkas tidak ditemukan."))


@require_safe
def stored_file(request: HttpRequest, ref: str) -> HttpResponse:
    """An uploaded file, byte for byte."""
    found = get_object_or_404(StoredFile, ref=ref)
    _guarded(request, found.owner)
    if found.disposed_at is not None:
        raise Gone(found.disposed_at)
    return file_response(
        request,
        file_bytes(found.file),
        name=found.original_name,
        content_type=found.content_type,
    )


@require_safe
def paper(request: HttpRequest, ref: str) -> HttpResponse:
    """A paper as PDF, set now if the worker has not come to it yet."""
    found = get_object_or_404(Paper, ref=ref)
    _guarded(request, found.owner)
    return file_response(
        request, paper_bytes(found), name=download_name(found), content_type="application/pdf"
    )
