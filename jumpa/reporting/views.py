import re
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jumpa.core.language import office_language
from jumpa.documents.views.numbers import keeper_of_book
from jumpa.intake.queries import status_tone
from jumpa.intake.views.person import person_of
from jumpa.reporting.exports import as_csv, as_xlsx
from jumpa.reporting.forms import ActivityFilterForm
from jumpa.reporting.queries import agencies_of, count_by_ending, known_endings, years_of
from jumpa.reporting.report import Filters, all_rows, reports
from jumpa.workflow.inbox import Counter

_PER_PAGE = 25
_REPORT = "data-kegiatan"
_NUMBERS = "nomor-surat"
_TONES = {"selesai": "good", "ditolak": "bad"}
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def activity_data(request: HttpRequest) -> HttpResponse:
    """Data Kegiatan, narrowed by the query, with counts and the way to take it along."""
    report, person = reports[_REPORT], person_of(request)
    form, is_sound = _asked(request)
    filters = form.filters()
    page = Paginator(report.records(person, filters), _PER_PAGE).get_page(
        request.GET.get("halaman")
    )
    records = list(page.object_list)
    query = request.GET.copy()
    query.pop("halaman", None)
    shown = {
        "form": form,
        "page": page,
        "rows": [
            (record, row, status_tone(record))
            for record, row in zip(records, report.rows(records), strict=True)
        ],
        "counters": _counters(request, filters),
        "query": query.urlencode(),
        "is_narrowed": any(value for value in query.values()),
    }
    return render(request, "reporting/activity_data.html", shown, status=200 if is_sound else 422)


@require_safe
def activity_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The same list as a file, whole; in Indonesian as the office's papers are."""
    form, is_sound = _asked(request)
    if not is_sound:
        return HttpResponse(_("Saringan tidak dikenal."), status=422, content_type="text/plain")
    report, filters = reports[_REPORT], form.filters()
    with office_language():
        rows = all_rows(report, person_of(request), filters)
        if suffix == "csv":
            content = as_csv(report.columns, rows)
        else:
            content = as_xlsx(str(report.title), report.columns, rows)
    name = "-".join(filter(None, (report.key, _period(filters))))
    headers = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
    return HttpResponse(content, content_type=_TYPES[suffix], headers=headers)


@require_safe
def number_file(request: HttpRequest) -> HttpResponse:
    """The book of outgoing numbers of a year as a file."""
    keeper_of_book(request.user)
    asked = request.GET.get("tahun", "")
    year = int(asked) if re.fullmatch(r"20[0-9]{2}", asked) else None
    report = reports[_NUMBERS]
    with office_language():
        rows = all_rows(report, person_of(request), Filters(year=year))
        content = as_csv(report.columns, rows)
    name = "-".join(filter(None, (report.key, str(year or ""))))
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(content, content_type=_TYPES["csv"], headers=headers)


def _asked(request: HttpRequest) -> tuple[ActivityFilterForm, bool]:
    everything = reports[_REPORT].records(person_of(request), Filters())
    form = ActivityFilterForm(
        request.GET or None,
        years=years_of(everything),
        agencies=agencies_of(everything),
        endings=known_endings(),
    )
    return form, not form.is_bound or form.is_valid()


def _counters(request: HttpRequest, filters: Filters) -> list[Counter]:
    """Of the chosen time and agency: all, and each ending; a number leads to its rows."""
    scope = replace(filters, ending="")
    counts = count_by_ending(reports[_REPORT].records(person_of(request), scope))
    counters = [Counter(_("Semua"), sum(counts.values()), "neutral", _address(request, ""))]
    counters += [
        Counter(one.title, counts.get(one.key, 0), _TONES.get(one.key, "neutral"), url)
        for one in known_endings()
        for url in [_address(request, one.key)]
    ]
    return counters


def _address(request: HttpRequest, ending: str) -> str:
    query: Any = request.GET.copy()
    query.pop("halaman", None)
    query["akhir"] = ending
    return f"{reverse('data_kegiatan')}?{query.urlencode()}"


def _period(filters: Filters) -> str:
    parts = (
        f"{filters.year}" if filters.year else "",
        f"{filters.month:02}" if filters.month else "",
    )
    return "-".join(part for part in parts if part)
