"""What someone is answered who is signed out by now: nothing that they see or typed is lost."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from jumpa.web.carried import carry
from jumpa.web.forms import SignInForm
from jumpa.web.middleware import into_messages, way_back

_SIGNED_OUT = 401


class SignInFirstMiddleware(LoginRequiredMiddleware):
    """Sign in first; a form that was sent is carried through the sign-in and can be sent again.

    Only a form that passed the CSRF check comes here, so what is carried was typed on our page.
    """

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """A sentence to htmx, whose page stays as it is; else the sign-in page."""
        to_sign_in = super().process_view(request, view_func, view_args, view_kwargs)
        if to_sign_in is None:
            return None
        if request.headers.get("HX-Request") == "true":
            answer = render(request, "web/signed_out.html", status=_SIGNED_OUT)
            return into_messages(answer, part=".signed-out")
        return _form_kept(request) if request.method == "POST" else to_sign_in


def _form_kept(request: HttpRequest) -> HttpResponse:
    """To sign in on the spot; afterwards back to the page, for some addresses only take forms."""
    back = way_back(request)
    carried = carry(request)
    if not carried:
        return redirect(f"{reverse('masuk')}?{urlencode({'next': back})}")
    shown = {"form": SignInForm(request), "next": back, "carried": carried}
    answer = render(request, "web/login.html", shown, status=_SIGNED_OUT)
    answer["Cache-Control"] = "no-store"
    return answer
