"""Step 7: konfirmasi with the requester on another time or place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from jumpa.documents import blocks
from jumpa.documents.facts import EventFacts, LetterFacts, SignatureFacts, SlotFacts
from jumpa.documents.letter import Letter, letters
from jumpa.documents.phrases import Text, Words


@dataclass(frozen=True)
class OfferFacts:
    """One alternative that was offered; ``state`` as printed ("Dipilih", "Kedaluwarsa", …)."""

    slot: SlotFacts
    state: str = ""
    expires_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class ConfirmationFacts:
    """Why the wish could not be met, what was offered and what the requester answered."""

    letter: LetterFacts
    agenda_number: str
    event: EventFacts
    reason: str
    offers: tuple[OfferFacts, ...]
    signature: SignatureFacts
    message: str = ""
    answer: str = ""
    answer_note: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    agreed: SlotFacts | None = None


class Confirmation(Letter[ConfirmationFacts]):
    key = "confirmation"
    title = "Konfirmasi Alternatif Pelaksanaan"
    Facts = ConfirmationFacts
    texts: ClassVar[Mapping[str, Text]] = {
        "heading": Text(_("Judul naskah"), "Konfirmasi Alternatif Pelaksanaan"),
        "no_offers": Text(_("Bila tidak ada alternatif"), "Tidak ada alternatif yang ditawarkan."),
        "no_answer": Text(_("Bila belum ada jawaban"), "Belum ada jawaban."),
    }

    def context(self, facts: ConfirmationFacts, words: Words) -> dict[str, Any]:
        return {
            "heading": words.say("heading"),
            "no_offers": words.say("no_offers"),
            "no_answer": words.say("no_answer"),
            "basis": blocks.basis_rows(facts.letter, facts.agenda_number),
            "event": blocks.event_rows(facts.event, brief=True),
            "reason": facts.reason,
            "message": facts.message,
            "offers": [_offer(offer) for offer in facts.offers],
            "answer": blocks.filled(
                [
                    ["Jawaban", facts.answer],
                    ["Dijawab oleh", facts.answered_by],
                    ["Dijawab pada", blocks.moment(facts.answered_at)],
                    ["Keterangan", facts.answer_note],
                    ["Disepakati", blocks.slot_text(facts.agreed) if facts.agreed else ""],
                ]
            ),
            "signature": blocks.signature(facts.signature),
        }


def _offer(offer: OfferFacts) -> list[str]:
    return [
        blocks.when(offer.slot),
        offer.slot.place or "–",
        offer.reason or "–",
        blocks.short_moment(offer.expires_at) or "–",
        offer.state or "–",
    ]


letters.register(Confirmation())
