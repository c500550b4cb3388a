"""Surat Balasan: accepted, accepted with changes, or refused."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from jumpa.documents import blocks, wording
from jumpa.documents.facts import ContactFacts, EventFacts, LetterFacts, SignatureFacts
from jumpa.documents.letter import Letter, letters

Outcome = Literal["accepted", "changed", "refused"]

_THANKS = "Demikian kami sampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih."
_ASK_AGAIN = (
    "Saudara dapat mengajukan permohonan kembali dengan waktu atau tempat pelaksanaan yang lain,"
    " atau menghubungi kami untuk mencari waktu yang sesuai."
)
_PREPARE = (
    "Untuk kelancaran pelaksanaan, kami mohon Saudara menugaskan petugas teknis untuk mengikuti"
    " uji koneksi sesuai waktu tersebut. Perubahan waktu, tempat, atau kebutuhan agar disampaikan"
    " kepada narahubung kami sebelum pelaksanaan."
)


@dataclass(frozen=True)
class ReplyFacts:
    """The reply as it goes out, or its draft while ``number`` is empty.

    ``paragraphs`` is the text as the Subkor edited it; the details stand after the first one, and
    are left out at a refusal. ``wanted`` is the event as asked for: with the outcome "changed" each
    row that differs says in brackets what it was. ``recipient``: one line per entry, after "Yth.".
    """

    outcome: Outcome
    letter: LetterFacts
    subject: str
    recipient: tuple[str, ...]
    paragraphs: tuple[str, ...]
    signature: SignatureFacts
    number: str = ""
    dated: date | None = None
    recipient_place: str = "Singkawang"
    sensitivity: str = "Biasa"
    attachment: str = "-"
    event: EventFacts | None = None
    wanted: EventFacts | None = None
    contacts: tuple[ContactFacts, ...] = ()
    copies: tuple[str, ...] = ()


class Reply(Letter[ReplyFacts]):
    key = "reply"
    title = "Surat Balasan"
    template = "reply.typ"
    Facts = ReplyFacts

    def context(self, facts: ReplyFacts) -> dict[str, Any]:
        return {
            "number": facts.number,
            "is_draft": not facts.number,
            "date": wording.long_date(facts.dated) if facts.dated else "",
            "head": [
                ["Nomor", facts.number],
                ["Sifat", facts.sensitivity],
                ["Lampiran", facts.attachment],
                ["Hal", facts.subject],
            ],
            "recipient": list(facts.recipient),
            "recipient_place": facts.recipient_place,
            "paragraphs": list(facts.paragraphs),
            "details": _details(facts),
            "copies": list(facts.copies),
            "signature": blocks.signature(facts.signature),
        }


def _details(facts: ReplyFacts) -> list[list[str]]:
    if facts.event is None or facts.outcome == "refused":
        return []
    rows = blocks.reply_rows(facts.event, facts.contacts)
    if facts.outcome == "accepted" or facts.wanted is None:
        return rows
    before = dict(blocks.reply_rows(facts.wanted, ()))
    # Of a series each date says for itself what it was.
    before.pop(blocks.SERIES, None)
    return [[label, _with_before(value, before.get(label, value))] for label, value in rows]


def _with_before(value: str, before: str) -> str:
    return value if value == before else f"{value} (semula {before})"


def propose_paragraphs(
    outcome: Outcome, letter: LetterFacts, event: EventFacts, *, reason: str = ""
) -> tuple[str, ...]:
    """The text that the Subkor begins with.

    Args:
        reason: at a change or refusal, why; a clause without a full stop, after "karena".
    """
    because = f" karena {reason.rstrip('. ')}" if reason else ""
    opening = (
        f"Menindaklanjuti surat Saudara Nomor {letter.number} tanggal"
        f" {wording.long_date(letter.date)} hal {letter.subject},"
        f" dengan ini kami sampaikan bahwa permohonan layanan video conference untuk kegiatan"
        f" {event.name}"
    )
    if outcome == "refused":
        return (f"{opening} belum dapat kami layani{because}.", _ASK_AGAIN, _THANKS)
    change = f" dengan perubahan{because}" if outcome == "changed" else ""
    return (
        f"{opening} dapat kami layani{change}, dengan ketentuan sebagai berikut:",
        _PREPARE,
        _THANKS,
    )


letters.register(Reply())
