"""Every paper and file of a request in one place."""

import re

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jumpa.core.language import office_language
from jumpa.documents.access import DRAFT, may_see
from jumpa.documents.archive.bundle import MOST_MB, MOST_PAGES, bundle_of, fits
from jumpa.documents.archive.contents import Entry, contents_of
from jumpa.documents.archive.zipping import zip_of
from jumpa.intake.models import ServiceRequest
from jumpa.intake.views.person import person_of, visible_request


@require_safe
def archive(request: HttpRequest, ref: str) -> HttpResponse:
    """The list, with what can be downloaded."""
    found, entries = _archive(request, ref)
    shown = {
        "found": found,
        "entries": entries,
        "fits": fits(entries),
        "most_mb": MOST_MB,
        "most_pages": MOST_PAGES,
    }
    return render(request, "intake/archive.html", shown)


@require_safe
def as_pdf(request: HttpRequest, ref: str) -> HttpResponseBase:
    """All in one PDF."""
    found, entries = _archive(request, ref)
    with office_language():
        stream = bundle_of(entries, _title(found))
    return _download(FileResponse(stream, content_type="application/pdf"), found, "pdf")


@require_safe
def as_zip(request: HttpRequest, ref: str) -> HttpResponseBase:
    """All originals, made while they are sent."""
    found, entries = _archive(request, ref)
    content = zip_of(entries, _title(found))
    return _download(StreamingHttpResponse(content, content_type="application/zip"), found, "zip")


def _archive(request: HttpRequest, ref: str) -> tuple[ServiceRequest, list[Entry]]:
    """The request and all that its person may see of it."""
    found, person = visible_request(request, ref), person_of(request)
    owners = [owner for owner in (found.ref, f"{found.ref}{DRAFT}") if may_see(person, owner)]
    with office_language():
        return found, contents_of(owners)


def _title(found: ServiceRequest) -> str:
    return _("Arsip permohonan %(name)s") % {"name": found.event_name or found.ref}


def _download(response: HttpResponseBase, found: ServiceRequest, ending: str) -> HttpResponseBase:
    words = re.sub(r"[^\w.() -]+", "-", found.event_name)[:80].strip(" .-")
    name = "-".join(filter(None, ("Arsip", found.ref, words)))
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{ending}") or ""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
