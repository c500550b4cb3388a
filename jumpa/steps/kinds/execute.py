"""Step 9: the operator's buttons during the event, and the report after it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core import wording
from jumpa.core.forms import MomentField
from jumpa.execution.actions import end_event, note_incident, report_event, start_event
from jumpa.execution.models import Execution
from jumpa.execution.rules import ENDED, RUNNING, is_early
from jumpa.intake import catalogue
from jumpa.intake.queries import request_of
from jumpa.people.queries import holders_of
from jumpa.scheduling.queries import operators_of
from jumpa.steps.assigning import OPERATORS, assign_operators
from jumpa.steps.extending import EXTEND, extend_event
from jumpa.steps.fields import ManyField, NoteField
from jumpa.steps.papers import signature
from jumpa.steps.report import issue_execution_report
from jumpa.steps.wording import RESULTS
from jumpa.workflow.models import Task
from jumpa.workflow.step_kind import Applied, Move, StepForm, StepKind, Work, kinds, moves_at


def _early(start: datetime) -> str:
    return _("Kegiatan direncanakan %s; saya memulainya sekarang.") % wording.day_and_moment(start)


class StartForm(StepForm):
    """Who is on duty."""

    operators = ManyField(gettext_lazy("Operator yang bertugas"), {}, required=True)

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        assigned = operators_of(work.task.run.owner)
        initial = {"operators": assigned or [work.actor.person_name]}
        super().__init__(*args, work=work, initial=initial, **kwargs)
        field = cast(forms.MultipleChoiceField, self.fields["operators"])
        team = [person.name for person in holders_of("tim_tcmr", work.now)]
        names = list(dict.fromkeys([*assigned, *team]))
        field.choices = [(name, name) for name in names]
        start = request_of(work.task.run).agreed_start
        if start is not None and is_early(start, work.now):
            self.fields["early"] = forms.BooleanField(label=_early(start))


class IncidentForm(StepForm):
    """What went wrong, when, and what was done."""

    at = MomentField(gettext_lazy("Waktu"))
    what = forms.CharField(label=gettext_lazy("Kendala"), max_length=500)
    done = forms.CharField(label=gettext_lazy("Tindakan"), max_length=500, required=False)

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, work=work, initial={"at": work.now}, **kwargs)

    def clean_at(self) -> Any:
        """What has not happened yet is no incident."""
        at = self.cleaned_data["at"]
        if at > self.work.now:
            raise forms.ValidationError(_("Waktu ini belum tiba."))
        return at


class ReportForm(StepForm):
    """The report: attendance, equipment, line, result."""

    result = forms.ChoiceField(label=gettext_lazy("Hasil"), choices=list(RESULTS.items()))
    attended_in_room = forms.IntegerField(
        label=gettext_lazy("Hadir di ruang"), min_value=0, max_value=100_000
    )
    attended_online = forms.IntegerField(
        label=gettext_lazy("Hadir daring"), min_value=0, max_value=1_000_000
    )
    sites = forms.IntegerField(
        label=gettext_lazy("Jumlah titik lokasi"), min_value=0, max_value=10_000, required=False
    )
    meeting_id = forms.CharField(label=gettext_lazy("ID rapat"), max_length=100, required=False)
    equipment_used = NoteField(gettext_lazy("Perlengkapan yang dipakai (satu per baris)"))
    equipment_condition = NoteField(gettext_lazy("Kondisi perlengkapan"), required=True, rows=2)
    line_quality = NoteField(gettext_lazy("Mutu jaringan"), rows=2)
    minutes_lost = forms.IntegerField(
        label=gettext_lazy("Menit terputus"), min_value=0, max_value=1440, initial=0
    )
    recording = forms.CharField(
        label=gettext_lazy("Rekaman (tempat disimpan)"), max_length=300, required=False
    )
    conclusion = NoteField(gettext_lazy("Simpulan"), required=True)

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        request = request_of(work.task.run)
        used = [
            f"{catalogue.title('equipment', key)} ({count})"
            for key, count in request.equipment.items()
        ]
        known = Execution.objects.filter(owner=request.ref).exclude(result="").first()
        initial: dict[str, Any] = {
            "equipment_used": "\n".join(used),
            "meeting_id": request.meeting_id,
            "sites": request.sites,
        }
        if known is not None:
            initial = {name: getattr(known, name) for name in self.base_fields}
        super().__init__(*args, work=work, initial=initial, **kwargs)


class Execute(StepKind):
    key = "execute"
    title = gettext_lazy("Mendampingi pelaksanaan dan melaporkan hasilnya")
    moves = (
        Move("start", gettext_lazy("Mulai kegiatan"), StartForm, is_outcome=False),
        Move(
            "incident",
            gettext_lazy("Catat kendala"),
            IncidentForm,
            is_outcome=False,
            tone="secondary",
        ),
        Move("end", gettext_lazy("Akhiri kegiatan"), is_outcome=False),
        EXTEND,
        OPERATORS,
        Move("reported", gettext_lazy("Buat laporan"), ReportForm),
    )

    def apply(self, work: Work, move: Move, values: Mapping[str, Any]) -> Applied:
        """What the operator pressed."""
        owner, actor, now = work.task.run.owner, work.actor, work.now
        if move.key == "start":
            start_event(owner, operators=values["operators"], actor=actor, now=now)
            return Applied(data=values, begins=True, stage=RUNNING)
        if move.key == "incident":
            note_incident(owner, actor=actor, **values)
            return Applied(data=values)
        if move.key == EXTEND.key:
            return extend_event(work, values)
        if move.key == OPERATORS.key:
            return assign_operators(work, values)
        if move.key == "end":
            end_event(owner, actor=actor, now=now)
            return Applied(rows=(("Berakhir", "Kegiatan diakhiri"),), stage=ENDED)
        execution = report_event(owner, values, actor=actor)
        request = request_of(work.task.run)
        issue_execution_report(work, request, execution, author=signature(actor, now))
        return Applied(data=values)

    def offers(self, work: Work) -> tuple[Move, ...]:
        """Before the event, while it runs, and after it, other buttons are wanted."""
        execution = _execution(work.task)
        state = execution.state if execution else "waiting"
        wanted = {
            "waiting": ("start", "incident", "operators", "reported"),
            "running": ("end", "extend", "incident", "operators"),
            "ended": ("reported", "incident"),
        }[state]
        moves = {move.key: move for move in moves_at(self, work.step)}
        return tuple(moves[key] for key in wanted if key in moves)

    def panel(self, work: Work) -> Mapping[str, Any]:
        """The event as it stands; while it runs and after it, how many minutes it took."""
        execution = _execution(work.task)
        minutes = None
        if execution is not None and execution.started_at is not None:
            taken = (execution.ended_at or work.now) - execution.started_at
            minutes = int(taken.total_seconds() // 60)
        return {
            "execution": execution,
            "assigned": operators_of(work.task.run.owner),
            "minutes": minutes,
            "now": work.now,
            "says_event": True,
        }

    def status(self, task: Task) -> str:
        """Running, or over and waiting for its report."""
        return {RUNNING: _("Sedang berlangsung"), ENDED: _("Menunggu laporan")}.get(task.stage, "")


def _execution(task: Task) -> Execution | None:
    return Execution.objects.filter(owner=task.run.owner).prefetch_related("incidents").first()


kinds.register(Execute())
