"""Step 6: laporan hasil pemeriksaan."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jumpa.documents import blocks
from jumpa.documents.facts import (
    CheckFacts,
    EventFacts,
    LetterFacts,
    MemberFacts,
    SignatureFacts,
    SlotFacts,
)
from jumpa.documents.letter import Letter, letters


@dataclass(frozen=True)
class OtherEvent:
    """Another event at that time or place; a closed one is named "Terpakai" by the caller."""

    label: str
    slot: SlotFacts
    state: str = ""


@dataclass(frozen=True)
class ExaminationFacts:
    """The five items of the SOP with what was found; ``conclusion`` is one sentence."""

    letter: LetterFacts
    agenda_number: str
    event: EventFacts
    items: tuple[CheckFacts, ...]
    members: tuple[MemberFacts, ...]
    others: tuple[OtherEvent, ...]
    conclusion: str
    checked_at: datetime
    signature: SignatureFacts
    note: str = ""


class ExaminationReport(Letter[ExaminationFacts]):
    key = "examination_report"
    title = "Laporan Hasil Pemeriksaan"
    template = "examination_report.typ"
    Facts = ExaminationFacts

    def context(self, facts: ExaminationFacts) -> dict[str, Any]:
        return {
            "basis": blocks.basis_rows(facts.letter, facts.agenda_number),
            "checked_at": blocks.moment(facts.checked_at),
            "event": blocks.event_rows(facts.event),
            "items": blocks.check_rows(facts.items),
            "members": blocks.member_rows(facts.members),
            "others": [
                [other.label, blocks.when(other.slot), other.slot.place or "–", other.state or "–"]
                for other in facts.others
            ],
            "conclusion": facts.conclusion,
            "note": facts.note,
            "signature": blocks.signature(facts.signature),
        }


letters.register(ExaminationReport())
