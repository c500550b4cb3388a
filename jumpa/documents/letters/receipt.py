"""Step 1: tanda terima permohonan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from jumpa.documents import blocks, wording
from jumpa.documents.facts import ContactFacts, EventFacts, LetterFacts, SlotFacts
from jumpa.documents.letter import Letter, letters
from jumpa.documents.phrases import Text, Words


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
    Facts = ReceiptFacts
    texts: ClassVar[Mapping[str, Text]] = {
        "heading": Text(_("Judul naskah"), "Tanda Terima Permohonan"),
        "opening": Text(
            _("Kalimat pembuka"),
            "Permohonan layanan video conference berikut telah diterima oleh sistem.",
            fields=frozenset({"kode", "instansi", "kegiatan"}),
        ),
        "closing": Text(
            _("Keterangan penutup"),
            "Tanda terima ini bukan persetujuan. Waktu dan tempat dipesan sementara sampai"
            " pemeriksaan selesai, dan keputusan disampaikan dengan Surat Balasan. Simpan kode"
            " permohonan {kode} untuk menanyakan perkembangannya.",
            fields=frozenset({"kode", "instansi", "kegiatan"}),
            required=frozenset({"kode"}),
            is_long=True,
        ),
    }

    def context(self, facts: ReceiptFacts, words: Words) -> dict[str, Any]:
        said = {
            "kode": facts.request_ref,
            "instansi": facts.agency,
            "kegiatan": facts.event.name,
        }
        return {
            "heading": words.say("heading"),
            "opening": words.say("opening", **said),
            "closing": list(words.paragraphs("closing", **said)),
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
