"""Data Kegiatan: the record that the SOP asks for, one row per closed request."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from jumpa.core.wording import span
from jumpa.execution.models import Execution
from jumpa.intake import catalogue
from jumpa.intake.facts import agenda_label, application_title
from jumpa.intake.models import ServiceRequest
from jumpa.people.models import Person
from jumpa.reporting.closing import Closing, closings_of
from jumpa.reporting.report import Column, Filters, Kind, Report, Row, reports
from jumpa.steps.wording import RESULTS
from jumpa.workflow.queries import sop_of

_number = partial(Column, kind=Kind.NUMBER, width=12)
_moment = partial(Column, kind=Kind.MOMENT, width=18)
_date = partial(Column, kind=Kind.DATE, width=14)


class ActivityData(Report[ServiceRequest]):
    """Held, refused and withdrawn requests alike; times as planned and as they were."""

    key = "data-kegiatan"
    title = _("Data Kegiatan")
    columns = (
        Column("agenda", _("Nomor agenda"), width=14),
        Column("letter_number", _("Nomor surat"), width=26),
        _date("letter_date", _("Tanggal surat")),
        Column("agency", _("Instansi"), width=36),
        Column("event", _("Kegiatan"), width=44),
        Column("event_kind", _("Jenis kegiatan")),
        Column("organiser", _("Penyelenggara"), width=32),
        _date("day", _("Tanggal kegiatan")),
        _moment("planned_start", _("Rencana mulai")),
        _moment("planned_end", _("Rencana selesai")),
        _moment("actual_start", _("Mulai sebenarnya")),
        _moment("actual_end", _("Selesai sebenarnya")),
        _number("dates", _("Jumlah tanggal")),
        Column("date_list", _("Rangkaian jadwal"), width=44),
        Column("place", _("Tempat"), width=28),
        Column("layout", _("Tata letak")),
        Column("application", _("Aplikasi")),
        _number("in_room", _("Peserta di ruang")),
        _number("online", _("Peserta daring")),
        _number("sites", _("Titik lokasi")),
        Column("operators", _("Operator"), width=32),
        Column("result", _("Hasil"), width=24),
        _number("incidents", _("Jumlah kendala")),
        _number("minutes_lost", _("Menit terputus")),
        Column("ending", _("Status akhir")),
        Column("reason", _("Alasan"), width=44),
        Column("reply_number", _("Nomor surat balasan"), width=26),
        _moment("closed_at", _("Ditutup")),
        _number("used", _("Lama proses (menit kerja)")),
        _number("standard", _("Standar SOP (menit kerja)")),
    )

    def records(self, person: Person, filters: Filters) -> QuerySet[ServiceRequest]:
        """Closed requests by the day of the event, the latest first."""
        found = (
            ServiceRequest.objects.visible_to(person)
            .filter(run__closed_at__isnull=False)
            .annotate(planned=Coalesce("agreed_start", "start"))
            .select_related("agency", "room", "agreed_room", "run", "run__sop_version")
            .prefetch_related("occurrences__room")
            .order_by("-planned", "-pk")
        )
        wanted = {
            "planned__year": filters.year,
            "planned__month": filters.month,
            "agency__ref": filters.agency,
            "run__ending": filters.ending,
        }
        return found.filter(**{lookup: value for lookup, value in wanted.items() if value})

    def rows(self, records: Sequence[ServiceRequest]) -> Iterator[Row]:
        """Request, closing and execution side by side."""
        closings = closings_of(records)
        executions = {
            one.owner: one
            for one in Execution.objects.filter(owner__in=[r.ref for r in records]).annotate(
                incident_count=Count("incidents")
            )
        }
        for request in records:
            yield {
                **_asked(request),
                **_held(executions.get(request.ref)),
                **_closed(request, closings[request.ref]),
            }


def _asked(request: ServiceRequest) -> Row:
    start, end = _planned(request)
    return {
        "agenda": agenda_label(request),
        "letter_number": request.letter_number,
        "letter_date": request.letter_date,
        "agency": request.agency.name,
        "event": request.event_name,
        "event_kind": catalogue.title("event_kind", request.event_kind),
        "organiser": request.organiser,
        "day": localdate(start) if start else None,
        "planned_start": start,
        "planned_end": end,
        **_series(request),
        "place": request.place,
        "layout": catalogue.title("layout", request.layout),
        "application": application_title(request),
    }


def _series(request: ServiceRequest) -> Row:
    """How many dates, and which; an event held once has one and no list."""
    held = [one for one in request.occurrences.all() if not one.is_skipped]
    lines = [
        ", ".join([span(one.start, one.end), *([one.room.name] if one.room else [])])
        for one in held
    ]
    return {"dates": len(held) or 1, "date_list": "; ".join(lines)}


def _planned(request: ServiceRequest) -> tuple[datetime | None, datetime | None]:
    if request.agreed_start is not None:
        return request.agreed_start, request.agreed_end
    return request.start, request.end


def _held(execution: Execution | None) -> Row:
    """Empty cells where no event was held: a nought would say that nobody came."""
    if execution is None:
        names = ("actual_start", "actual_end", "in_room", "online", "sites")
        more = ("operators", "result", "incidents", "minutes_lost")
        return dict.fromkeys(names + more)
    return {
        "actual_start": execution.started_at,
        "actual_end": execution.ended_at,
        "in_room": execution.attended_in_room,
        "online": execution.attended_online,
        "sites": execution.sites,
        "operators": "; ".join(execution.operators),
        "result": str(RESULTS[execution.result]) if execution.result else "",
        "incidents": vars(execution)["incident_count"],
        "minutes_lost": execution.minutes_lost,
    }


def _closed(request: ServiceRequest, closing: Closing) -> Row:
    run = request.run
    return {
        "ending": sop_of(run).ending(run.ending).title if run else "",
        "reason": closing.reason,
        "reply_number": closing.reply_number,
        "closed_at": run.closed_at if run else None,
        "used": closing.used,
        "standard": closing.standard,
    }


reports.register(ActivityData())
