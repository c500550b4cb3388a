"""Undangan: to one recipient, with what is needed to join online."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from jumpa.documents import blocks
from jumpa.documents.facts import ContactFacts, EventFacts, SignatureFacts
from jumpa.documents.letter import OutgoingLetter, letters
from jumpa.documents.phrases import Text, Words

_FIELDS = frozenset({"kegiatan", "penyelenggara", "acara", "instansi"})


@dataclass(frozen=True)
class JoinFacts:
    """How one takes part online; each left empty is not printed."""

    application: str = ""
    link: str = ""
    meeting_id: str = ""
    passcode: str = ""


@dataclass(frozen=True)
class InvitationFacts:
    """One recipient's letter; ``recipient`` has a line per entry, after "Yth."."""

    recipient: tuple[str, ...]
    event: EventFacts
    agenda: str
    signature: SignatureFacts
    join: JoinFacts = JoinFacts()
    subject: str = ""
    number: str = ""
    dated: date | None = None
    recipient_place: str = "Tempat"
    sensitivity: str = "Biasa"
    attachment: str = "-"
    contacts: tuple[ContactFacts, ...] = ()
    note: str = ""
    copies: tuple[str, ...] | None = None


class Invitation(OutgoingLetter[InvitationFacts]):
    key = "invitation"
    title = "Surat Undangan"
    Facts = InvitationFacts
    texts: ClassVar[Mapping[str, Text]] = {
        "subject": Text(_("Hal"), "Undangan"),
        "opening": Text(
            _("Paragraf pembuka"),
            "Dalam rangka pelaksanaan kegiatan {kegiatan}, dengan hormat kami mengundang"
            " Bapak/Ibu/Saudara untuk hadir dan mengikuti kegiatan dimaksud yang akan"
            " dilaksanakan pada:",
            fields=_FIELDS,
            required=frozenset({"kegiatan"}),
            is_long=True,
        ),
        "closing": Text(
            _("Paragraf penutup"),
            "Demi kelancaran kegiatan, peserta yang mengikuti secara daring dimohon bergabung 15"
            " menit sebelum acara dimulai dengan mencantumkan nama dan instansi.\n\n"
            "Demikian undangan ini disampaikan, atas perhatian dan kehadirannya diucapkan terima"
            " kasih.",
            fields=_FIELDS,
            is_long=True,
        ),
        "copies": Text(_("Tembusan, satu per baris"), "", is_long=True, may_be_empty=True),
    }

    def context(self, facts: InvitationFacts, words: Words) -> dict[str, Any]:
        said = {
            "kegiatan": facts.event.name,
            "penyelenggara": facts.event.organiser,
            "acara": facts.agenda,
            "instansi": facts.recipient[0] if facts.recipient else "",
        }
        copies = words.lines("copies") if facts.copies is None else facts.copies
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
            "opening": [words.say("opening", **said)],
            "details": _details(facts),
            "closing": [*filter(None, (facts.note,)), *words.paragraphs("closing", **said)],
            "copies": list(copies),
            "signature": blocks.signature(facts.signature),
        }


def _details(facts: InvitationFacts) -> list[list[str]]:
    times = {blocks.SERIES, "Hari/tanggal", "Waktu"}
    rows = [row for row in blocks.event_rows(facts.event, brief=True) if row[0] in times]
    contacts = "\n".join(map(blocks.contact_text, facts.contacts))
    return blocks.filled(
        [
            *rows,
            ["Tempat", facts.event.place],
            ["Acara", facts.agenda],
            ["Aplikasi", facts.join.application],
            ["Tautan", facts.join.link],
            ["ID rapat", facts.join.meeting_id],
            ["Kode sandi", facts.join.passcode],
            ["Narahubung", contacts],
        ]
    )


letters.register(Invitation())
