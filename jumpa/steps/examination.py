"""What the team found at step 6, and the report that it becomes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _

from jumpa.core.errors import Refused
from jumpa.core.language import office_language
from jumpa.documents.actions import issue_paper
from jumpa.documents.facts import CheckFacts, MemberFacts, SlotFacts
from jumpa.documents.letters.examination_report import ExaminationFacts, OtherEvent
from jumpa.intake.facts import agenda_label, event_facts, letter_facts
from jumpa.intake.models import ServiceRequest
from jumpa.scheduling.queries import Holding
from jumpa.steps.papers import signature
from jumpa.steps.wording import CHECK_ITEMS, CHECK_RESULTS
from jumpa.workflow.models import Task
from jumpa.workflow.step_kind import Move, Work

_CONCLUSIONS = {
    "feasible": "Permohonan dapat dilaksanakan sesuai waktu dan tempat yang diminta.",
    "clash": "Waktu dan tempat yang diminta bersamaan dengan acara lain.",
    "no_connection": "Koneksi tidak tersedia di tempat yang diminta.",
}


@dataclass(frozen=True)
class Finding:
    """One item as last recorded: a key of ``wording.CHECK_RESULTS``, a note, who found it."""

    result: str
    note: str
    by: str

    @property
    def result_title(self) -> str:
        """The result in words."""
        return str(CHECK_RESULTS.get(self.result, self.result))

    @property
    def tone(self) -> str:
        """The tone in which it is shown."""
        return {"sesuai": "good", "catatan": "warning"}.get(self.result, "bad")


class Around(Protocol):
    """Other events near the wanted time."""

    @property
    def clashes(self) -> tuple[Holding, ...]: ...
    @property
    def elsewhere(self) -> tuple[Holding, ...]: ...


def findings(task: Task) -> dict[str, Finding]:
    """The latest finding of each item that was looked at."""
    found: dict[str, Finding] = {}
    for entry in task.entries.filter(key="items"):
        for key, item in entry.data.items():
            known = found.get(key)
            if known is None or (known.result, known.note) != (item["result"], item["note"]):
                found[key] = Finding(item["result"], item["note"], entry.person_name)
    return found


def unmet(found: Mapping[str, Finding], *, overcome: Collection[str] = ()) -> list[str]:
    """The items that can't be met, by name, without those that are ``overcome`` all the same.

    Raises:
        Refused: an item has not been looked at.
    """
    missing = [str(title) for key, title in CHECK_ITEMS.items() if key not in found]
    if missing:
        raise Refused(_("Belum dicek: %s.") % ", ".join(missing))
    return [
        str(CHECK_ITEMS[key])
        for key, one in found.items()
        if one.result == "tidak" and key not in overcome
    ]


@office_language()
def issue_examination_report(
    work: Work,
    request: ServiceRequest,
    found: Mapping[str, Finding],
    around: Around,
    move: Move,
    values: Mapping[str, Any],
) -> None:
    """Laporan hasil pemeriksaan; one per round of the check."""
    members = dict.fromkeys(finding.by for finding in found.values())
    facts = ExaminationFacts(
        letter=letter_facts(request),
        agenda_number=agenda_label(request),
        event=event_facts(request, as_wanted=True),
        items=tuple(_item(key, found.get(key)) for key in CHECK_ITEMS),
        members=tuple(MemberFacts(name) for name in members),
        others=tuple(_other(one) for one in (*around.clashes, *around.elsewhere)),
        conclusion=_CONCLUSIONS[move.key],
        checked_at=work.now,
        signature=signature(work.actor, work.now),
        note=values["note"],
    )
    issue_paper(
        "examination_report", facts, owner=request.ref, actor=work.actor, part=work.task.ref
    )


def _item(key: str, finding: Finding | None) -> CheckFacts:
    label = str(CHECK_ITEMS[key])
    if finding is None:
        return CheckFacts(label, "Belum dicek")
    return CheckFacts(label, finding.result_title, finding.note, finding.by)


def _other(holding: Holding) -> OtherEvent:
    slot = SlotFacts(holding.start, holding.end, holding.resource_name)
    return OtherEvent(holding.label, slot, holding.state_title)
