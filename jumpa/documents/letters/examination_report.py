"""Step 6: laporan hasil pemeriksaan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

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
from jumpa.documents.phrases import Text, Words


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
    Facts = ExaminationFacts
    texts: ClassVar[Mapping[str, Text]] = {
        "heading": Text(_("Judul naskah"), "Laporan Hasil Pemeriksaan"),
        "no_others": Text(_("Bila tidak ada kegiatan lain"), "Tidak ada kegiatan lain."),
    }

    def context(self, facts: ExaminationFacts, words: Words) -> dict[str, Any]:
        return {
            "heading": words.say("heading"),
            "no_others": words.say("no_others"),
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
