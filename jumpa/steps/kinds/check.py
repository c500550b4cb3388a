"""Step 6: the team checks the five items of the SOP, the coordinator confirms."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.errors import Refused
from jumpa.intake.queries import locked_request_of, request_of
from jumpa.intake.wishes import forget_by_hand
from jumpa.scheduling.rules import may_displace
from jumpa.steps.agreement import confirm_wish
from jumpa.steps.examination import Finding, findings, issue_examination_report, unmet
from jumpa.steps.fields import NoteField
from jumpa.steps.need_rows import need_rows
from jumpa.steps.needing import NEED, kept, set_need
from jumpa.steps.phases import PHASES, set_phases
from jumpa.steps.series import SETTLE, apply_settling, date_states, fitting
from jumpa.steps.surroundings import surroundings
from jumpa.steps.wording import CHECK_ITEMS, CHECK_RESULTS
from jumpa.workflow.step_kind import Applied, Move, StepForm, StepKind, Work, kinds, moves_at

_BOTH = ("tim_tcmr", "subkor_ile")


class ItemsForm(StepForm):
    """The five items; what is left as it was shown is not written again.

    What was shown comes back with the form, so that an old page undoes nobody's finding.
    """

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, work=work, **kwargs)
        self.found = findings(work.task)
        for key, title in CHECK_ITEMS.items():
            known = self.found.get(key)
            self.fields[f"result_{key}"] = forms.ChoiceField(
                label=title,
                required=False,
                choices=[("", _("Belum dicek")), *CHECK_RESULTS.items()],
                initial=known.result if known else "",
                show_hidden_initial=True,
            )
            self.fields[f"note_{key}"] = forms.CharField(
                label=_("Catatan: %s") % title,
                required=False,
                max_length=500,
                widget=forms.TextInput({"placeholder": _("Catatan")}),
                initial=known.note if known else "",
                show_hidden_initial=True,
            )

    def clean(self) -> dict[str, Any]:
        """What is not simply fine is explained, and an empty form writes nothing."""
        super().clean()
        for key in CHECK_ITEMS:
            result = self.cleaned_data.get(f"result_{key}")
            if result in ("catatan", "tidak") and not self.cleaned_data.get(f"note_{key}"):
                self.add_error(f"note_{key}", _("Jelaskan temuannya."))
        changed = self.changed()
        if not self.errors and not changed:
            self.add_error(None, _("Belum ada hasil pengecekan yang diisi atau diubah."))
        untouched = {f"result_{key}": "" for key in CHECK_ITEMS if key not in changed}
        return {**self.cleaned_data, **untouched}

    def changed(self) -> dict[str, dict[str, str]]:
        """Items with a result that differs from what was shown and from what is on record."""
        items = {}
        typed = set(self.changed_data)
        for key in CHECK_ITEMS:
            result = self.cleaned_data.get(f"result_{key}", "")
            note = self.cleaned_data.get(f"note_{key}", "")
            known = self.found.get(key)
            is_typed = not typed.isdisjoint({f"result_{key}", f"note_{key}"})
            is_new = known is None or (known.result, known.note) != (result, note)
            if result and is_typed and is_new:
                items[key] = {"result": result, "note": note}
        return items

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, str]]:
        """The grid as the page shows it: result, note, and by whom the one on record is."""
        return [
            (
                self[f"result_{key}"],
                self[f"note_{key}"],
                self.found[key].by if key in self.found else "",
            )
            for key in CHECK_ITEMS
        ]

    def summary(self) -> list[list[str]]:
        """Only what this member has changed."""
        return [
            [str(CHECK_ITEMS[key]), f"{CHECK_RESULTS[item['result']]}. {item['note']}".strip()]
            for key, item in self.changed().items()
        ]


class ConclusionForm(StepForm):
    """The coordinator's conclusion."""

    note = NoteField(gettext_lazy("Simpulan"))


class NegativeForm(StepForm):
    """What stands in the way."""

    note = NoteField(gettext_lazy("Apa yang menghalangi"), required=True)


class Check(StepKind):
    key = "check"
    title = gettext_lazy("Mengecek kesiapan waktu, tempat, aplikasi, dan perlengkapan")
    moves = (
        Move("items", gettext_lazy("Simpan hasil cek"), ItemsForm, offices=_BOTH, is_outcome=False),
        Move("feasible", gettext_lazy("Jadwalkan"), ConclusionForm),
        Move("clash", gettext_lazy("Nyatakan bentrok"), NegativeForm, tone="secondary"),
        Move(
            "no_connection",
            gettext_lazy("Nyatakan koneksi tidak tersedia"),
            NegativeForm,
            tone="secondary",
        ),
        NEED,
        SETTLE,
        PHASES,
    )

    def apply(self, work: Work, move: Move, values: Mapping[str, Any]) -> Applied:
        """Keep a member's findings, or conclude: only then does the reservation become firm."""
        if move.key == "items":
            return Applied(data=self._items(values), begins=True)
        request = locked_request_of(work.task.run)
        if move.key == SETTLE.key:
            return apply_settling(work, request, values)
        if move.key == NEED.key:
            set_need(request, values, work.actor)
            return Applied(data=kept(values), begins=True)
        if move.key == PHASES.key:
            set_phases(request, values, work.actor)
            return Applied(data=values, begins=True)
        found = findings(work.task)
        if move.key == "feasible":
            _check_feasible(found)
            confirm_wish(request, work.actor, work.now)
        else:
            # Step 7 looks for other times, for which nobody was chosen yet.
            forget_by_hand(request)
            request.save(update_fields=["office_need"])
        issue_examination_report(work, request, found, surroundings(request), move, values)
        return Applied(data=values)

    def _items(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            key: {"result": values[f"result_{key}"], "note": values[f"note_{key}"]}
            for key in CHECK_ITEMS
            if values.get(f"result_{key}")
        }

    def offers(self, work: Work) -> tuple[Move, ...]:
        """Once all items are found, the conclusion that they bear comes first."""
        moves = fitting(moves_at(self, work.step), work)
        found = findings(work.task)
        if len(found) < len(CHECK_ITEMS):
            return moves
        is_feasible = all(one.result != "tidak" for one in found.values())
        return tuple(sorted(moves, key=lambda move: _rank(move, is_feasible=is_feasible)))

    def panel(self, work: Work) -> Mapping[str, Any]:
        """The findings so far and what else happens at that time."""
        request = request_of(work.task.run)
        found = findings(work.task)
        rows = [(title, found.get(key)) for key, title in CHECK_ITEMS.items()]
        return {
            "findings": rows,
            "is_complete": len(found) == len(CHECK_ITEMS),
            "around": surroundings(request),
            "need": need_rows(request),
            "priority": work.task if may_displace(work.actor.office_key) else None,
            "dates": date_states(request),
            "wanted": request,
        }


def _rank(move: Move, *, is_feasible: bool) -> bool:
    if is_feasible:
        return move.key != "feasible"
    return move.key not in ("clash", "no_connection")


def _check_feasible(found: Mapping[str, Finding]) -> None:
    missed = unmet(found)
    if missed:
        raise Refused(
            _("Tidak dapat dijadwalkan, karena tidak dapat dipenuhi: %s.") % ", ".join(missed)
        )


kinds.register(Check())
