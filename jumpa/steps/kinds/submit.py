"""Step 1, and its repetition after a return: the requester's own form."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.errors import WrongState
from jumpa.workflow.step_kind import Applied, Move, StepKind, Work, kinds


class Submit(StepKind):
    """The form itself, its draft and its checks stand in ``intake``; the task points there."""

    key = "submit"
    title = gettext_lazy("Mengajukan permohonan")
    moves = (Move("submitted", gettext_lazy("Ajukan permohonan")),)

    def apply(self, work: Work, move: Move, values: Mapping[str, Any]) -> Applied:
        """Only the form submits: past it, nothing would be checked and no room held."""
        raise WrongState(_("Ajukan permohonan melalui formulirnya."))


kinds.register(Submit())
