"""Step 8: talk with the requester, fix the dates, test the connection."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.errors import Refused
from jumpa.core.forms import MomentField
from jumpa.intake.queries import locked_request_of, request_of
from jumpa.linecheck.actions import record_check
from jumpa.linecheck.rules import ITEMS, Verdict, best_verdict, may_claim, unanswered
from jumpa.linecheck.wording import ITEM_TITLES, RESULT_TITLES
from jumpa.steps.assigning import OPERATORS, assign_operators
from jumpa.steps.fields import NoteField
from jumpa.steps.preparation import Preparation, issue_line_test, preparation
from jumpa.steps.wording import CHANNELS
from jumpa.workflow.models import Task
from jumpa.workflow.step_kind import Applied, Move, StepForm, StepKind, Work, kinds, moves_at

_OFFICE = ("subkor_ile", "tim_tcmr")
_ALL = (*_OFFICE, "opd")
_VERDICTS = {
    "ready": Verdict.READY,
    "ready_with_remarks": Verdict.READY_WITH_REMARKS,
    "not_ready": Verdict.NOT_READY,
    "elsewhere": Verdict.NOT_READY,
}


class ContactForm(StepForm):
    """One talk: when, with whom, how, about what."""

    at = MomentField(gettext_lazy("Waktu"))
    who = forms.CharField(label=gettext_lazy("Dengan siapa"), max_length=200)
    channel = forms.ChoiceField(label=gettext_lazy("Melalui"), choices=list(CHANNELS.items()))
    what = NoteField(gettext_lazy("Hasil pembicaraan"), required=True)

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        request = request_of(work.task.run)
        initial = {"at": work.now, "who": request.tech_name or request.pic_name}
        super().__init__(*args, work=work, initial=initial, **kwargs)


class ScheduleForm(StepForm):
    """The dates agreed with the requester."""

    meeting_at = MomentField(gettext_lazy("Rapat teknis"), required=False)
    test_at = MomentField(gettext_lazy("Uji koneksi"))

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        found = preparation(work.task)
        test_at = found.test_at or request_of(work.task.run).test_time
        initial = {"meeting_at": found.meeting_at, "test_at": test_at}
        super().__init__(*args, work=work, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Both come before the event."""
        super().clean()
        start = request_of(self.work.task.run).agreed_start
        for name in ("meeting_at", "test_at"):
            moment = self.cleaned_data.get(name)
            if moment and start and moment >= start:
                self.add_error(name, _("Harus sebelum kegiatan dimulai."))
        return self.cleaned_data


class ChecklistForm(StepForm):
    """The checklist; what is left as it was shown is not written again, as at step 6."""

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, work=work, **kwargs)
        self.found = preparation(work.task)
        for item in ITEMS:
            self.fields[f"result_{item}"] = forms.ChoiceField(
                label=ITEM_TITLES[item],
                required=False,
                choices=[("", _("Belum diuji")), *RESULT_TITLES.items()],
                initial=self.found.results.get(item, ""),
                show_hidden_initial=True,
            )
            self.fields[f"remark_{item}"] = forms.CharField(
                label=_("Catatan: %s") % ITEM_TITLES[item],
                required=False,
                max_length=300,
                widget=forms.TextInput({"placeholder": _("Catatan")}),
                initial=self.found.remarks.get(item, ""),
                show_hidden_initial=True,
            )

    def clean(self) -> dict[str, Any]:
        """What is not simply good is explained."""
        super().clean()
        for item in ITEMS:
            result = self.cleaned_data.get(f"result_{item}")
            if result in ("catatan", "gagal") and not self.cleaned_data.get(f"remark_{item}"):
                self.add_error(f"remark_{item}", _("Jelaskan hasilnya."))
        changed = self.changed()
        if not self.errors and not changed:
            self.add_error(None, _("Belum ada hasil uji yang diisi atau diubah."))
        untouched = {f"result_{item}": "" for item in ITEMS if item not in changed}
        return {**self.cleaned_data, **untouched}

    def changed(self) -> dict[str, dict[str, str]]:
        """Items with a result that differs from what was shown and from what is on record."""
        items = {}
        typed = set(self.changed_data)
        for item in ITEMS:
            result = self.cleaned_data.get(f"result_{item}", "")
            remark = self.cleaned_data.get(f"remark_{item}", "")
            known = (self.found.results.get(item, ""), self.found.remarks.get(item, ""))
            is_typed = not typed.isdisjoint({f"result_{item}", f"remark_{item}"})
            if result and is_typed and known != (result, remark):
                items[item] = {"result": result, "remark": remark}
        return items

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, str]]:
        """The grid as the page shows it: result, remark, and by whom the one on record is."""
        return [
            (self[f"result_{item}"], self[f"remark_{item}"], self.found.testers.get(item, ""))
            for item in ITEMS
        ]

    def summary(self) -> list[list[str]]:
        """Only what this person has changed."""
        return [
            [str(ITEM_TITLES[item]), f"{RESULT_TITLES[one['result']]}. {one['remark']}".strip()]
            for item, one in self.changed().items()
        ]


