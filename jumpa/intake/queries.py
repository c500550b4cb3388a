"""What is read of requests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from jumpa.documents.models import StoredFile
from jumpa.documents.queries import files_of
from jumpa.intake.models import Revision, ServiceRequest
from jumpa.intake.rules import changed_fields
from jumpa.intake.sections import SECTIONS, shown
from jumpa.intake.series_words import filled_rows
from jumpa.intake.snapshot import form_fields
from jumpa.people.models import Person
from jumpa.people.queries import offices_of
from jumpa.scheduling.queries import reservations_of
from jumpa.scheduling.rules import may_displace
from jumpa.workflow.models import Run, Task
from jumpa.workflow.queries import may_intervene, status_of

LETTER = "surat"
"""The purpose of the letter itself among a request's uploads."""

_BEFORE_A_REPLY = ("check", "negotiate", "draft_reply", "release_reply")


def request_of(run: Run) -> ServiceRequest:
    """The request that a run is run for."""
    return (
        ServiceRequest.objects.select_related("agency", "room", "agreed_room", "letter", "run")
        .filter(run=run)
        .get()
    )


def locked_request_of(run: Run) -> ServiceRequest:
    """The same, its row locked until the transaction ends."""
    return ServiceRequest.objects.select_for_update(of=("self",)).get(run=run)


def request_status(request: ServiceRequest) -> str:
    """Where the request stands, in the applicant's words."""
    return _("Draf") if request.run is None else status_of(request.run)


def filled_sections(request: ServiceRequest) -> list[tuple[str, list[tuple[str, Any]]]]:
    """The form as filled in: section title, rows of label and value; what is blank is left out."""
    labels = {field.name: str(field.verbose_name) for field in form_fields()}
    labels["meeting_passcode"] = _("Kode sandi rapat")
    sections = []
    for section in SECTIONS:
        names = [name for name in section.fields if name in labels]
        rows = _rows(request, labels, names)
        if section.key == "layanan" and request.equipment:
            rows.insert(0, (labels["equipment"], shown("equipment", request.equipment)))
        if section.key == "berulang":
            rows = filled_rows(request)
        if rows:
            sections.append((str(section.title), rows))
    return sections


def _rows(
    request: ServiceRequest, labels: dict[str, str], names: Sequence[str]
) -> list[tuple[str, Any]]:
    values = [(name, getattr(request, name)) for name in names]
    if request.any_room:
        values = [
            (name, request.wanted_place if name == "room" else value) for name, value in values
        ]
    return [
        (labels[name], shown(name, value))
        for name, value in values
        if value not in (None, "", [], False)
    ]


def attachments_of(request: ServiceRequest) -> list[StoredFile]:
    """What came with the letter: of each purpose the file that was uploaded last."""
    files = files_of(request.ref).exclude(purpose=LETTER)
    return list({file.purpose: file for file in files}.values())


def held_place(request: ServiceRequest) -> str:
    """Which room is kept where any would do and none is agreed yet; else empty."""
    if not request.any_room or request.agreed_start is not None:
        return ""
    rooms = (
        one.resource.name for one in reservations_of(request.ref) if one.resource.kind == "room"
    )
    return next(rooms, "")


def reply_is_outdated(run: Run) -> bool:
    """Whether a reply that went out no longer says what holds: another one is on its way."""
    return run.tasks.open().filter(kind__in=_BEFORE_A_REPLY).exists()


def displaced_of(person: Person) -> list[ServiceRequest]:
    """The requests of the person's agency that gave way to a priority, nothing agreed since."""
    if person.agency_id is None:
        return []
    own = ServiceRequest.objects.visible_to(person).filter(agency_id=person.agency_id)
    return list(own.filter(displaced_at__isnull=False, run__closed_at__isnull=True))


def task_for_priority(run: Run, person: Person) -> Task | None:
    """The open task of step 6 or 7 at which the person may let this request come first."""
    if not any(may_displace(office) for office in offices_of(person)):
        return None
    return run.tasks.open().filter(kind__in=("check", "negotiate")).first()


def may_be_restored(request: ServiceRequest, now: datetime) -> bool:
    """Whether a request that was taken back can come to life again: its time lies ahead."""
    start = request.agreed_start or request.start
    is_ahead = start is not None and start > now
    return request.run is not None and is_ahead and may_intervene(request.run, "restore")


@dataclass(frozen=True)
class Change:
    """One field that differs between two submissions."""

    label: str
    before: Any
    after: Any


def differences(request: ServiceRequest) -> tuple[Change, ...]:
    """What the last submission changed against the one before; empty after the first."""
    revisions = list(Revision.objects.filter(request=request).order_by("-number")[:2])
    if len(revisions) < 2:
        return ()
    fields = {field.name: field for field in form_fields()}
    labels = {name: str(field.verbose_name) for name, field in fields.items()}
    labels["letter"] = _("Berkas surat")
    after, before = revisions
    return tuple(
        Change(labels.get(name, name), _said(name, old, fields), _said(name, new, fields))
        for name, old, new in changed_fields(before.values, after.values)
    )


def _said(name: str, value: Any, fields: "Mapping[str, models.Field[Any, Any]]") -> Any:
    """A value of a revision in words; there, dates are text."""
    if value in (None, "", [], {}):
        return ""
    if name == "letter":
        return _("Berkas %s…") % value[:8]
    if isinstance(value, str) and isinstance(fields.get(name), models.DateField):
        value = parse_datetime(value) or parse_date(value)
    return shown(name, value)


_ENDING_TONE = {"selesai": "good", "ditolak": "bad", "dibatalkan": "neutral"}


def status_tone(request: ServiceRequest) -> str:
    """The tone of a status: what asks the requester to act stands out."""
    run = request.run
    if run is None:
        return "neutral"
    if run.ending:
        return _ENDING_TONE.get(run.ending, "neutral")
    asks = any(
        task.state == Task.State.OPEN and (task.lead == "opd" or task.asked_since)
        for task in run.tasks.all()
    )
    return "warning" if asks else "good" if request.agreed_start else "info"
