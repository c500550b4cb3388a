"""The SOP in its official form: on screen and as PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jumpa.workflow import queries
from jumpa.workflow.sop_document import sop_document
from jumpa.workflow.sop_pdf import render_sop_pdf

SOP_KEY = "video_conference"


def sop_page(request: HttpRequest) -> HttpResponse:
    """The document with its drawn flow, and beneath it every way through it in words."""
    sop = queries.current_sop(SOP_KEY)
    return render(request, "workflow/sop_page.html", sop_document(sop))


def sop_pdf(request: HttpRequest) -> HttpResponse:
    """The document as PDF, shown in the browser."""
    sop = queries.current_sop(SOP_KEY)
    response = HttpResponse(render_sop_pdf(sop), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="SOP-{sop.key}.pdf"'
    return response
