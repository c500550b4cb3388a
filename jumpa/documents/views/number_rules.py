"""How outgoing papers are numbered, kept by the administrator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jumpa.core.access import administrator
from jumpa.core.form_pages import form_page
from jumpa.documents.actions import number_rules as actions
from jumpa.documents.models import NumberRule
from jumpa.documents.number_book import rule_rows
from jumpa.documents.number_forms import NumberRuleForm
from jumpa.documents.numbering import numbered_letters

_FORM = "documents/number_rule_form.html"
_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """All rules, each with the number that it would give next."""
    administrator(request.user)
    rows = rule_rows(timezone.localdate().year, numbered_letters())
    return render(request, "documents/number_rules.html", {"rows": rows})


@_get_or_post
def add_rule(request: HttpRequest) -> HttpResponse:
    """Number some kinds of letters in a series of their own."""
    actor = administrator(request.user)
    form = NumberRuleForm(request.POST or None)

    def act() -> HttpResponse:
        rule = actions.add_number_rule(NumberRule(ref=form.ref, **form.values), actor=actor)
        messages.success(request, _("%(name)s ditambahkan.") % {"name": rule.title})
        return redirect("kelola_nomor")

    return form_page(request, _FORM, form, act, title=_("Tambah aturan nomor"))


@_get_or_post
def edit_rule(request: HttpRequest, ref: str) -> HttpResponse:
    """Change a rule; numbers given out stay as they are."""
    actor = administrator(request.user)
    rule = get_object_or_404(NumberRule, ref=ref)
    form = NumberRuleForm(request.POST or None, instance=rule)

    def act() -> HttpResponse:
        actions.edit_number_rule(rule, form.values, seen=form.seen, actor=actor)
        messages.success(request, _("Aturan nomor disimpan. Nomor yang sudah terbit tetap."))
        return redirect("kelola_nomor")

    remove = reverse("kelola_nomor_hapus", args=[ref]) if rule.letters else ""
    return form_page(request, _FORM, form, act, title=rule.title, remove=remove)


@_get_or_post
def remove_rule(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask, then let the rule's letters be numbered by the default again."""
    actor = administrator(request.user)
    rule = get_object_or_404(NumberRule.objects.exclude(letters=[]), ref=ref)
    if request.method == "POST":
        actions.remove_number_rule(rule, actor=actor)
        messages.success(request, _("%(name)s dihapus.") % {"name": rule.title})
        return redirect("kelola_nomor")
    shown = {
        "title": _("Hapus aturan %(name)s?") % {"name": rule.title},
        "text": _("Naskahnya selanjutnya bernomor menurut aturan utama. Nomor lama tetap."),
        "label": _("Hapus"),
        "tone": "bad",
        "back": reverse("kelola_nomor_ubah", args=[ref]),
    }
    return render(request, "web/confirm.html", shown)
