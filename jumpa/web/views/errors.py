from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jumpa.web.middleware import into_messages, typed_in


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What the browser sent cannot be read; Django's own page would try to read it again."""
    return render(request, "400.html", status=400)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Whoever lost sight of a page while they filled in its form still finds their words."""
    # Of an address that is none of ours nothing has been read yet, nor checked.
    typed = typed_in(request) if request.resolver_match is not None else []
    return render(request, "404.html", {"typed": typed}, status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was open too long or cookies are off: say so, and how to go on."""
    if request.headers.get("HX-Request") == "true":
        answer = render(request, "web/csrf_fragment.html", status=403)
        return into_messages(answer, part=".signed-out")
    return render(request, "web/csrf.html", {"reason": reason}, status=403)
