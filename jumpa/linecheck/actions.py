"""What changes a connection test."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.core.errors import Refused
from jumpa.linecheck.models import LineCheck
from jumpa.linecheck.rules import Verdict, may_claim, unanswered
from jumpa.linecheck.wording import item_title


@transaction.atomic
def record_check(
    owner: str,
    part: str,
    *,
    held_at: datetime,
    results: Mapping[str, str],
    remarks: Mapping[str, str],
    verdict: Verdict,
    note: str,
    actor: Actor,
) -> LineCheck:
    """Keep a finished test. The same ``part`` (the round of the test) is kept once.

    Raises:
        Refused: items were left out, or the results do not bear the verdict.
    """
    found = LineCheck.objects.filter(part=part).first()
    if found is not None:
        return found
    _check_verdict(verdict, results)
    check = LineCheck.objects.create(
        owner=owner,
        part=part,
        held_at=held_at,
        results=dict(results),
        remarks={item: text for item, text in remarks.items() if text},
        verdict=verdict,
        note=note,
        person_name=actor.person_name,
        office_title=actor.office_title,
    )
    after = {"verdict": str(verdict), "results": dict(results)}
    record(actor, "linecheck.record", f"linecheck:{check.ref}", after=after, owner=owner)
    return check


def _check_verdict(verdict: Verdict, results: Mapping[str, str]) -> None:
    left_out = unanswered(results)
    if left_out and verdict is not Verdict.NOT_READY:
        titles = ", ".join(item_title(item) for item in left_out)
        raise Refused(_("Belum diuji: %s.") % titles)
    if not may_claim(verdict, results):
        raise Refused(
            _("Hasil uji tidak mendukung simpulan tersebut: ada butir yang gagal atau bercatatan.")
        )
