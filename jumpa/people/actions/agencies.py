"""Agencies, kept by the administrator."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from jumpa.core import keeping
from jumpa.core.actor import Actor
from jumpa.people.models import Agency

AGENCY = keeping.Keeping(
    "people.agency",
    ("name", "short_name", "kind", "address", "phone", "email"),
    {"people_agency_name_key": ("name", _("Instansi dengan nama ini sudah ada."))},
)
_STANDING = keeping.Keeping("people.agency", ("is_active",))


def add_agency(agency: Agency, *, actor: Actor) -> Agency:
    """Add an agency; see ``keeping.add`` for the errors."""
    return keeping.add(AGENCY, agency, actor=actor)


def edit_agency(
    agency: Agency,
    values: Mapping[str, Any],
    *,
    actor: Actor,
    seen: Mapping[str, Any] | None = None,
) -> Agency:
    """Change an agency; see ``keeping.edit`` for the errors."""
    return keeping.edit(AGENCY, agency, values, seen=seen, actor=actor)


def set_agency_active(agency: Agency, is_active: bool, *, actor: Actor) -> Agency:
    """Let an agency be chosen for new persons and requests, or no longer."""
    verb = "activate" if is_active else "deactivate"
    return keeping.edit(_STANDING, agency, {"is_active": is_active}, actor=actor, verb=verb)
