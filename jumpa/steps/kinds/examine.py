"""Step 5: the coordinator holds data against letter and directs the team."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.language import office_language
from jumpa.intake.letter_rows import letter_of
from jumpa.intake.queries import differences, request_of
from jumpa.people.queries import holders_of
from jumpa.steps.disposition import issue_disposition_sheet
from jumpa.steps.fields import NoteField, ReasonForm
from jumpa.steps.wording import CHECK_ITEMS
from jumpa.workflow.step_kind import Applied, Move, StepForm, StepKind, Work, kinds

TEAM = "tim_tcmr"


class ExamineForm(StepForm):
    """Who of the team checks what."""

    facts_match = forms.BooleanField(
        label=gettext_lazy("Data permohonan sesuai dengan surat permohonan."),
        error_messages={"required": gettext_lazy("Cocokkan dengan suratnya, lalu centang.")},
    )

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, work=work, **kwargs)
        team = [(person.ref, person.name) for person in holders_of(TEAM, work.now)]
        for key, title in CHECK_ITEMS.items():
            self.fields[f"member_{key}"] = forms.ChoiceField(
                label=_("Pemeriksa: %s") % title,
                choices=[("", _("Pilih anggota tim")), *team],
            )
        self.fields["note"] = NoteField(_("Arahan kepada tim"))


class Examine(StepKind):
    key = "examine"
    title = gettext_lazy("Memeriksa permohonan dan mengarahkan tim")
    moves = (
        Move("directed", gettext_lazy("Teruskan ke tim"), ExamineForm),
        Move("returned", gettext_lazy("Kembalikan"), ReasonForm, tone="secondary"),
        Move("refused", gettext_lazy("Tolak"), ReasonForm, tone="danger"),
    )

    def apply(self, work: Work, move: Move, values: Mapping[str, Any]) -> Applied:
        """Keep who checks what, and add the level to the disposition sheet."""
        data = dict(values)
        duties: dict[str, list[str]] = defaultdict(list)
        for key, title in CHECK_ITEMS.items():
            member = data.pop(f"member_{key}", "")
            if member:
                with office_language():
                    duties[member].append(str(title))
        if duties:
            data |= {"duties": dict(duties), "to": [TEAM]}
        issue_disposition_sheet(work, request_of(work.task.run), move, data)
        return Applied(data=data)

    def panel(self, work: Work) -> Mapping[str, Any]:
        """What a resubmission changed, and where the letter still says otherwise."""
        request = request_of(work.task.run)
        compared = letter_of(request)
        return {
            "differences": differences(request),
            "compared": compared,
            "differing": compared.differing if compared is not None else (),
            "reads_letter": True,
            "reads_request": True,
        }


kinds.register(Examine())
