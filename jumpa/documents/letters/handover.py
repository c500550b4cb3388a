"""Berita Acara Serah Terima Perlengkapan: handed over before an event, or given back after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from django.utils.translation import gettext_lazy as _

from jumpa.documents import blocks, wording
from jumpa.documents.facts import EquipmentFacts, EventFacts, PartyFacts
from jumpa.documents.letter import OutgoingLetter, letters
from jumpa.documents.phrases import Text, Words

Direction = Literal["handed_over", "returned"]
_FIELDS = frozenset({"kegiatan", "hari", "tanggal", "tempat"})
_KEYS = frozenset({"kegiatan"})


@dataclass(frozen=True)
class HandoverFacts:
    """Things with the state they are in; ``first`` gives and ``second`` takes."""

    direction: Direction
    event: EventFacts
    on: date
    first: PartyFacts
    second: PartyFacts
    equipment: tuple[EquipmentFacts, ...]
    place: str = ""
    note: str = ""
    number: str = ""
    dated: date | None = None


class Handover(OutgoingLetter[HandoverFacts]):
    key = "handover"
    title = "Berita Acara Serah Terima Perlengkapan"
    Facts = HandoverFacts
    texts: ClassVar[Mapping[str, Text]] = {
        "heading": Text(_("Judul naskah"), "Berita Acara Serah Terima Perlengkapan"),
        "opening": Text(
            _("Kalimat pembuka"),
            "Pada hari ini, {hari} tanggal {tanggal}, bertempat di {tempat}, yang bertanda tangan"
            " di bawah ini:",
            fields=_FIELDS,
            required=frozenset({"tanggal"}),
        ),
        "handed_over": Text(
            _("Pernyataan saat diserahkan"),
            "Pihak Pertama menyerahkan kepada Pihak Kedua, dan Pihak Kedua menerima dari Pihak"
            " Pertama, perlengkapan video conference untuk kegiatan {kegiatan} dengan rincian"
            " sebagai berikut:",
            fields=_FIELDS,
            required=_KEYS,
            is_long=True,
        ),
        "returned": Text(
            _("Pernyataan saat dikembalikan"),
            "Pihak Pertama mengembalikan kepada Pihak Kedua, dan Pihak Kedua menerima kembali dari"
            " Pihak Pertama, perlengkapan video conference yang telah digunakan pada kegiatan"
            " {kegiatan} dengan rincian sebagai berikut:",
            fields=_FIELDS,
            required=_KEYS,
            is_long=True,
        ),
        "closing": Text(
            _("Kalimat penutup"),
            "Perlengkapan tersebut telah diperiksa bersama. Demikian berita acara serah terima ini"
            " dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.",
            fields=_FIELDS,
            is_long=True,
        ),
    }

    def context(self, facts: HandoverFacts, words: Words) -> dict[str, Any]:
        said = {
            "kegiatan": facts.event.name,
            "hari": wording.DAYS[facts.on.weekday()],
            "tanggal": wording.long_date(facts.on),
            "tempat": facts.place or facts.event.place,
        }
        return {
            **self.release(facts),
            "heading": words.say("heading"),
            "opening": words.say("opening", **said),
            "first": blocks.party(facts.first),
            "second": blocks.party(facts.second),
            "statement": list(words.paragraphs(facts.direction, **said)),
            "equipment": [
                [one.name, wording.count(one.count), one.condition or "–"]
                for one in facts.equipment
            ],
            "note": facts.note,
            "closing": list(words.paragraphs("closing", **said)),
        }


letters.register(Handover())
