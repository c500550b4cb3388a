from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long or cookies are off: say so, and how to go on."""
    return render(request, "web/csrf.html", {"reason": reason}, status=403)
