"""Berita acara pemusnahan arsip."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from jumpa.documents import blocks, wording
from jumpa.documents.facts import SignatureFacts
from jumpa.documents.letter import Letter, letters
from jumpa.documents.phrases import Text, Words


@dataclass(frozen=True)
class DisposedItem:
    """What was destroyed: ``dated`` when it was made, ``free`` when its period ended.

    ``matter`` is the code of the request that it belonged to, which alone tells two receipts apart.
    """

    title: str
    number: str
    dated: date
    free: date
    hashes: tuple[str, ...]
    matter: str = ""


@dataclass(frozen=True)
class DisposalFacts:
    """``basis`` is the approval; ``officials`` those who destroyed and who saw it."""

    on: date
    basis: str
    officials: tuple[SignatureFacts, ...]
    items: tuple[DisposedItem, ...]


class DisposalReport(Letter[DisposalFacts]):
    key = "disposal"
    title = "Berita Acara Pemusnahan Arsip"
    Facts = DisposalFacts
    texts: ClassVar[Mapping[str, Text]] = {
        "opening": Text(
            _("Kalimat pembuka"),
            "Pada hari {hari} telah dimusnahkan {jumlah} arsip yang masa simpannya sudah berakhir"
            " menurut Jadwal Retensi Arsip, dengan dasar {dasar}.",
            fields=frozenset({"hari", "jumlah", "dasar"}),
            is_long=True,
        ),
        "closing": Text(
            _("Kalimat penutup"),
            "Berkas dan isinya dihapus dari penyimpanan; daftar ini dan sidik berkasnya disimpan."
            " Catatan permohonannya sendiri (pemohon, narahubung, dan rincian kegiatan) tidak"
            " termasuk yang dimusnahkan dan tetap tersimpan.",
            is_long=True,
        ),
    }

    def context(self, facts: DisposalFacts, words: Words) -> dict[str, Any]:
        count = wording.count(len(facts.items))
        day = wording.day_date(facts.on)
        return {
            "opening": words.say("opening", hari=day, jumlah=count, dasar=facts.basis),
            "closing": words.say("closing"),
            "items": [_row(item) for item in facts.items],
            "officials": [blocks.signature(official) for official in facts.officials],
        }


def _row(item: DisposedItem) -> list[str]:
    matter = f"Permohonan {item.matter}" if item.matter else ""
    return [
        "\n".join(filter(None, (item.title, item.number, matter))),
        f"{item.dated:%d/%m/%Y}",
        f"{item.free:%d/%m/%Y}",
        "\n".join(item.hashes) or "–",
    ]


letters.register(DisposalReport())
