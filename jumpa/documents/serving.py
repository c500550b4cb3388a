"""Stored bytes as a response that can do no harm."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

# Nothing in the file may load, run or be submitted, and no other site may frame it. The PDF viewers
# of browsers still show it; ``sandbox`` would stop them (see the decision record).
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self';"
    " plugin-types application/pdf; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
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
        _POLICY if content_type == "application/pdf" else _IMAGE_POLICY
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
