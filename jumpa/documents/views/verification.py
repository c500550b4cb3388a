"""Public pages: whether a paper is genuine. Nobody need sign in, nothing is kept of who asks."""

from collections.abc import Callable
from functools import wraps

from csp.constants import NONE
from csp.decorators import csp_update
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from jumpa.core import throttle
from jumpa.core.callers import caller_address
from jumpa.documents.verification import code_in, paper_by_code, verified

LOOKS, LOOK_SECONDS = 60, 60
"""So many pages a minute for one address: a class with telephones passes, a trawl does not."""

View = Callable[..., HttpResponseBase]


def _public(view: View) -> View:
    """Open to anyone, limited, unknown to search engines; where one goes from here says nothing."""

    @wraps(view)
    def open_view(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponseBase:
        throttle.require(f"verify:{caller_address(request)}", LOOKS, LOOK_SECONDS)
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "no-store"
        return response

    # Nothing that the page runs may send anything anywhere: the file that is compared stays here.
    return login_not_required(require_safe(csp_update({"connect-src": [NONE]})(open_view)))


@_public
def ask(request: HttpRequest) -> HttpResponse:
    """Where to type the code that stands on a paper."""
    if "kode" not in request.GET:
        return render(request, "documents/verification_ask.html")
    code = code_in(request.GET["kode"])
    return redirect("periksa", code) if code else _unknown(request)


@_public
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """One paper as anyone may see it; an unknown code and a draft's are answered alike."""
    paper = paper_by_code(token)
    if paper is None:
        return _unknown(request)
    return render(request, "documents/verification.html", {"found": verified(paper)})


def _unknown(request: HttpRequest) -> HttpResponse:
    return render(request, "documents/verification_unknown.html", status=404)
