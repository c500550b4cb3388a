from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jumpa.core.errors import DomainError


class DomainErrorMiddleware:
    """Turns an action's refusal into a page with its status and its sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a ``DomainError``; leave all else to Django."""
        if not isinstance(error, DomainError):
            return None
        return render(request, "web/refused.html", {"error": error}, status=error.status)
