from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from jumpa.core.errors import Conflict, DomainError, NotAllowed, Refused, TooMany, WrongState

_SECRET = ("csrf", "password", "sandi", "passphrase", "token", "pin")


def _title(error: DomainError) -> str:
    titles: tuple[tuple[type[DomainError], str], ...] = (
        (NotAllowed, _("Anda tidak berwenang")),
        (Conflict, _("Jadwal bersamaan")),
        (WrongState, _("Keadaannya sudah berubah")),
        (Refused, _("Isian belum dapat diterima")),
    )
    for kind, title in titles:
        if isinstance(error, kind):
            return title
    return _("Tidak dapat dilanjutkan")


def typed_in(request: HttpRequest) -> list[str]:
    """What the user wrote, so that it can be copied; no secrets, no ticks or keys."""
    return [
        value
        for name, values in request.POST.lists()
        if not any(word in name.lower() for word in _SECRET)
        for value in map(str, values)
        if " " in value.strip()
    ]


def way_back(request: HttpRequest) -> str:
    """The page the user came from if it is ours, else the home page."""
    origin = request.headers.get("Referer", "")
    if origin and url_has_allowed_host_and_scheme(
        origin, {request.get_host()}, require_https=request.is_secure()
    ):
        parts = urlsplit(origin)
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return reverse("beranda")


def into_messages(answer: HttpResponse, *, part: str) -> HttpResponse:
    """To htmx: put ``part`` of the answer into the page's message area, whatever was asked for."""
    answer["HX-Retarget"] = "#pesan"
    answer["HX-Reselect"] = part
    answer["HX-Reswap"] = "innerHTML show:top"
    return answer


def _too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
    """A page for anyone, signed in or not; without what the menu would ask the database."""
    minutes = -(-error.wait // 60)
    answer = render(request, "429.html", {"error": error, "minutes": minutes}, status=error.status)
    answer["Retry-After"] = str(error.wait)
    answer["Cache-Control"] = "no-store"
    return answer


class DomainErrorMiddleware:
    """Turns an action's refusal into a page with its status and its sentence.

    A request by htmx gets a fragment, put into the page's message area, so that its form stays.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a ``DomainError``; leave all else to Django."""
        if not isinstance(error, DomainError):
            return None
        if isinstance(error, TooMany):
            return _too_many(request, error)
        if request.headers.get("HX-Request") == "true":
            told = {"error": error, "is_fragment": True}
            answer = render(request, "web/refused_body.html", told, status=error.status)
            return into_messages(answer, part=".refused")
        shown = {
            "error": error,
            "title": _title(error),
            "typed": typed_in(request),
            "back": way_back(request),
        }
        return render(request, "web/refused.html", shown, status=error.status)
