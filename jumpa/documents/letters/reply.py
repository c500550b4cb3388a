"""Surat Balasan: accepted, accepted with changes, or refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext_lazy as _

from jumpa.documents import blocks, wording
from jumpa.documents.facts import ContactFacts, EventFacts, LetterFacts, SignatureFacts
from jumpa.documents.letter import OutgoingLetter, letters
from jumpa.documents.phrases import Text, Words

Outcome = Literal["accepted", "changed", "refused"]

_FIELDS = frozenset(
    {"nomor_surat", "tanggal_surat", "hal", "kegiatan", "instansi", "karena", "nomor_agenda"}
)
_THANKS = "Demikian kami sampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih."
_OPENING = (
    "Menindaklanjuti surat Saudara Nomor {nomor_surat} tanggal {tanggal_surat} hal {hal},"
    " dengan ini kami sampaikan bahwa permohonan layanan video conference untuk kegiatan"
    " {kegiatan}"
)
_ASK_AGAIN = (
    "Saudara dapat mengajukan permohonan kembali dengan waktu atau tempat pelaksanaan yang lain,"
    " atau menghubungi kami untuk mencari waktu yang sesuai."
)
_PREPARE = (
    "Untuk kelancaran pelaksanaan, kami mohon Saudara menugaskan petugas teknis untuk mengikuti"
    " uji koneksi sesuai waktu tersebut. Perubahan waktu, tempat, atau kebutuhan agar disampaikan"
    " kepada narahubung kami sebelum pelaksanaan."
)
_FOLLOWS = "dengan ketentuan sebagai berikut:"


def _body(label: Any, *paragraphs: str) -> Text:
    return Text(
        label,
        "\n\n".join(paragraphs),
        fields=_FIELDS,
        required=frozenset({"nomor_surat", "tanggal_surat", "kegiatan"}),
        is_long=True,
    )


@dataclass(frozen=True)
class ReplyFacts:
    """The reply as it goes out, or its draft while ``number`` is empty.

    ``paragraphs`` is the text as the Subkor edited it, ``reason`` why the wish could not be met as
    it was; where ``paragraphs``, ``subject`` or ``copies`` are not given, the office's wording is
    taken. The details stand after the first one, and
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
    copies: tuple[str, ...] | None = ()
    reason: str = ""


class Reply(OutgoingLetter[ReplyFacts]):
    key = "reply"
    title = "Surat Balasan"
    Facts = ReplyFacts
    texts: ClassVar[Mapping[str, Text]] = {
        "subject": Text(_("Hal"), "Balasan permohonan layanan video conference"),
        "accepted": _body(
            _("Isi: dapat dilayani"),
            f"{_OPENING} dapat kami layani, {_FOLLOWS}",
            _PREPARE,
            _THANKS,
        ),
        "changed": _body(
            _("Isi: dapat dilayani dengan perubahan"),
            f"{_OPENING} dapat kami layani dengan perubahan {{karena}}, {_FOLLOWS}",
            _PREPARE,
            _THANKS,
        ),
        "refused": _body(
            _("Isi: belum dapat dilayani"),
            f"{_OPENING} belum dapat kami layani {{karena}}.",
            _ASK_AGAIN,
            _THANKS,
        ),
        "copies": Text(_("Tembusan, satu per baris"), "", is_long=True, may_be_empty=True),
    }

    def context(self, facts: ReplyFacts, words: Words) -> dict[str, Any]:
        return {
            **self.release(facts),
            "head": blocks.head_rows(
                facts.number,
                facts.sensitivity,
                facts.attachment,
                facts.subject or words.say("subject"),
            ),
            "recipient": list(facts.recipient),
            "recipient_place": facts.recipient_place,
            "paragraphs": list(facts.paragraphs or _own_paragraphs(facts, words)),
            "details": _details(facts),
            "copies": list(words.lines("copies") if facts.copies is None else facts.copies),
            "signature": blocks.signature(facts.signature),
        }


def _own_paragraphs(facts: ReplyFacts, words: Words) -> tuple[str, ...]:
    event = facts.event or facts.wanted
    if event is None:
        return ()
    return propose_paragraphs(words, facts.outcome, facts.letter, event, reason=facts.reason)


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
    words: Words,
    outcome: Outcome,
    letter: LetterFacts,
    event: EventFacts,
    *,
    reason: str = "",
    agenda_number: str = "",
) -> tuple[str, ...]:
    """The text that the Subkor begins with, in the office's words.

    Args:
        reason: at a change or refusal, why; a clause without a full stop, after "karena".
    """
    return words.paragraphs(
        outcome,
        nomor_surat=letter.number,
        tanggal_surat=wording.long_date(letter.date),
        hal=letter.subject,
        kegiatan=event.name,
        instansi=letter.sender,
        karena=f"karena {reason.rstrip('. ')}" if reason else "",
        nomor_agenda=agenda_number,
    )


letters.register(Reply())
