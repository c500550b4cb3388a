from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponse

from jumpa.web.forms import SignInForm


class SignIn(LoginView):
    """Sign in; ``next`` is followed only within this site. Attempts are not yet limited."""

    template_name = "web/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """The form again, filled, with status 422."""
        return self.render_to_response(self.get_context_data(form=form), status=422)
