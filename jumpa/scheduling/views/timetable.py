from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jumpa.core import wording
from jumpa.scheduling import queries
from jumpa.scheduling.access import moves
from jumpa.scheduling.queries import Timetable, Wanted
from jumpa.scheduling.queries.filters import pool_named
from jumpa.scheduling.queries.timetable import ROWS_A_PAGE
from jumpa.scheduling.timetable_form import VIEW_TITLES, TimetableForm
from jumpa.scheduling.timetable_page import address, board, board_options, table_rows
from jumpa.scheduling.views.rooms import sees_labels


@require_safe
def timetable_page(request: HttpRequest) -> HttpResponse:
    """What happens with which resource on a day, in a week or a month, as a table."""
    form, found = _found(request)
    wanted = found.wanted
    may_move = moves(request.user)
    context = {
        "wanted": wanted,
        "form": form,
        "rows": table_rows(found),
        "is_official": wanted.is_official,
        "may_move": may_move,
        "heading": _heading(found),
        "is_narrowed": bool(wanted.resource or wanted.pool),
        "is_filtered": bool(wanted.kind or wanted.building),
        "whole": address(wanted, sumber="", kelompok=""),
        "data_url": reverse("jadwal_data") + address(wanted, halaman=wanted.page),
        "board": board_options(wanted),
        "page": _pages(found).get_page(wanted.page),
        "query": address(wanted).removeprefix("?"),
        **_moves_in_time(wanted),
    }
    return render(request, "scheduling/timetable.html", context)


@require_safe
def timetable_data(request: HttpRequest) -> JsonResponse:
    """The same as JSON, for the drawing."""
    _form, found = _found(request)
    return JsonResponse(board(found, may_move=moves(request.user)))


def _found(request: HttpRequest) -> tuple[TimetableForm, Timetable]:
    """What the address asks for.

    Raises:
        Http404: it names one resource that this person does not see, or that there is not.
    """
    form = TimetableForm(request.GET, is_official=sees_labels(request))
    wanted = form.wanted()
    found = queries.timetable(wanted)
    if wanted.resource and not found.rows:
        raise Http404
    return form, found


def _pages(found: Timetable) -> "Paginator[int]":
    return Paginator(range(found.total), ROWS_A_PAGE)


def _heading(found: Timetable) -> str:
    """Whose timetable it is: one resource's, one pool's, or everybody's."""
    wanted = found.wanted
    if wanted.resource:
        return found.rows[0].name
    pool = pool_named(wanted.pool) if wanted.pool else None
    return pool.name if pool is not None else _("Jadwal")


def _moves_in_time(wanted: Wanted) -> dict[str, Any]:
    """Where the page leads to: before, after, today, another view."""
    period, today = wanted.period, timezone.localdate()
    return {
        "today": today,
        "period_title": _period_title(wanted),
        "columns": period.days if period.view == "minggu" else [],
        "previous": address(wanted, tanggal=period.previous.isoformat()),
        "following": address(wanted, tanggal=period.following.isoformat()),
        "current": "" if today in period.days else address(wanted, tanggal=today.isoformat()),
        "views": [
            (str(title), address(wanted, tampilan=key), key == period.view)
            for key, title in VIEW_TITLES.items()
        ],
    }


def _period_title(wanted: Wanted) -> str:
    period = wanted.period
    if period.view == "hari":
        return wording.day(period.day)
    if period.view == "bulan":
        return wording.month(period.first)
    return _("%(first)s s.d. %(last)s") % {
        "first": wording.day(period.first),
        "last": wording.day(period.last),
    }
