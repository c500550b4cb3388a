"""All pages, and one more that shows a letter beside nothing else."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def letter_beside(request: HttpRequest, ref: str) -> HttpResponse:
    """A page that shows a letter as the steps do."""
    from django.shortcuts import render

    from jumpa.documents.models import StoredFile

    return render(
        request, "documents/letter_viewer.html", {"file": StoredFile.objects.get(ref=ref)}
    )


urlpatterns = [
    path("samping/<slug:ref>/", letter_beside),
    path("", include("config.urls")),
]
