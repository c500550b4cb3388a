"""Surat Tugas: once time and operators are settled."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy

from jumpa.documents.letters.assignment import (
    AssigneeFacts,
    AssignmentFacts,
    assignment_fields,
)
from jumpa.documents.wordings import words_of
from jumpa.intake.facts import event_facts, letter_facts
from jumpa.intake.models import ServiceRequest
from jumpa.people.queries import holders_of
from jumpa.scheduling.queries import operators_of
from jumpa.steps.composition import (
    Composition,
    CompositionForm,
    Powers,
    compositions,
    is_settled,
    lines_of,
    signature_of,
)
from jumpa.steps.fields import ManyField, NoteField

_SIGNER = "kepala_dinas"


class AssignmentForm(CompositionForm):
    """Who is sent, on what basis, to do what."""

    assignees = ManyField(gettext_lazy("Ditugaskan kepada"), {}, required=True)
    position = forms.CharField(
        label=gettext_lazy("Jabatan"),
        max_length=150,
    )
    bases = NoteField(gettext_lazy("Dasar (satu per baris)"), required=True)
    tasks = NoteField(gettext_lazy("Untuk (satu per baris)"), required=True)
    copies = NoteField(gettext_lazy("Tembusan (satu per baris)"))

    def __init__(self, data: Any = None, *, request: ServiceRequest) -> None:
        super().__init__(data, request=request)
        team = [person.name for person in holders_of("tim_tcmr")]
        names = dict.fromkeys([*operators_of(request.ref), *team])
        field = cast(forms.MultipleChoiceField, self.fields["assignees"])
        field.choices = [(name, name) for name in names]

    def proposal(self, request: ServiceRequest) -> Mapping[str, Any]:
        """Who is on it, and the office's words."""
        words = words_of("assignment")
        said = assignment_fields(letter_facts(request), event_facts(request))
        return {
            "assignees": operators_of(request.ref),
            "position": "Tim TCM Room",
            "bases": "\n".join(words.lines("bases", **said)),
            "tasks": "\n".join(words.lines("tasks", **said)),
            "copies": "\n".join(words.lines("copies")),
        }


class AssignmentComposition(Composition):
    key = "assignment"
    powers = Powers(("subkor_ile",), _SIGNER)
    Form = AssignmentForm

    def fits(self, request: ServiceRequest) -> bool:
        """The time is agreed and somebody of ours is on it."""
        return is_settled(request)

    def facts(
        self, request: ServiceRequest, values: Mapping[str, Any], recipient: tuple[str, ...]
    ) -> AssignmentFacts:
        known = {person.name: person for person in holders_of("tim_tcmr")}
        assignees = (
            AssigneeFacts(
                name,
                (known[name].nip or "") if name in known else "",
                known[name].rank if name in known else "",
                values["position"],
            )
            for name in values["assignees"]
        )
        return AssignmentFacts(
            letter=letter_facts(request),
            event=event_facts(request),
            assignees=tuple(assignees),
            signature=signature_of(_SIGNER, "Kepala Dinas"),
            bases=lines_of(values["bases"]),
            tasks=lines_of(values["tasks"]),
            copies=lines_of(values["copies"]),
        )


compositions.register(AssignmentComposition())
