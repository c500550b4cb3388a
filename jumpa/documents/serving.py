"""Stored bytes as a response that can do no harm."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

# Nothing in the file may load, run or be submitted, and no other site may frame it. Not "sandbox":
# Safari and older Chromium then show an empty frame, and today's Chromium ignores the policy of a
# PDF altogether, so it would protect nobody. What protects is that the type is fixed (nosniff) and
# that files with active content never come in. Inline styles are what Chromium's own viewer needs.
_PDF_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_IMAGE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'self'"


def file_response(
    request: HttpRequest, content: bytes, *, name: str, content_type: str
) -> HttpResponse:
    """The file inline, or as a download with ``?unduh=1``; never kept by a shared cache."""
    response = HttpResponse(content, content_type=content_type)
    disposition = content_disposition_header("unduh" in request.GET, name)
    if disposition:
        response["Content-Disposition"] = disposition
    response["Content-Security-Policy"] = (
        _PDF_POLICY if content_type == "application/pdf" else _IMAGE_POLICY
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
