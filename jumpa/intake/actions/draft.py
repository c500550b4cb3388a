from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import NotAllowed, WrongState
from jumpa.intake.locking import lock_request
from jumpa.intake.models import ServiceRequest
from jumpa.intake.permissions import open_submission, requester_of
from jumpa.intake.sections import shown
from jumpa.intake.snapshot import SECRET, form_fields
from jumpa.people.models import Person
from jumpa.people.queries import actor_for


@transaction.atomic
def open_draft(ref: str, *, person: Person) -> ServiceRequest:
    """The draft of that ref, made if it is not there yet: the same form sent twice makes one.

    Raises:
        NotAllowed: the person is no requester, or the ref is another agency's.
    """
    actor = actor_for(person, "opd")
    if actor is None or actor.agency_id is None:
        raise NotAllowed(_("Hanya pengguna OPD/instansi yang dapat mengajukan permohonan."))
    request, made = ServiceRequest.objects.get_or_create(
        ref=ref,
        defaults={
            "agency_id": actor.agency_id,
            "created_by": person,
            "created_at": timezone.now(),
        },
    )
    if request.agency_id != actor.agency_id:
        raise NotAllowed(_("Permohonan ini milik instansi lain."))
    if made:
        record(actor, "intake.draft", f"request:{ref}", owner=ref)
    return request


@transaction.atomic
def save_draft(
    ref: str, values: Mapping[str, Any], *, person: Person, stamp: int | None = None
) -> ServiceRequest:
    """Keep what was typed, complete or not, without submitting it.

    Args:
        stamp: the version that the form showed; None skips the check.

    Raises:
        WrongState: it has been submitted, or someone saved it meanwhile.
    """
    request = lock_request(ref)
    actor = requester_of(request, person)
    if _says_the_same(request, values):
        return request
    check_editable(request, stamp, values)
    write_values(request, values, actor)
    return request


def _says_the_same(request: ServiceRequest, values: Mapping[str, Any]) -> bool:
    return all(getattr(request, name) == value for name, value in values.items())


def is_resubmission(request: ServiceRequest, values: Mapping[str, Any]) -> bool:
    """Whether a request that has gone its way was sent with just these values: a double click."""
    return (
        request.run_id is not None
        and open_submission(request) is None
        and _says_the_same(request, values)
    )


def check_editable(
    request: ServiceRequest, stamp: int | None, values: Mapping[str, Any] | None = None
) -> None:
    """Refuse a form for a request that has gone its way, or that someone changed meanwhile.

    Args:
        values: what the form says, to tell where it differs from what is on record now.
    """
    if request.run_id is not None and open_submission(request) is None:
        raise WrongState(_("Permohonan ini sudah diajukan dan sedang diproses."))
    if stamp is not None and stamp != request.version:
        raise WrongState(
            _("Permohonan ini sudah diubah dari tempat lain setelah Anda membukanya."),
            [*_otherwise(request, values or {}), _("Periksa isian Anda, lalu simpan kembali.")],
        )


def _otherwise(request: ServiceRequest, values: Mapping[str, Any]) -> list[str]:
    """Where what is on record now differs from the form, as lines for the answer."""
    labels = {field.name: str(field.verbose_name) for field in form_fields()}
    return [
        _("%(label)s kini tersimpan: %(value)s")
        % {"label": labels[name], "value": shown(name, getattr(request, name)) or "–"}
        for name, value in values.items()
        if name in labels and getattr(request, name) != value
    ]


def write_values(request: ServiceRequest, values: Mapping[str, Any], actor: Actor) -> None:
    """Write the form's values on a locked request and record what changed."""
    before = {name: getattr(request, name) for name in values}
    changed = [name for name, value in values.items() if before[name] != value]
    for name in changed:
        setattr(request, name, values[name])
    request.version += 1
    request.save()
    if changed:
        record(
            actor,
            "intake.save",
            f"request:{request.ref}",
            before={name: _plain(name, before[name]) for name in changed},
            after={name: _plain(name, values[name]) for name in changed},
            owner=request.ref,
        )


def _plain(name: str, value: Any) -> Any:
    """A value for the trail, which is kept for ever: a secret only as changed, not as it is."""
    if name in SECRET:
        return "•••" if value else ""
    return getattr(value, "ref", value)
