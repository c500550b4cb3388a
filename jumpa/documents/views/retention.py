"""Retention and disposal, kept by the administrator."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jumpa.core.access import administrator
from jumpa.core.actor import Actor
from jumpa.core.form_pages import form_page
from jumpa.documents.actions import retention as actions
from jumpa.documents.actions.disposal import dispose
from jumpa.documents.facts import SignatureFacts
from jumpa.documents.models import Disposal, RetentionRule
from jumpa.documents.retention import MOST_AT_ONCE, Item, Wanted, all_rules, due_items, kind_titles
from jumpa.documents.retention_forms import DisposalForm, DueFilterForm, RetentionRuleForm

_FORM = "documents/retention_rule_form.html"
_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@_get_or_post
def archive(request: HttpRequest) -> HttpResponse:
    """What is over its time, to be destroyed in one go; and what was destroyed before.

    ``?semua=1`` ticks all that is shown.
    """
    actor = administrator(request.user)
    if Disposal.objects.filter(ref=request.POST.get("ref", "")[:14]).exists():
        return redirect("kelola_arsip")
    narrow = DueFilterForm(request.GET or None)
    narrow.is_valid()
    due = due_items(timezone.localdate(), wanted=narrow.wanted())
    ticked = [item.key for item in due] if "semua" in request.GET else []
    form = DisposalForm(
        request.POST or None,
        due=[(item.key, item.title) for item in due],
        initial={"keys": ticked},
    )

    def act() -> HttpResponse:
        me = SignatureFacts(actor.office_title, actor.person_name, actor.person_rank)
        done = dispose(
            form.cleaned_data["keys"],
            ref=form.disposal_ref,
            basis=form.cleaned_data["basis"],
            officials=(me, *form.witnesses),
            actor=actor,
        )
        messages.success(request, _("%d arsip dimusnahkan.") % len(done.items))
        return redirect("kelola_arsip")

    return form_page(request, "documents/archive_due.html", form, act, **_list(narrow, due, form))


def _list(narrow: DueFilterForm, due: list[Item], form: DisposalForm) -> dict[str, object]:
    """What the page shows beside the form."""
    wanted = narrow.wanted()
    all_ticked = {"jenis": wanted.kind, "cari": wanted.text, "semua": "1"}
    return {
        "due": due,
        "rows": zip(due, form["keys"], strict=True),
        "most": MOST_AT_ONCE,
        "narrow": narrow,
        "is_narrowed": wanted != Wanted(),
        "tick_all": urlencode(all_ticked),
        "disposals": Disposal.objects.select_related("paper").defer("paper__content")[:50],
    }


@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """All rules of retention."""
    administrator(request.user)
    titles = {"": _("Semua arsip lain"), **kind_titles()}
    rows = [(titles.get(kind, kind), rule) for kind, rule in all_rules().items()]
    return render(request, "documents/retention_rules.html", {"rows": rows})


@_get_or_post
def add_rule(request: HttpRequest) -> HttpResponse:
    """Keep one kind by a rule of its own."""
    actor = administrator(request.user)
    form = RetentionRuleForm(request.POST or None)

    def act() -> HttpResponse:
        actions.add_retention_rule(RetentionRule(ref=form.ref, **form.values), actor=actor)
        return _back(request)

    return form_page(request, _FORM, form, act, title=_("Tambah aturan retensi"))


@_get_or_post
def edit_default(request: HttpRequest) -> HttpResponse:
    """Change the rule for all that no other names."""
    actor = administrator(request.user)
    rule = RetentionRule.objects.filter(kind="").first()
    return _edit(request, rule or RetentionRule(kind=""), actor, _("Semua arsip lain"))


@_get_or_post
def edit_rule(request: HttpRequest, ref: str) -> HttpResponse:
    """Change one rule."""
    actor = administrator(request.user)
    rule = get_object_or_404(RetentionRule.objects.exclude(kind=""), ref=ref)
    title = kind_titles().get(rule.kind, rule.kind)
    remove = reverse("kelola_retensi_hapus", args=[ref])
    return _edit(request, rule, actor, title, remove)


def _edit(
    request: HttpRequest, rule: RetentionRule, actor: Actor, title: str, remove: str = ""
) -> HttpResponse:
    form = RetentionRuleForm(request.POST or None, instance=rule, is_default=not rule.kind)

    def act() -> HttpResponse:
        if not rule.pk:
            first = RetentionRule(ref=form.ref, kind="", **form.values)
            actions.add_retention_rule(first, actor=actor)
            return _back(request)
        actions.edit_retention_rule(rule, form.values, seen=form.seen, actor=actor)
        return _back(request)

    return form_page(request, _FORM, form, act, title=title, remove=remove)


@_get_or_post
def remove_rule(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask, then let the kind be kept as all others."""
    actor = administrator(request.user)
    rule = get_object_or_404(RetentionRule.objects.exclude(kind=""), ref=ref)
    if request.method == "POST":
        actions.remove_retention_rule(rule, actor=actor)
        return _back(request)
    shown = {
        "title": _("Hapus aturan retensi ini?"),
        "text": _("Jenis arsip ini selanjutnya disimpan menurut aturan untuk semua arsip lain."),
        "label": _("Hapus"),
        "tone": "bad",
        "back": reverse("kelola_retensi_ubah", args=[ref]),
    }
    return render(request, "web/confirm.html", shown)


def _back(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Aturan retensi disimpan."))
    return redirect("kelola_retensi")
