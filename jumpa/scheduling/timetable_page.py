"""The timetable as its page and its drawing show it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jumpa.scheduling import wording
from jumpa.scheduling.period import View
from jumpa.scheduling.queries import Row, Slot, Timetable, Wanted
from jumpa.scheduling.rules import Span

STATES: Mapping[str, str | Promise] = {
    "confirmed": gettext_lazy("pasti"),
    "held": gettext_lazy("ditahan"),
    "offer": gettext_lazy("ditahan untuk tawaran"),
    "taken": "",
    "closed": pgettext_lazy("jadwal", "tutup"),
    "partly": gettext_lazy("masih tersedia"),
    "full": gettext_lazy("penuh"),
}
"""What each colour means, in words beside it."""

_BOARDS: Mapping[View, str] = {"hari": "day", "minggu": "week", "bulan": "month"}


@dataclass(frozen=True)
class Line:
    """A slot in words; ``day`` where the column does not say it."""

    time: str
    title: str
    state: str
    state_title: str
    note: str
    url: str
    day: str = ""


@dataclass(frozen=True)
class Cell:
    """What a row has on one day, or (``day`` empty) on all days shown."""

    day: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class TableRow:
    """A row of the table with the address of what it stands for alone."""

    name: str
    detail: str
    url: str
    cells: Sequence[Cell]
    is_free: bool


def address(wanted: Wanted, **changes: Any) -> str:
    """The query of the same timetable with changes: ``tampilan``, ``tanggal``, ``sumber`` …"""
    said = {
        "tampilan": wanted.period.view,
        "tanggal": wanted.period.day.isoformat(),
        "jenis": wanted.kind,
        "gedung": wanted.building,
        "kelompok": wanted.pool,
        "sumber": wanted.resource,
    }
    return "?" + urlencode({key: value for key, value in {**said, **changes}.items() if value})


def table_rows(found: Timetable) -> list[TableRow]:
    """The rows with a cell for each day of a week, or one for all days of a day or month."""
    period = found.wanted.period
    days = period.days if period.view == "minggu" else []
    titles = [wording.day(day) for day in days]
    return [
        TableRow(
            row.name,
            row.detail,
            _alone(found.wanted, row),
            _day_cells(row, days, titles) if days else [_one_cell(row, found)],
            not row.slots,
        )
        for row in found.rows
    ]


def _alone(wanted: Wanted, row: Row) -> str:
    only = {"jenis": "", "gedung": "", "kelompok": "", "sumber": ""}
    return address(wanted, **{**only, "kelompok" if row.is_pool else "sumber": row.ref})


def _day_cells(row: Row, days: Sequence[date], titles: Sequence[str]) -> list[Cell]:
    lines: list[list[Line]] = [[] for _day in days]
    for slot in row.slots:
        for day in _days_of(slot, days[0], days[-1]):
            lines[(day - days[0]).days].append(line(slot, day))
    return [Cell(title, found) for title, found in zip(titles, lines, strict=True)]


def _one_cell(row: Row, found: Timetable) -> Cell:
    period = found.wanted.period
    is_month = period.view == "bulan"
    lines = []
    for slot in row.slots:
        day = next(_days_of(slot, period.first, period.last))
        lines.append(line(slot, day, names_day=is_month))
    return Cell("", lines)


def _days_of(slot: Slot, first: date, last: date) -> Iterator[date]:
    """The days shown on which the slot takes some time."""
    start = max(timezone.localtime(slot.busy.start).date(), first)
    end = timezone.localtime(slot.busy.end - timedelta(microseconds=1)).date()
    for number in range((min(end, last) - start).days + 1):
        yield start + timedelta(days=number)


def line(slot: Slot, day: date, *, names_day: bool = False) -> Line:
    """A slot as one line under a day."""
    busy = ""
    if slot.busy != slot.event:
        busy = _("terpakai %(hours)s") % {"hours": wording.clock_hours(slot.busy, day)}
    return Line(
        time=_hours(slot.event, day),
        title=slot.title,
        state=slot.state,
        state_title=str(STATES[slot.state]),
        note=" · ".join(filter(None, (slot.note, busy))),
        url=reverse("jadwal_kegiatan", args=[slot.ref]) if slot.ref else "",
        day=date_format(day, "D, j M") if names_day else "",
    )


def _hours(span: Span, day: date) -> str:
    midnight = timezone.make_aware(datetime.combine(day, time()))
    if span.start <= midnight and span.end >= midnight + timedelta(days=1):
        return _("sepanjang hari")
    return wording.clock_hours(span, day)


def board_options(wanted: Wanted) -> dict[str, str]:
    """What the drawing must know before it fetches its data."""
    return {
        "view": _BOARDS[wanted.period.view],
        "date": wanted.period.first.isoformat(),
        "zone": f"{timezone.localtime():%z}"[:3] + ":" + f"{timezone.localtime():%z}"[3:],
    }


def board(found: Timetable, *, may_move: bool) -> dict[str, Any]:
    """The same rows as the drawing takes them; times are the office's own, without a zone."""
    events, is_day = [], found.wanted.period.view == "hari"
    for row in found.rows:
        for number, slot in enumerate(row.slots):
            events.append(_event(row, number, slot, may_move=may_move, is_day=is_day))
            events += _phases(row, number, slot)
    return {"resources": [_resource(row, found.wanted) for row in found.rows], "events": events}


def _resource(row: Row, wanted: Wanted) -> dict[str, Any]:
    facts = {"detail": row.detail, "url": _alone(wanted, row), "kind": row.kind, "name": row.name}
    return {"id": row.ref, "title": row.name, "extendedProps": facts}


def _event(row: Row, number: int, slot: Slot, *, may_move: bool, is_day: bool) -> dict[str, Any]:
    said = line(slot, timezone.localtime(slot.event.start).date())
    is_movable = may_move and slot.is_movable and not row.is_pool
    facts = {
        "ref": slot.ref,
        "url": said.url,
        "kind": row.kind,
        "time": said.time,
        "state": said.state_title,
        "note": said.note,
        "occasion": wording.occasion(slot.event),
    }
    return {
        "id": f"{row.ref}-{number}",
        "resourceIds": [row.ref],
        "title": slot.title,
        "start": _local(slot.event.start),
        "end": _local(slot.event.end),
        "startEditable": is_movable,
        "durationEditable": is_movable and is_day,
        "classNames": [f"slot-{slot.state}"],
        "extendedProps": facts,
    }


def _phases(row: Row, number: int, slot: Slot) -> Iterator[dict[str, Any]]:
    """Set-up before the event and teardown after it, drawn behind it."""
    parts = (Span(slot.busy.start, slot.event.start), Span(slot.event.end, slot.busy.end))
    for part, span in enumerate(parts):
        if span.start < span.end:
            yield {
                "id": f"{row.ref}-{number}-{part}",
                "resourceIds": [row.ref],
                "display": "background",
                "start": _local(span.start),
                "end": _local(span.end),
                "classNames": ["slot-phase"],
            }


def _local(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M:%S}"
