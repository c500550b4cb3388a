from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import NotAllowed, WrongState
from jumpa.intake.models import ServiceRequest
from jumpa.intake.permissions import open_submission, requester_of
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
    request = ServiceRequest.objects.select_for_update(of=("self",)).get(ref=ref)
    actor = requester_of(request, person)
    check_editable(request, stamp)
    write_values(request, values, actor)
    return request


def check_editable(request: ServiceRequest, stamp: int | None) -> None:
    """Refuse a form for a request that has gone its way, or that someone changed meanwhile."""
    if request.run_id is not None and open_submission(request) is None:
        raise WrongState(_("Permohonan ini sudah diajukan dan sedang diproses."))
    if stamp is not None and stamp != request.version:
        raise WrongState(
            _("Permohonan ini sudah diubah dari tempat lain setelah Anda membukanya."),
            [_("Periksa isian terbaru, lalu simpan kembali.")],
        )


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
            before={name: _plain(before[name]) for name in changed},
            after={name: _plain(values[name]) for name in changed},
            owner=request.ref,
        )


def _plain(value: Any) -> Any:
    return getattr(value, "ref", value)
