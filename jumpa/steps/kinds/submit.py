"""Step 1, and its repetition after a return: the requester's own form."""

from django.utils.translation import gettext_lazy as _

from jumpa.workflow.step_kind import Move, StepKind, kinds


class Submit(StepKind):
    """The form itself, its draft and its checks stand in ``intake``; the task points there."""

    key = "submit"
    title = _("Mengajukan permohonan")
    moves = (Move("submitted", _("Ajukan permohonan")),)


kinds.register(Submit())
