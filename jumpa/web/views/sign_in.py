from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator

from jumpa.core import throttle
from jumpa.core.callers import caller_address
from jumpa.web.carried import CARRIED, carried_in
from jumpa.web.forms import SignInForm

ACCOUNT_TRIES = 10
ADDRESS_TRIES = 60
TRY_SECONDS = 15 * 60
"""So many wrong passwords in a quarter of an hour, for one account and from one address."""


class SignIn(LoginView):
    """Sign in; ``next`` is followed only within this site.

    Failures are limited by account, against many guesses at one password, and by address, against
    one guess at many accounts. A try counts before the password is looked at, or tries at the same
    moment would pass; a right one is taken back.
    """

    template_name = "web/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    # Django marks its own ``dispatch``; one that takes its place must say it anew.
    @method_decorator(login_not_required)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever comes in with a form that they sent while signed out may send it again."""
        answer = super().dispatch(request, *args, **kwargs)
        carried = carried_in(request.POST.get(CARRIED, ""))
        if carried is None or not request.user.is_authenticated:
            return answer
        return render(request, "web/carried.html", {"carried": carried, "back": answer["Location"]})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look at the password only within the limits.

        Raises:
            TooMany: over one of them.
        """
        throttle.require(self._by_address(), ADDRESS_TRIES, TRY_SECONDS)
        throttle.require(self._by_account(), ACCOUNT_TRIES, TRY_SECONDS)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Signed in: what was counted against this person counts no more."""
        throttle.forget(self._by_account())
        throttle.give_back(self._by_address())
        return super().form_valid(form)

    def _by_address(self) -> str:
        return f"login-address:{caller_address(self.request)}"

    def _by_account(self) -> str:
        """One key for all ways to write one name, as the backend takes them."""
        name = "".join(self.request.POST.get("username", "").split()).casefold()
        return f"login-account:{name[:254]}"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """A wrong password loses nothing of what waits to be sent."""
        carried = self.request.POST.get(CARRIED, "")
        return super().get_context_data(carried=carried, **more)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """The form again, filled, with status 422."""
        return self.render_to_response(self.get_context_data(form=form), status=422)
