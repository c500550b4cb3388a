from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from jumpa.people.models import Person
from jumpa.people.queries import offices_of
from jumpa.scheduling import queries, rules


def sees_labels(request: HttpRequest) -> bool:
    """Whether the person may read the names of others' events."""
    return isinstance(request.user, Person) and rules.may_see_labels(offices_of(request.user))


@require_safe
def rooms_today(request: HttpRequest) -> HttpResponse:
    """The rooms and what has them on one day, today if none is given."""
    day = _day(request.GET.get("tanggal", ""))
    context = {
        "day": day,
        "today": timezone.localdate(),
        "previous": day - timedelta(days=1),
        "next": day + timedelta(days=1),
        "rooms": queries.room_days(day),
        "show_labels": sees_labels(request),
        "now": timezone.now(),
    }
    return render(request, "scheduling/rooms.html", context)


def _day(text: str) -> date:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    # The first and last years leave no day beside them to link to.
    return day if day and 2000 <= day.year <= 2999 else timezone.localdate()
