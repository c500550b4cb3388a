"""Steps 3, 4 and 5: lembar disposisi, one sheet that grows by one level each time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from jumpa.documents import blocks, wording
from jumpa.documents.facts import LetterFacts, MemberFacts, SignatureFacts
from jumpa.documents.letter import Letter, letters
from jumpa.documents.phrases import Text, Words


@dataclass(frozen=True)
class InstructionFacts:
    """One line of the list of instructions, ticked or not."""

    text: str
    is_ticked: bool


@dataclass(frozen=True)
class DispositionLevel:
    """What one official decided.

    ``decision`` is printed only when it is not plain forwarding, for example "Ditolak: …" or
    "Dikembalikan dengan pertanyaan: …". ``members`` are those named at step 5 with their duty.
    """

    sender: str
    receivers: tuple[str, ...]
    instructions: tuple[InstructionFacts, ...]
    signature: SignatureFacts
    note: str = ""
    deadline: date | None = None
    decision: str = ""
    members: tuple[MemberFacts, ...] = ()


@dataclass(frozen=True)
class DispositionFacts:
    """The head of the sheet and its levels in the order in which they were given."""

    letter: LetterFacts
    agenda_number: str
    received_on: date
    levels: tuple[DispositionLevel, ...]


class DispositionSheet(Letter[DispositionFacts]):
    key = "disposition_sheet"
    title = "Lembar Disposisi"
    Facts = DispositionFacts
    texts: ClassVar[Mapping[str, Text]] = {
        "heading": Text(_("Judul naskah"), "Lembar Disposisi"),
    }

    def context(self, facts: DispositionFacts, words: Words) -> dict[str, Any]:
        letter = facts.letter
        return {
            "heading": words.say("heading"),
            "number": facts.agenda_number,
            "left": [
                ["Surat dari", letter.sender],
                ["No. Surat", letter.number],
                ["Tgl. Surat", wording.long_date(letter.date)],
            ],
            "right": [
                ["Diterima Tgl.", wording.long_date(facts.received_on)],
                ["No. Agenda", facts.agenda_number],
                ["Sifat", letter.sensitivity],
            ],
            "urgency": letter.urgency,
            "urgencies": ["Sangat Segera", "Segera", "Biasa"],
            "subject": letter.subject,
            "levels": [_level(level) for level in facts.levels],
        }


def _level(level: DispositionLevel) -> dict[str, Any]:
    return {
        "sender": level.sender,
        "receivers": list(level.receivers),
        "instructions": [[line.text, line.is_ticked] for line in level.instructions],
        "note": level.note,
        "deadline": wording.day_date(level.deadline) if level.deadline else "",
        "decision": level.decision,
        "members": blocks.member_rows(level.members),
        "signature": blocks.signature(level.signature),
    }


letters.register(DispositionSheet())
