"""What step 8 gathers: contact log, dates, the checklist; and the paper that it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from jumpa.core.language import office_language
from jumpa.documents.actions import issue_paper
from jumpa.documents.facts import CheckFacts, ContactFacts, MemberFacts
from jumpa.documents.letters.line_test import ContactLog, LineTestFacts
from jumpa.intake.facts import agenda_label, event_facts, letter_facts
from jumpa.intake.models import ServiceRequest
from jumpa.linecheck.models import LineCheck
from jumpa.linecheck.rules import ITEMS
from jumpa.linecheck.wording import item_title, result_title, verdict_title
from jumpa.steps.papers import signature
from jumpa.steps.wording import CHANNELS
from jumpa.workflow.models import Task
from jumpa.workflow.step_kind import Work


@dataclass
class Preparation:
    """All that was written at one round of step 8 so far."""

    contacts: list[ContactLog] = field(default_factory=list)
    meeting_at: datetime | None = None
    test_at: datetime | None = None
    results: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)
    testers: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> list[tuple[str, str, str, str]]:
        """The checklist as shown: item, result, remark, by whom."""
        return [
            (
                item_title(item),
                result_title(self.results.get(item, "")),
                self.remarks.get(item, ""),
                self.testers.get(item, ""),
            )
            for item in ITEMS
        ]


def preparation(task: Task) -> Preparation:
    """Read the entries of a task of step 8; of a thing written twice the latest counts."""
    found = Preparation()
    for entry in task.entries.all():
        data = entry.data
        if entry.key == "contact":
            channel = str(CHANNELS.get(data["channel"], data["channel"]))
            at = parse_datetime(data["at"]) or entry.at
            found.contacts.append(ContactLog(at, data["who"], channel, data["what"]))
        elif entry.key == "schedule":
            found.meeting_at = parse_datetime(data["meeting_at"] or "") or found.meeting_at
            found.test_at = parse_datetime(data["test_at"] or "") or found.test_at
        elif entry.key == "checklist":
            _read_checklist(found, data, entry.person_name)
    return found


def _read_checklist(found: Preparation, data: Mapping[str, Any], by: str) -> None:
    for item, answer in data.items():
        known = (found.results.get(item), found.remarks.get(item, ""))
        if known != (answer["result"], answer["remark"]):
            found.results[item] = answer["result"]
            found.remarks[item] = answer["remark"]
            found.testers[item] = by


@office_language()
def issue_line_test(
    work: Work, request: ServiceRequest, check: LineCheck, found: Preparation
) -> None:
    """Pengujian, one per round."""
    facts = LineTestFacts(
        letter=letter_facts(request),
        agenda_number=agenda_label(request),
        event=event_facts(request),
        contacts=tuple(found.contacts),
        checks=tuple(
            CheckFacts(item_title(item), result_title(found.results.get(item, "")), remark, by)
            for item, remark, by in (
                (item, found.remarks.get(item, ""), found.testers.get(item, "")) for item in ITEMS
            )
        ),
        verdict=verdict_title(check.verdict),
        signature=signature(work.actor, work.now),
        round=work.task.round,
        meeting_at=found.meeting_at,
        tested_at=check.held_at,
        far_side=_far_side(request),
        testers=tuple(MemberFacts(name) for name in dict.fromkeys(found.testers.values())),
        note=check.note,
    )
    issue_paper("line_test", facts, owner=request.ref, actor=work.actor, part=work.task.ref)


def _far_side(request: ServiceRequest) -> tuple[ContactFacts, ...]:
    return (ContactFacts(request.far_name, request.far_phone, "", "Kontak pihak seberang"),)
