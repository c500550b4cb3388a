"""One's own account."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from jumpa.core.form_pages import form_page
from jumpa.people.actions import account as actions
from jumpa.people.forms import AccountForm
from jumpa.people.models import Person
from jumpa.people.queries import actors_of, as_oneself

_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@_get_or_post
def account(request: HttpRequest) -> HttpResponse:
    """Who one is, and the phone number and e-mail address to change."""
    me = get_object_or_404(Person.objects.select_related("agency"), pk=request.user.pk)
    form = AccountForm(request.POST or None, instance=me)
    facts = [
        (_("Nama"), me.name),
        (_("NIP"), me.nip),
        (_("Pangkat/golongan"), me.rank),
        (_("Instansi"), me.agency),
        (_("Jabatan"), "\n".join(actor.office_title for actor in actors_of(me))),
    ]

    def act() -> HttpResponse:
        actions.change_contact(me, form.values, seen=form.seen, actor=as_oneself(me))
        messages.success(request, _("Data akun disimpan."))
        return redirect("akun")

    return form_page(request, "people/account.html", form, act, facts=facts)


@sensitive_post_parameters()
@never_cache
@_get_or_post
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; this session goes on, all others end."""
    me = get_object_or_404(Person, pk=request.user.pk)
    form = PasswordChangeForm(me, request.POST or None)

    def act() -> HttpResponse:
        new = form.cleaned_data["new_password1"]
        saved = actions.change_password(me, new, actor=as_oneself(me))
        update_session_auth_hash(request, saved)
        messages.success(request, _("Kata sandi diganti."))
        return redirect("akun")

    return form_page(request, "people/password_form.html", form, act)