class VerdictForm(StepForm):
    """The test's verdict."""

    held_at = MomentField(gettext_lazy("Uji dilaksanakan pada"))
    note = NoteField(gettext_lazy("Catatan"))

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, work=work, initial={"held_at": work.now}, **kwargs)

    def clean_held_at(self) -> Any:
        """A test that has not been held yet has no verdict."""
        held_at = self.cleaned_data["held_at"]
        if held_at > self.work.now:
            raise forms.ValidationError(_("Waktu uji belum tiba."))
        return held_at


class RemarkedVerdictForm(VerdictForm):
    """A verdict that needs words."""

    note = NoteField(gettext_lazy("Catatan"), required=True)


class Prepare(StepKind):
    key = "prepare"
    title = gettext_lazy("Mempersiapkan dan menguji koneksi")
    moves = (
        Move("contact", gettext_lazy("Catat pembicaraan"), ContactForm, _ALL, is_outcome=False),
        Move("schedule", gettext_lazy("Simpan jadwal"), ScheduleForm, _OFFICE, is_outcome=False),
        Move(
            "checklist", gettext_lazy("Simpan hasil uji"), ChecklistForm, _OFFICE, is_outcome=False
        ),
        OPERATORS,
        Move("ready", gettext_lazy("Siap"), VerdictForm),
        Move("ready_with_remarks", gettext_lazy("Siap dengan catatan"), RemarkedVerdictForm),
        Move(
            "not_ready",
            gettext_lazy("Tidak siap, uji ulang"),
            RemarkedVerdictForm,
            tone="secondary",
        ),
        Move(
            "elsewhere",
            gettext_lazy("Tidak siap, cari alternatif"),
            RemarkedVerdictForm,
            tone="danger",
        ),
    )

    def apply(self, work: Work, move: Move, values: Mapping[str, Any]) -> Applied:
        """Keep an entry, or conclude the test with a verdict that its results bear."""
        if move.key == "checklist":
            return Applied(data=self._answers(values), begins=True)
        if move.key == "schedule":
            return self._schedule(work, values)
        if move.key == OPERATORS.key:
            return assign_operators(work, values)
        if not move.is_outcome:
            return Applied(data=values)
        request = locked_request_of(work.task.run)
        found = preparation(work.task)
        if move.key.startswith("ready") and found.test_at is None:
            raise Refused(_("Isi jadwal uji koneksi lebih dahulu."))
        check = record_check(
            request.ref,
            work.task.ref,
            held_at=values["held_at"],
            results=found.results,
            remarks=found.remarks,
            verdict=_VERDICTS[move.key],
            note=values["note"],
            actor=work.actor,
        )
        issue_line_test(work, request, check, found)
        return Applied(data=values)

    def _schedule(self, work: Work, values: Mapping[str, Any]) -> Applied:
        """The agreed test: the papers name it, and the step's time counts from there."""
        request = locked_request_of(work.task.run)
        request.test_time = values["test_at"]
        request.version += 1
        request.save()
        return Applied(data=values, due=values["test_at"])

    def _answers(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            item: {"result": values[f"result_{item}"], "remark": values[f"remark_{item}"]}
            for item in ITEMS
            if values.get(f"result_{item}")
        }

    def offers(self, work: Work) -> tuple[Move, ...]:
        """What comes next in the preparation first; no verdict that the results do not bear."""
        found = preparation(work.task)
        first = _next(found)
        moves = [
            move
            for move in moves_at(self, work.step)
            if not move.is_outcome or may_claim(_VERDICTS[move.key], found.results)
        ]
        return tuple(sorted(moves, key=lambda move: move.key != first))

    def panel(self, work: Work) -> Mapping[str, Any]:
        """What was written so far, and what a good verdict still lacks."""
        found = preparation(work.task)
        return {"preparation": found, "lacking": _lacking(found)}

    def status(self, task: Task) -> str:
        """Once the first item is tested, the test is under way."""
        return _("Uji koneksi") if task.begun_at else ""


def _next(found: Preparation) -> str:
    """Key of the move that the preparation waits for."""
    if found.test_at is None:
        return "schedule"
    if unanswered(found.results):
        return "checklist"
    verdict = best_verdict(found.results)
    return next(key for key, claimed in _VERDICTS.items() if claimed is verdict)


def _lacking(found: Preparation) -> list[str]:
    count = len(unanswered(found.results))
    lacking = [] if found.test_at else [_("jadwal uji koneksi")]
    return lacking + ([_("%d butir daftar uji") % count] if count else [])


kinds.register(Prepare())
