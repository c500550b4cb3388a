"""The product's pages and an empty one, which needs a login as they do."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import URLPattern, URLResolver, path

from config import urls

handler400 = urls.handler400
handler404 = urls.handler404

_EMPTY = engines["django"].from_string("{% extends 'web/base.html' %}")


def empty(request: HttpRequest) -> HttpResponse:
    """The frame of every page, with nothing in it."""
    return HttpResponse(_EMPTY.render({}, request))


urlpatterns: list[URLPattern | URLResolver] = [path("kosong/", empty), *urls.urlpatterns]
