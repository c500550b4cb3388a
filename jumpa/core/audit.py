"""One append-only record of every change."""

from collections.abc import Mapping
from typing import Any

from jumpa.core.actor import Actor
from jumpa.core.models import AuditEntry


def record(
    actor: Actor,
    verb: str,
    subject: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    owner: str = "",
) -> None:
    """Write what was done, inside the transaction that does it.

    Args:
        verb: what, as ``slice.verb`` ("intake.submit").
        subject: the thing changed, as ``model:ref`` ("request:7h2…").
        before, after: JSON-able values that changed.
        owner: uid of the request that it belongs to, or empty.
    """
    AuditEntry.objects.create(
        person_ref=actor.person_ref,
        person_name=actor.person_name,
        office_key=actor.office_key,
        office_title=actor.office_title,
        verb=verb,
        subject=subject,
        owner=owner,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
    )
