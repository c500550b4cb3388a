"""The retention rules, kept by the administrator."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core import keeping
from jumpa.core.actor import Actor
from jumpa.core.errors import Refused
from jumpa.documents.models import RetentionRule

RULE = keeping.Keeping(
    "documents.retention_rule",
    ("kind", "active_years", "inactive_years", "fate"),
    {
        "documents_retentionrule_kind_key": (
            "kind",
            gettext_lazy("Jenis arsip ini sudah mempunyai aturan."),
        )
    },
)


def add_retention_rule(rule: RetentionRule, *, actor: Actor) -> RetentionRule:
    """Keep one kind by a rule of its own; ``keeping.add`` has the errors."""
    return keeping.add(RULE, rule, actor=actor, check=_check)


def edit_retention_rule(
    rule: RetentionRule, values: Mapping[str, Any], *, seen: Mapping[str, Any], actor: Actor
) -> RetentionRule:
    """Change for how long a kind is kept, from now on; ``keeping.edit`` has the errors."""
    return keeping.edit(RULE, rule, values, seen=seen, actor=actor, check=_check)


def _check(rule: RetentionRule) -> None:
    """A slip that leaves both at nothing would have all destroyed on the day a matter is closed."""
    if rule.fate == RetentionRule.Fate.DESTROY and rule.active_years + rule.inactive_years < 1:
        message = _("Arsip yang kelak dimusnahkan disimpan sedikitnya satu tahun.")
        raise Refused(message, {"inactive_years": [message]})


@transaction.atomic
def remove_retention_rule(rule: RetentionRule, *, actor: Actor) -> None:
    """Let its kind be kept as all others.

    Raises:
        Refused: the rule for all others can't be removed.
    """
    if not rule.kind:
        raise Refused(_("Aturan untuk semua arsip lain tidak dapat dihapus."))
    keeping.remove(RULE, rule, actor=actor)
