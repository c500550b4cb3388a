"""How long this event's set-up, connection test and teardown take, where the usual is not right."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.actor import Actor
from jumpa.intake.actions.holding import hold_wants
from jumpa.intake.models import ServiceRequest
from jumpa.intake.queries import request_of
from jumpa.scheduling.rules import LONGEST_BUFFER
from jumpa.workflow.step_kind import Move, StepForm, Work

NAMES = ("setup_minutes", "test_minutes", "teardown_minutes")
_MOST = int(LONGEST_BUFFER / timedelta(minutes=1))


class MinutesField(forms.IntegerField):
    """Minutes; blank leaves each resource its own."""

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False, min_value=0, max_value=_MOST)


class PhasesForm(StepForm):
    """The three phases around the event."""

    setup_minutes = MinutesField(gettext_lazy("Persiapan (menit)"))
    test_minutes = MinutesField(gettext_lazy("Uji koneksi (menit)"))
    teardown_minutes = MinutesField(gettext_lazy("Pemberesan (menit)"))

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        request = request_of(work.task.run)
        initial = {name: getattr(request, name) for name in NAMES}
        super().__init__(*args, work=work, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Set-up and test together stay within what may be reserved before an event."""
        super().clean()
        data = self.cleaned_data
        if (data.get("setup_minutes") or 0) + (data.get("test_minutes") or 0) > _MOST:
            self.add_error("test_minutes", _("Persiapan dan uji koneksi paling lama 12 jam."))
        if not self.errors and not self.has_changed():
            self.add_error(None, _("Belum ada waktu yang diubah."))
        return data


PHASES = Move(
    "phases",
    gettext_lazy("Atur waktu persiapan"),
    PhasesForm,
    is_outcome=False,
    tone="secondary",
    intro=gettext_lazy(
        "Kosongkan untuk memakai waktu yang biasa dari tiap ruang dan perlengkapan."
    ),
)


def set_phases(request: ServiceRequest, values: Mapping[str, int | None], actor: Actor) -> None:
    """Write the phases of a locked request and hold its time anew with them.

    Raises:
        Conflict: with longer phases something is taken; nothing has changed.
    """
    if all(getattr(request, name) == values[name] for name in NAMES):
        return
    for name in NAMES:
        setattr(request, name, values[name])
    request.version += 1
    request.save()
    hold_wants(request, actor, accepts_clash=request.has_clash)
