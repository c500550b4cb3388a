"""Agencies out of a CSV file: upload, preview, confirm. Nothing is kept between the pages."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jumpa.core.access import administrator
from jumpa.core.errors import Refused, WrongState
from jumpa.core.keeping import title_of
from jumpa.people.actions.import_agencies import import_agencies
from jumpa.people.agency_csv import SIZE_LIMIT, CsvRow, read_agencies, template_csv
from jumpa.people.forms import AgencyFileForm
from jumpa.people.import_plan import ImportPlan, PlannedRow, plan_import
from jumpa.people.models import Agency

_SALT = "jumpa.people.agency_import"


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take the file and show what it would change."""
    administrator(request.user)
    form = AgencyFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = AgencyFileForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                # One byte more than is allowed tells that it is too much, however big it is.
                table = read_agencies(form.cleaned_data["file"].read(SIZE_LIMIT + 1))
            except Refused as refusal:
                form.add_error("file", refusal.message)
            else:
                plan = plan_import(table.rows, Agency.objects.all())
                return _preview(request, table.rows, plan, unknown=table.unknown)
    status = 422 if form.errors else 200
    return render(request, "people/agency_upload.html", {"form": form}, status=status)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Carry out what the preview showed."""
    actor = administrator(request.user)
    try:
        sent = signing.loads(request.POST.get("rencana", ""), salt=_SALT)
    except signing.BadSignature:
        messages.error(request, _("Pratinjau tidak lengkap. Unggah berkasnya sekali lagi."))
        return redirect("kelola_instansi_impor")
    rows = [CsvRow(**row) for row in sent["rows"]]
    try:
        plan = import_agencies(rows, fingerprint=sent["fingerprint"], actor=actor)
    except (WrongState, Refused) as refusal:
        fresh = plan_import(rows, Agency.objects.all())
        return _preview(request, rows, fresh, told=refusal.message, status=refusal.status)
    words = _("Impor selesai: %(new)d instansi baru, %(changed)d diubah, %(same)d tetap.")
    messages.success(request, words % _counts(plan))
    return redirect("kelola_instansi")


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The empty CSV file to fill in."""
    administrator(request.user)
    answer = HttpResponse(template_csv(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="instansi.csv"'
    return answer


def _counts(plan: ImportPlan) -> dict[str, int]:
    return {verdict: plan.count(verdict) for verdict in ("new", "changed", "same", "faulty")}


def _preview(
    request: HttpRequest,
    rows: Sequence[CsvRow],
    plan: ImportPlan,
    *,
    unknown: Sequence[str] = (),
    told: str = "",
    status: int = 0,
) -> HttpResponse:
    sent = {"rows": [asdict(row) for row in rows], "fingerprint": plan.fingerprint}
    shown = {
        "plan": plan,
        "counts": _counts(plan),
        "groups": _groups(plan),
        "unknown": ", ".join(unknown),
        "told": told,
        "sealed": signing.dumps(sent, salt=_SALT, compress=True) if plan.is_sound else "",
    }
    status = status or (200 if plan.is_sound else 422)
    return render(request, "people/agency_preview.html", shown, status=status)


def _groups(plan: ImportPlan) -> list[dict[str, Any]]:
    """The rows that need a look, faulty ones first; those that stay as they are only count."""
    titles = (
        ("faulty", _("Baris yang salah"), "bad"),
        ("changed", _("Akan diubah"), "warning"),
        ("new", _("Akan ditambahkan"), "good"),
    )
    found = [
        {
            "title": title,
            "tone": tone,
            "rows": [_told(row) for row in plan.rows if row.verdict == verdict],
        }
        for verdict, title, tone in titles
    ]
    return [group for group in found if group["rows"]]


def _told(row: PlannedRow) -> dict[str, Any]:
    values = [(title_of(Agency, name), _shown(name, row.values[name])) for name in row.values]
    return {
        "line": row.line,
        "name": row.name or _("(tanpa nama)"),
        "faults": row.faults,
        "changes": [
            (title_of(Agency, name), _shown(name, before), _shown(name, after))
            for name, before, after in row.changes
        ],
        "values": [pair for pair in values[1:] if pair[1]] if row.verdict == "new" else [],
    }


def _shown(name: str, value: Any) -> str:
    return str(Agency.Kind(value).label) if name == "kind" else str(value)
