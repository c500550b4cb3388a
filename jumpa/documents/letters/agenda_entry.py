"""Step 2: lembar agenda surat masuk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from jumpa.documents import blocks
from jumpa.documents.facts import CheckFacts, EventFacts, LetterFacts, SignatureFacts
from jumpa.documents.letter import Letter, letters
from jumpa.documents.phrases import Text, Words


@dataclass(frozen=True)
class AgendaFacts:
    """The letter as TU entered it; ``completeness`` lists each paper asked for."""

    agenda_number: str
    received_at: datetime
    letter: LetterFacts
    event: EventFacts
    completeness: tuple[CheckFacts, ...]
    signature: SignatureFacts
    forwarded_to: str = ""
    note: str = ""


class AgendaEntry(Letter[AgendaFacts]):
    key = "agenda_entry"
    title = "Lembar Agenda Surat Masuk"
    Facts = AgendaFacts
    texts: ClassVar[Mapping[str, Text]] = {
        "heading": Text(_("Judul naskah"), "Lembar Agenda Surat Masuk"),
    }

    def context(self, facts: AgendaFacts, words: Words) -> dict[str, Any]:
        return {
            "heading": words.say("heading"),
            "number": facts.agenda_number,
            "entry": blocks.filled(
                [
                    ["Nomor agenda", facts.agenda_number],
                    ["Diterima pada", blocks.moment(facts.received_at)],
                    ["Diteruskan kepada", facts.forwarded_to],
                ]
            ),
            "letter": blocks.letter_rows(facts.letter),
            "event": blocks.event_rows(facts.event, brief=True),
            "completeness": blocks.check_rows(facts.completeness),
            "note": facts.note,
            "signature": blocks.signature(facts.signature),
        }


letters.register(AgendaEntry())
