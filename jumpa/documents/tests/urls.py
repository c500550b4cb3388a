"""The slice's pages, and blanks for those of the other slices that the base layout names."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def blank(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def letter_beside(request: HttpRequest, ref: str) -> HttpResponse:
    """A page that shows a letter as the steps do."""
    from django.shortcuts import render

    from jumpa.documents.models import StoredFile

    return render(
        request, "documents/letter_viewer.html", {"file": StoredFile.objects.get(ref=ref)}
    )


urlpatterns = [
    path("", include("jumpa.documents.urls")),
    path("", blank, name="beranda"),
    path("masuk/", blank, name="masuk"),
    path("keluar/", blank, name="keluar"),
    path("akun/", blank, name="akun"),
    path("samping/<slug:ref>/", letter_beside),
]
