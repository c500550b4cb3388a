"""Berita Acara Serah Terima Perlengkapan: from the test on until the report is acknowledged."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from jumpa.documents.facts import EquipmentFacts
from jumpa.documents.letters.handover import HandoverFacts
from jumpa.intake import catalogue
from jumpa.intake.facts import event_facts
from jumpa.intake.models import ServiceRequest
from jumpa.steps.composition import Composition, Powers, compositions, lines_of
from jumpa.steps.fields import DayField, NoteField
from jumpa.steps.parties import PartiesForm, our_side, their_side
from jumpa.workflow.models import Task

_KINDS = ("prepare", "execute", "acknowledge")


class HandoverForm(PartiesForm):
    """Which way, when, where, and what in which state."""

    direction = forms.ChoiceField(
        label=gettext_lazy("Serah terima"),
        choices=[
            ("handed_over", gettext_lazy("Diserahkan kepada pemohon")),
            ("returned", gettext_lazy("Dikembalikan oleh pemohon")),
        ],
    )
    on = DayField(gettext_lazy("Tanggal"))
    place = forms.CharField(label=gettext_lazy("Bertempat di"), max_length=200)
    equipment = NoteField(gettext_lazy("Perlengkapan (satu per baris)"), required=True, rows=6)
    note = NoteField(gettext_lazy("Catatan"), rows=2)

    def __init__(self, data: Any = None, *, request: ServiceRequest) -> None:
        super().__init__(data, request=request)
        self.fields["equipment"].help_text = gettext_lazy(
            "Tulis nama, jumlah, dan keadaan yang dipisahkan titik koma: Kamera PTZ; 1; Baik"
        )

    def proposal(self, request: ServiceRequest) -> Mapping[str, Any]:
        """What was asked for, in good order until somebody says otherwise."""
        lines = [
            f"{catalogue.title('equipment', key)}; {count}; Baik"
            for key, count in request.equipment.items()
        ]
        return {
            **super().proposal(request),
            "direction": "returned" if _is_over(request) else "handed_over",
            "on": timezone.localdate(),
            "place": request.place,
            "equipment": "\n".join(lines),
        }


class HandoverComposition(Composition):
    key = "handover"
    powers = Powers(("subkor_ile", "tim_tcmr"), "subkor_ile")
    Form = HandoverForm

    def fits(self, request: ServiceRequest) -> bool:
        """From the preparation until the report is acknowledged."""
        tasks = Task.objects.filter(kind__in=_KINDS, state=Task.State.OPEN)
        return request.run is not None and tasks.filter(run=request.run).exists()

    def facts(
        self, request: ServiceRequest, values: Mapping[str, Any], recipient: tuple[str, ...]
    ) -> HandoverFacts:
        ours, theirs = our_side(values), their_side(request, values)
        is_given = values["direction"] == "handed_over"
        return HandoverFacts(
            direction=values["direction"],
            event=event_facts(request),
            on=values["on"],
            first=ours if is_given else theirs,
            second=theirs if is_given else ours,
            equipment=tuple(_thing(line) for line in lines_of(values["equipment"])),
            place=values["place"],
            note=values["note"],
        )


def _is_over(request: ServiceRequest) -> bool:
    """Only the report is still to be acknowledged: what was lent comes back."""
    tasks = Task.objects.filter(run=request.run, state=Task.State.OPEN)
    return tasks.filter(kind="acknowledge").exists()


def _thing(line: str) -> EquipmentFacts:
    """ "Kamera PTZ; 1; Baik": a count that is no number belongs to the condition."""
    name, _mark, rest = (part.strip() for part in line.partition(";"))
    count, _mark, condition = (part.strip() for part in rest.partition(";"))
    if count.isdecimal() and len(count) < 7:
        return EquipmentFacts(name, int(count), condition)
    return EquipmentFacts(name, None, rest)


compositions.register(HandoverComposition())
