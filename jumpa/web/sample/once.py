"""Each part of the sample is made once, so that what people changed or removed stays so."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from jumpa.core.actor import SYSTEM
from jumpa.core.audit import record
from jumpa.core.models import AuditEntry

_VERB = "web.sample_office"


def made_parts() -> frozenset[str]:
    """Keys of the parts that are there; the audit trail knows."""
    subjects = AuditEntry.objects.filter(verb=_VERB).values_list("subject", flat=True)
    return frozenset(subject.removeprefix("sample:") for subject in subjects)


@transaction.atomic
def make_part(key: str, make: Callable[..., None], *arguments: Any) -> None:
    """Make a part as a whole or not at all, and remember that it was made."""
    make(*arguments)
    record(SYSTEM, _VERB, f"sample:{key}")
