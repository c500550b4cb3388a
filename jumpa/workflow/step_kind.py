"""The contract of a kind of SOP step. Its implementations stand in ``jumpa/steps/kinds/``."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.utils.choices import flatten_choices
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from jumpa.core import wording
from jumpa.core.actor import Actor
from jumpa.core.language import is_office_language, office_language
from jumpa.core.registry import Registry
from jumpa.workflow.models import Task
from jumpa.workflow.sop import Sop, Step


@dataclass(frozen=True)
class Work:
    """A task in an official's hands: all that a kind needs to know of who acts, on what, when."""

    task: Task
    sop: Sop
    step: Step
    actor: Actor
    now: datetime


class StepForm(forms.Form):
    """Base of all forms of a step; ``work`` is the task it is filled in for."""

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        self.work = work
        super().__init__(*args, **kwargs)

    def summary(self) -> list[list[str]]:
        """What was filled in, as rows of label and text, in the words that the official saw."""
        rows = []
        for name, field in self.fields.items():
            text = self.shown(name, self.cleaned_data.get(name))
            if text:
                rows.append([str(field.label), text])
        return rows

    def record(self) -> list[list[str]]:
        """The summary as it is kept: in the office's language, whatever the screen's."""
        if is_office_language():
            return self.summary()
        with office_language():
            # Built again, since labels and choices may have been put into words when it was built.
            same = type(self)(self.data, self.files, work=self.work, prefix=self.prefix)
            return same.summary() if same.is_valid() else self.summary()

    def shown(self, name: str, value: Any) -> str:
        """One value in words; empty where there is nothing to show."""
        if value in (None, "", [], False):
            return ""
        if value is True:
            return _("Ya")
        if isinstance(value, datetime):
            return wording.day_and_moment(value)
        if isinstance(value, date):
            return wording.day(value)
        titles = dict(flatten_choices(getattr(self.fields[name], "choices", ())))
        if isinstance(value, list):
            return "; ".join(str(titles.get(item, item)) for item in value)
        return str(titles.get(value, value))


@dataclass(frozen=True)
class Move:
    """Something an official can do at a task: give an outcome, or write a part of the work.

    ``offices`` empty: the leading office only. ``form`` None: a button alone. ``shares`` False: the
    offices may, but the task does not come into their inboxes for it.
    """

    key: str
    label: str | Promise
    form: type[StepForm] = StepForm
    offices: tuple[str, ...] = ()
    is_outcome: bool = True
    tone: str = "primary"
    intro: str | Promise = ""
    shares: bool = True


@dataclass(frozen=True)
class Applied:
    """What a move leaves behind: ``data`` to be kept, and whether the clock is affected.

    ``asks`` True: the requester is asked from now on; False: no longer; None: unchanged.
    ``rows``: more to say in the record than the form showed (an agenda number, a room taken).
    ``stage``: how far the work has come; empty: unchanged. ``due``: a date agreed with the
    requester, from which the deadline now counts.
    """

    data: Mapping[str, Any] = dataclass_field(default_factory=dict)
    rows: tuple[tuple[str, str], ...] = ()
    asks: bool | None = None
    begins: bool = False
    stage: str = ""
    due: datetime | None = None


class StepKind:
    """One kind of step. The SOP file names its ``key``, a stand-in's scope shows its ``title``."""

    key: ClassVar[str]
    title: ClassVar[str | Promise]
    moves: ClassVar[tuple[Move, ...]]

    def apply(self, work: Work, move: Move, values: Mapping[str, Any]) -> Applied:
        """Do what the move means, inside its transaction; refuse with a ``DomainError``."""
        return Applied(data=values)

    def offers(self, work: Work) -> tuple[Move, ...]:
        """The moves that fit the state of the work, the likeliest first: the page opens that one.

        This only clears the page; what may be done is decided in ``apply``.
        """
        return moves_at(self, work.step)

    def panel(self, work: Work) -> Mapping[str, Any]:
        """What the task's page shows around the forms, for ``steps/kinds/<key>.html``."""
        return {}

    def onward(self, work: Work, move: Move) -> tuple[str | Promise, str] | None:
        """What comes next beyond the SOP, said after the move, with the name of the page for it."""
        return None

    def status(self, task: Task) -> str:
        """Where the request stands while the task is open, if the SOP file's word is too coarse.

        Lists ask it for every row: it reads the task and nothing else.
        """
        return ""


kinds: Registry[StepKind] = Registry("jumpa.steps.kinds")


def outcomes_by_kind() -> dict[str, frozenset[str]]:
    """Which outcomes each kind may give; the SOP loader checks the file against it."""
    return {
        kind.key: frozenset(move.key for move in kind.moves if move.is_outcome) for kind in kinds
    }


def moves_at(kind: StepKind, step: Step) -> tuple[Move, ...]:
    """The kind's moves that this step of this SOP allows, in the kind's order."""
    allowed = {outcome.key for outcome in step.outcomes}
    return tuple(move for move in kind.moves if not move.is_outcome or move.key in allowed)
