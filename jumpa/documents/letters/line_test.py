"""Step 8: pengujian koneksi."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from jumpa.documents import blocks
from jumpa.documents.facts import (
    CheckFacts,
    ContactFacts,
    EventFacts,
    LetterFacts,
    MemberFacts,
    SignatureFacts,
)
from jumpa.documents.letter import Letter, letters
from jumpa.documents.phrases import Text, Words


@dataclass(frozen=True)
class ContactLog:
    """One talk with the requester or the far side."""

    at: datetime
    who: str
    channel: str
    summary: str


@dataclass(frozen=True)
class LineTestFacts:
    """Preparation and test; ``verdict`` as printed ("Siap", "Siap dengan catatan", …)."""

    letter: LetterFacts
    agenda_number: str
    event: EventFacts
    contacts: tuple[ContactLog, ...]
    checks: tuple[CheckFacts, ...]
    verdict: str
    signature: SignatureFacts
    round: int = 1
    meeting_at: datetime | None = None
    tested_at: datetime | None = None
    far_side: tuple[ContactFacts, ...] = ()
    testers: tuple[MemberFacts, ...] = ()
    evidence: tuple[str, ...] = ()
    note: str = ""


class LineTest(Letter[LineTestFacts]):
    key = "line_test"
    title = "Laporan Pengujian Koneksi"
    Facts = LineTestFacts
    texts: ClassVar[Mapping[str, Text]] = {
        "heading": Text(_("Judul naskah"), "Laporan Pengujian Koneksi"),
        "no_contacts": Text(_("Bila tidak ada pembicaraan"), "Tidak ada catatan komunikasi."),
    }

    def context(self, facts: LineTestFacts, words: Words) -> dict[str, Any]:
        return {
            "heading": words.say("heading"),
            "no_contacts": words.say("no_contacts"),
            "basis": blocks.basis_rows(facts.letter, facts.agenda_number),
            "event": blocks.event_rows(facts.event, brief=True),
            "dates": blocks.filled(
                [
                    ["Pengujian ke", str(facts.round)],
                    ["Rapat teknis", blocks.moment(facts.meeting_at)],
                    ["Uji koneksi", blocks.moment(facts.tested_at)],
                ]
            ),
            "contacts": [
                [blocks.short_moment(log.at), log.who, log.channel, log.summary]
                for log in facts.contacts
            ],
            "far_side": [blocks.contact_row(contact) for contact in facts.far_side],
            "checks": blocks.check_rows(facts.checks),
            "verdict": facts.verdict,
            "testers": blocks.member_rows(facts.testers),
            "evidence": list(facts.evidence),
            "note": facts.note,
            "signature": blocks.signature(facts.signature),
        }


letters.register(LineTest())
