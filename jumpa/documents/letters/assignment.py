"""Surat Tugas: who of the office looks after an event."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from jumpa.documents import blocks, wording
from jumpa.documents.facts import EventFacts, LetterFacts, SignatureFacts
from jumpa.documents.letter import OutgoingLetter, letters
from jumpa.documents.phrases import Text, Words

_FIELDS = frozenset({"nomor_surat", "tanggal_surat", "hal", "kegiatan", "instansi"})


@dataclass(frozen=True)
class AssigneeFacts:
    """One who is sent; ``rank`` is pangkat and golongan, ``position`` the jabatan."""

    name: str
    nip: str = ""
    rank: str = ""
    position: str = ""


@dataclass(frozen=True)
class AssignmentFacts:
    """Basis, people and tasks; each entry of ``bases`` and ``tasks`` is a numbered line.

    Without ``bases`` or ``tasks`` the office's wording is taken.
    """

    letter: LetterFacts
    event: EventFacts
    assignees: tuple[AssigneeFacts, ...]
    signature: SignatureFacts
    bases: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    number: str = ""
    dated: date | None = None
    copies: tuple[str, ...] | None = None


class Assignment(OutgoingLetter[AssignmentFacts]):
    key = "assignment"
    title = "Surat Tugas"
    Facts = AssignmentFacts
    texts: ClassVar[Mapping[str, Text]] = {
        "heading": Text(_("Judul naskah"), "Surat Tugas"),
        "bases": Text(
            _("Dasar, satu per baris"),
            "Surat {instansi} Nomor {nomor_surat} tanggal {tanggal_surat} hal {hal}.",
            fields=_FIELDS,
            required=frozenset({"nomor_surat"}),
            is_long=True,
        ),
        "tasks": Text(
            _("Untuk, satu per baris"),
            "Menyiapkan, menguji, dan mengoperasikan perangkat video conference pada kegiatan"
            " {kegiatan}.\n"
            "Melaporkan hasil pelaksanaan tugas kepada atasan langsung.",
            fields=_FIELDS,
            required=frozenset({"kegiatan"}),
            is_long=True,
        ),
        "closing": Text(
            _("Kalimat penutup"),
            "Demikian surat tugas ini dibuat untuk dilaksanakan dengan penuh tanggung jawab.",
            fields=_FIELDS,
            is_long=True,
        ),
        "copies": Text(_("Tembusan, satu per baris"), "", is_long=True, may_be_empty=True),
    }

    def context(self, facts: AssignmentFacts, words: Words) -> dict[str, Any]:
        said = assignment_fields(facts.letter, facts.event)
        copies = words.lines("copies") if facts.copies is None else facts.copies
        return {
            **self.release(facts),
            "heading": words.say("heading"),
            "bases": list(facts.bases or words.lines("bases", **said)),
            "assignees": [
                [one.name, wording.nip(one.nip) or "–", one.rank or "–", one.position or "–"]
                for one in facts.assignees
            ],
            "tasks": list(facts.tasks or words.lines("tasks", **said)),
            "details": blocks.filled(
                [
                    row
                    for row in blocks.event_rows(facts.event, brief=True)
                    if row[0] in {blocks.SERIES, "Hari/tanggal", "Waktu", "Tempat", "Uji koneksi"}
                ]
            ),
            "closing": list(words.paragraphs("closing", **said)),
            "copies": list(copies),
            "signature": blocks.signature(facts.signature),
        }


def assignment_fields(letter: LetterFacts, event: EventFacts) -> dict[str, str]:
    """What the named fields of its texts stand for."""
    return {
        "nomor_surat": letter.number,
        "tanggal_surat": wording.long_date(letter.date),
        "hal": letter.subject,
        "kegiatan": event.name,
        "instansi": letter.sender,
    }


letters.register(Assignment())
