"""Offices and who holds them, kept by the administrator."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core import keeping
from jumpa.core.actor import Actor
from jumpa.core.errors import Conflict, Refused
from jumpa.people.actions.persons import keep_an_administrator, lock_administration
from jumpa.people.duty import duties
from jumpa.people.models import Appointment, Office

OFFICE = keeping.Keeping("people.office", ("title",), identity="key")
APPOINTMENT = keeping.Keeping(
    "people.appointment",
    ("office", "person", "standing", "start", "end", "basis_number", "basis_date", "scope"),
    {
        "appointment_end_after_start": (
            "end",
            gettext_lazy("Waktu berakhir harus sesudah waktu mulai."),
        ),
        "one_definitive_holder_at_a_time": (
            "person",
            gettext_lazy("Jabatan ini sudah ada pemangkunya pada masa itu."),
        ),
        "stand_in_has_a_basis": (
            "basis_number",
            gettext_lazy("Plh. dan Plt. memerlukan nomor surat dasar."),
        ),
    },
)


def rename_office(office: Office, title: str, *, seen: Mapping[str, Any], actor: Actor) -> Office:
    """Change the title that papers and screens print; records keep the title of their day."""
    return keeping.edit(OFFICE, office, {"title": title}, seen=seen, actor=actor)


@transaction.atomic
def appoint(appointment: Appointment, *, actor: Actor) -> Appointment:
    """Add a holder or a stand-in.

    Raises:
        NotAllowed, Refused: not an administrator; a rule about person, scope or basis is broken.
        Conflict: the office has a definitive holder in that time; ``holders`` says who.
    """
    _lock(appointment.office)
    return keeping.add(APPOINTMENT, appointment, actor=actor, check=_check)


@transaction.atomic
def correct_appointment(
    appointment: Appointment,
    values: Mapping[str, Any],
    *,
    seen: Mapping[str, Any],
    actor: Actor,
) -> Appointment:
    """Put an appointment right; errors as for ``appoint``, and ``WrongState`` when stale."""
    _lock(appointment.office)
    saved = keeping.edit(
        APPOINTMENT, appointment, values, seen=seen, actor=actor, check=_check, verb="correct"
    )
    keep_an_administrator()
    return saved


@transaction.atomic
def end_appointment(appointment: Appointment, *, actor: Actor) -> None:
    """End an appointment now; one that lies ahead is taken back, one that has ended stays so.

    Raises:
        NotAllowed, Refused: not an administrator; nobody would be left who administers.
    """
    _lock(appointment.office)
    current = Appointment.objects.filter(pk=appointment.pk).first()
    now = timezone.now()
    if current is None or (current.end is not None and current.end <= now):
        return
    if current.start >= now:
        keeping.remove(APPOINTMENT, current, actor=actor, verb="take_back")
    else:
        keeping.edit(APPOINTMENT, current, {"end": now}, actor=actor, verb="end")
    keep_an_administrator()


def _lock(office: Office) -> None:
    lock_administration()
    Office.objects.select_for_update().get(pk=office.pk)


def _check(appointment: Appointment) -> None:
    office, person = appointment.office, appointment.person
    appointment.is_exclusive = office.is_single
    if not person.is_active:
        _refuse("person", _("Orang ini tidak aktif."))
    if office.is_agency_bound and person.agency_id is None:
        _refuse("person", _("Orang ini belum terdaftar pada suatu instansi."))
    if appointment.standing == Appointment.Standing.DEFINITIVE and appointment.scope:
        _refuse("scope", _("Lingkup hanya untuk Plh. dan Plt."))
    if set(appointment.scope) - set(duties()):
        _refuse("scope", _("Ada tugas dalam lingkup yang tidak dikenal."))
    others = (
        Appointment.objects.filter(office=office)
        .exclude(pk=appointment.pk)
        .overlapping(appointment.start, appointment.end)
        .select_related("person")
    )
    if others.filter(person=person).exists():
        _refuse("person", _("Orang ini sudah memegang jabatan ini pada masa itu."))
    _refuse_second_holder(appointment, list(others.filter(standing="definitif")))


def _refuse(field: str, message: str) -> None:
    raise Refused(message, {field: [message]})


def _refuse_second_holder(appointment: Appointment, holders: list[Appointment]) -> None:
    if not appointment.is_exclusive or appointment.standing != "definitif" or not holders:
        return
    message = _(
        "%(office)s sudah dipegang %(holder)s pada masa itu. Akhiri dahulu masa jabatannya."
    )
    names = {"office": appointment.office.title, "holder": holders[0].person.name}
    raise Conflict(message % names, [_term(holder) for holder in holders])


def _term(holder: Appointment) -> str:
    def told(moment: datetime) -> str:
        return date_format(timezone.localtime(moment), "DATETIME_FORMAT")

    if holder.end is None:
        words = _("%(name)s, sejak %(start)s, tanpa batas akhir")
        return words % {"name": holder.person.name, "start": told(holder.start)}
    words = _("%(name)s, %(start)s sampai %(end)s")
    return words % {
        "name": holder.person.name,
        "start": told(holder.start),
        "end": told(holder.end),
    }
