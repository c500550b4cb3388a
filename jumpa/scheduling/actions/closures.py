"""Closing what can be booked for a time: maintenance, a holiday, an operator's leave."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core import audit
from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed, Refused, WrongState
from jumpa.core.events import announce
from jumpa.core.ids import new_ref
from jumpa.scheduling import rules, wording
from jumpa.scheduling.actions.locking import lock_resources
from jumpa.scheduling.actions.vacating import vacate
from jumpa.scheduling.events import Booking, ClosureLifted, ResourceClosed
from jumpa.scheduling.models import Closure, Kind, Resource, to_range
from jumpa.scheduling.queries.closures import Affected, affected_by, fingerprint, why
from jumpa.scheduling.rules import Span


@dataclass(frozen=True)
class Closed:
    """What one act closed, and whose events fall into it."""

    batch: str
    closures: tuple[Closure, ...]
    affected: tuple[Affected, ...]


@transaction.atomic
def close_resources(
    resources: Iterable[Resource],
    start: datetime,
    end: datetime,
    *,
    reason: str,
    actor: Actor,
    note: str = "",
    batch: str = "",
    seen: str | None = None,
) -> Closed:
    """Close all of these from ``start`` to ``end``. What is reserved stays so until it is moved;
    only units of a pool pass on what others of it can take over.

    Args:
        reason: a ``Closure.Reason``.
        batch: names this act; sent twice it closes once. Empty: a new one.
        seen: ``fingerprint`` of the affected events that were shown before; None: none were.

    Raises:
        NotAllowed: the actor's office may not close.
        Refused: the time, the reason or the choice cannot be.
        WrongState: other events than those that were shown would fall into it.
    """
    locked = _locked(resources)
    _allow(actor)
    earlier = _earlier(batch)
    if earlier is not None:
        return earlier
    span = Span(start, end)
    closures, affected = _drafted(locked, span, reason, note, batch or new_ref())
    if seen is not None and seen != fingerprint(affected):
        raise WrongState(
            _("Kegiatan yang terdampak berubah sejak daftarnya ditampilkan. Periksa lagi."),
            [held.describe(show_label=True) for one in affected for held in one.holdings],
        )
    Closure.objects.bulk_create(closures)
    closed = Closed(closures[0].batch, tuple(closures), tuple(affected))
    _tell(closed, actor)
    return closed


def would_hit(
    resources: Iterable[Resource], start: datetime, end: datetime, *, reason: str, actor: Actor
) -> list[Affected]:
    """Whose events would fall into the closure; nothing is changed. Errors as for closing."""
    with transaction.atomic():
        locked = _locked(resources)
        _allow(actor)
        _closures, affected = _drafted(locked, Span(start, end), reason, "", new_ref())
        transaction.set_rollback(True)
    return affected


@transaction.atomic
def lift_closure(batch: str, *, actor: Actor) -> None:
    """Open again what ``batch`` closed; doing it twice changes nothing.

    Raises:
        NotAllowed: the actor's office may not.
        WrongState: there is no such closure, or its time is over.
    """
    closures = list(Closure.objects.filter(batch=batch).select_related("resource"))
    _locked(closure.resource for closure in closures)
    _allow(actor)
    now = timezone.now()
    if not closures or closures[0].span.end <= now:
        raise WrongState(_("Penutupan ini sudah lewat."))
    lifted = Closure.objects.standing().filter(batch=batch).update(lifted_at=now)
    if not lifted:
        return
    names = wording.listed(closure.resource.name for closure in closures)
    subject = f"closure:{batch}"
    audit.record(actor, "scheduling.lift_closure", subject, after={"about": names})
    announce(ClosureLifted(batch, actor))


def _locked(resources: Iterable[Resource]) -> list[Resource]:
    """The resources as they are, behind the locks that whoever books them takes."""
    wanted = {resource.pk for resource in resources}
    lock_resources(wanted)
    return list(Resource.objects.filter(pk__in=wanted).order_by("pk"))


def _allow(actor: Actor) -> None:
    if not rules.may_close(actor.office_key):
        raise NotAllowed(_("Hanya administrator dan Subkor ILE yang menutup sumber daya."))


def _earlier(batch: str) -> Closed | None:
    closures = list(Closure.objects.filter(batch=batch).select_related("resource")) if batch else []
    if not closures:
        return None
    return Closed(batch, tuple(closures), tuple(affected_by(closures)))


def _check(resources: Sequence[Resource], span: Span, reason: str) -> None:
    if not resources:
        _refuse("resources", _("Pilih paling sedikit satu yang ditutup."))
    if span.end <= span.start:
        _refuse("end", _("Waktu selesai harus sesudah waktu mulai."))
    if span.end <= timezone.now():
        _refuse("end", _("Waktu ini sudah lewat."))
    if span.length > rules.LONGEST_CLOSURE:
        _refuse("end", _("Penutupan paling lama satu tahun."))
    if reason not in Closure.Reason.values:
        _refuse("reason", _("Sebab ini tidak dikenal."))
    others = [one.name for one in resources if one.kind != Kind.OPERATOR]
    if reason == Closure.Reason.LEAVE and others:
        message = _("Cuti hanya untuk operator, bukan untuk %(names)s.")
        _refuse("reason", message % {"names": wording.listed(others)})


def _refuse(field: str, message: str) -> None:
    raise Refused(message, {field: [message]})


def _drafted(
    resources: Sequence[Resource], span: Span, reason: str, note: str, batch: str
) -> tuple[list[Closure], list[Affected]]:
    """The closures, unsaved, and whom they hit once others of the pools have taken over."""
    _check(resources, span, reason)
    closed = {one.pk for one in resources}
    for one in resources:
        vacate(one, span, without=closed)
    drafted = [
        Closure(resource=one, during=to_range(span), reason=reason, note=note, batch=batch)
        for one in resources
    ]
    return drafted, affected_by(drafted)


def _tell(closed: Closed, actor: Actor) -> None:
    first = closed.closures[0]
    facts = {
        "about": wording.listed(closure.resource.name for closure in closed.closures),
        "busy_start": first.span.start.isoformat(),
        "busy_end": first.span.end.isoformat(),
        "closed_because": why(first),
    }
    subject = f"closure:{closed.batch}"
    audit.record(actor, "scheduling.close", subject, after=facts)
    refs = {closure.resource.name: closure.resource.ref for closure in closed.closures}
    for one in closed.affected:
        audit.record(actor, "scheduling.affect", subject, owner=one.owner, after=facts)
        bookings = tuple(
            Booking(refs[held.resource_name], held.resource_name, held.start, held.end)
            for held in one.holdings
        )
        announce(ResourceClosed(one.owner, bookings, closed.batch, why(first), actor))
