"""Many agencies at once, out of a file that the administrator has seen a preview of."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from jumpa.core.access import require_administrator
from jumpa.core.actor import Actor
from jumpa.core.errors import Refused, WrongState
from jumpa.people.actions.agencies import add_agency, edit_agency
from jumpa.people.agency_csv import CsvRow
from jumpa.people.import_plan import ImportPlan, plan_import
from jumpa.people.models import Agency


@transaction.atomic
def import_agencies(rows: Sequence[CsvRow], *, fingerprint: str, actor: Actor) -> ImportPlan:
    """Carry out the plan that was previewed, all of it or nothing.

    Args:
        fingerprint: of the plan that was shown.

    Raises:
        NotAllowed: not an administrator.
        Refused: a row is faulty.
        WrongState: the agencies have changed, so that the same file would now do something else.
    """
    agencies = list(Agency.objects.select_for_update().order_by("pk"))
    require_administrator(actor)
    plan = plan_import(rows, agencies)
    if not plan.is_sound:
        raise Refused(_("Ada baris yang salah. Perbaiki berkasnya, lalu unggah lagi."))
    if not plan.changes_something:
        return plan
    if plan.fingerprint != fingerprint:
        raise WrongState(
            _("Data instansi berubah sejak pratinjau dibuat. Periksa pratinjau yang baru ini.")
        )
    for row in plan.rows:
        if row.verdict == "new":
            add_agency(Agency(**row.values), actor=actor)
        elif row.agency is not None and row.verdict == "changed":
            edit_agency(row.agency, row.values, actor=actor)
    return plan
