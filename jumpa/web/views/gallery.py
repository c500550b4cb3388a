from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jumpa.web.gallery import content


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """All components with sample content, one page; only in sample mode."""
    if not settings.SAMPLE:
        raise Http404
    return render(request, "web/gallery.html", content.everything())
