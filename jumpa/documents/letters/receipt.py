"""Step 1: tanda terima permohonan."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jumpa.documents import blocks, wording
from jumpa.documents.facts import ContactFacts, EventFacts, LetterFacts, SlotFacts
from jumpa.documents.letter import Letter, letters


@dataclass(frozen=True)
class ReceiptFacts:
    """What was handed in. ``clash`` is a sentence on what else stands at that time, or empty."""

    request_ref: str
    submitted_at: datetime
    submitted_by: str
    agency: str
    letter: LetterFacts
    event: EventFacts
    contacts: tuple[ContactFacts, ...] = ()
    attachments: tuple[str, ...] = ()
    clash: str = ""
    alternatives: tuple[SlotFacts, ...] = ()


class Receipt(Letter[ReceiptFacts]):
    key = "receipt"
    title = "Tanda Terima Permohonan"
    template = "receipt.typ"
    Facts = ReceiptFacts

    def context(self, facts: ReceiptFacts) -> dict[str, Any]:
        return {
            "code": facts.request_ref,
            "submitted": blocks.filled(
                [
                    ["Kode permohonan", facts.request_ref],
                    ["Diajukan pada", blocks.moment(facts.submitted_at)],
                    ["Diajukan oleh", facts.submitted_by],
                    ["Instansi", facts.agency],
                    ["Berkas", wording.listing(facts.attachments)],
                ]
            ),
            "letter": blocks.letter_rows(facts.letter),
            "event": blocks.event_rows(facts.event),
            "contacts": [blocks.contact_row(contact) for contact in facts.contacts],
            "clash": facts.clash,
            "alternatives": [blocks.slot_text(slot) for slot in facts.alternatives],
        }


letters.register(Receipt())
