"""The words in which the audit trail tells what was done at the steps: those of their forms."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jumpa.steps.jobs import CLOSED
from jumpa.steps.wording import CHECK_ITEMS
from jumpa.workflow.step_kind import kinds


def verbs() -> dict[str, str | Promise]:
    """One title per move of each kind: its button's."""
    titles: dict[str, str | Promise] = {
        "steps.agree": _("Menetapkan waktu dan tempat"),
        "steps.set_need": _("Mengatur kebutuhan"),
        "steps.extend": _("Memperpanjang kegiatan"),
    }
    for kind in kinds:
        titles |= {f"steps.{kind.key}.{move.key}": move.label for move in kind.moves}
        titles[f"steps.{kind.key}.{CLOSED}"] = _("Memberitahukan penutupan")
    return titles


def fields() -> dict[str, str | Promise]:
    """The labels of all forms; where two forms share a name, the later one's."""
    titles: dict[str, str | Promise] = {}
    for kind in kinds:
        for move in kind.moves:
            titles |= {
                name: field.label for name, field in move.form.base_fields.items() if field.label
            }
    return titles | CHECK_ITEMS | {"duties": _("Pembagian tugas"), "copies": _("Tembusan")}
