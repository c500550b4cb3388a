"""Berita Acara Pemusnahan Arsip: which papers were destroyed when their retention was over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from jumpa.documents import blocks, wording
from jumpa.documents.facts import SignatureFacts
from jumpa.documents.letter import OutgoingLetter, letters
from jumpa.documents.phrases import Text, Words

_FIELDS = frozenset({"hari", "tanggal", "jumlah", "dasar"})


@dataclass(frozen=True)
class DisposedItem:
    """One paper or file: what it was, its number, from when, how many sheets or files, and note."""

    title: str
    number: str = ""
    dated: date | None = None
    count: int | None = None
    note: str = ""


@dataclass(frozen=True)
class DisposalFacts:
    """``officials`` sign, the first of them made the list; ``basis`` is the retention schedule."""

    on: date
    officials: tuple[SignatureFacts, ...]
    items: tuple[DisposedItem, ...]
    basis: str = ""
    way: str = ""
    number: str = ""
    dated: date | None = None


class Disposal(OutgoingLetter[DisposalFacts]):
    key = "disposal"
    title = "Berita Acara Pemusnahan Arsip"
    Facts = DisposalFacts
    texts: ClassVar[Mapping[str, Text]] = {
        "heading": Text(_("Judul naskah"), "Berita Acara Pemusnahan Arsip"),
        "opening": Text(
            _("Kalimat pembuka"),
            "Pada hari ini, {hari} tanggal {tanggal}, yang bertanda tangan di bawah ini telah"
            " melaksanakan pemusnahan arsip sebanyak {jumlah} berkas yang telah habis jangka"
            " waktu penyimpanannya, sebagaimana daftar berikut:",
            fields=_FIELDS,
            required=frozenset({"tanggal", "jumlah"}),
            is_long=True,
        ),
        "closing": Text(
            _("Kalimat penutup"),
            "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana"
            " mestinya.",
            fields=_FIELDS,
            is_long=True,
        ),
    }

    def context(self, facts: DisposalFacts, words: Words) -> dict[str, Any]:
        said = {
            "hari": wording.DAYS[facts.on.weekday()],
            "tanggal": wording.long_date(facts.on),
            "jumlah": wording.count(len(facts.items)),
            "dasar": facts.basis,
        }
        return {
            **self.release(facts),
            "heading": words.say("heading"),
            "opening": list(words.paragraphs("opening", **said)),
            "basis": blocks.filled([["Dasar", facts.basis], ["Cara pemusnahan", facts.way]]),
            "items": [
                [
                    item.title,
                    item.number or "–",
                    wording.long_date(item.dated) if item.dated else "–",
                    wording.count(item.count),
                    item.note or "–",
                ]
                for item in facts.items
            ],
            "officials": [blocks.signature(one) for one in facts.officials],
            "closing": list(words.paragraphs("closing", **said)),
        }


letters.register(Disposal())
