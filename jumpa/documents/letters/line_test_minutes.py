"""Berita Acara Uji Koneksi: what both sides of a test put their names to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jumpa.documents import blocks, wording
from jumpa.documents.facts import CheckFacts, EventFacts, PartyFacts, SlotFacts
from jumpa.documents.letter import OutgoingLetter, letters
from jumpa.documents.phrases import Text, Words

_FIELDS = frozenset({"kegiatan", "hari", "tanggal", "hasil", "tempat"})


@dataclass(frozen=True)
class MinutesFacts:
    """The test of one round; ``verdict`` as printed ("Siap", "Siap dengan catatan", …)."""

    event: EventFacts
    tested_at: datetime
    first: PartyFacts
    second: PartyFacts
    checks: tuple[CheckFacts, ...]
    verdict: str
    note: str = ""
    number: str = ""
    dated: date | None = None


class LineTestMinutes(OutgoingLetter[MinutesFacts]):
    key = "line_test_minutes"
    title = "Berita Acara Uji Koneksi"
    Facts = MinutesFacts
    texts: ClassVar[Mapping[str, Text]] = {
        "heading": Text(_("Judul naskah"), "Berita Acara Uji Koneksi"),
        "opening": Text(
            _("Kalimat pembuka"),
            "Pada hari ini, {hari} tanggal {tanggal}, yang bertanda tangan di bawah ini:",
            fields=_FIELDS,
            required=frozenset({"tanggal"}),
        ),
        "statement": Text(
            _("Pernyataan"),
            "Kedua pihak telah melaksanakan uji koneksi video conference untuk kegiatan"
            " {kegiatan} dengan hasil sebagai berikut:",
            fields=_FIELDS,
            required=frozenset({"kegiatan"}),
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

    def context(self, facts: MinutesFacts, words: Words) -> dict[str, Any]:
        tested = timezone.localtime(facts.tested_at)
        said = {
            "kegiatan": facts.event.name,
            "hari": wording.DAYS[tested.weekday()],
            "tanggal": wording.long_date(tested),
            "hasil": facts.verdict,
            "tempat": facts.event.place,
        }
        return {
            **self.release(facts),
            "heading": words.say("heading"),
            "opening": words.say("opening", **said),
            "first": blocks.party(facts.first),
            "second": blocks.party(facts.second),
            "statement": list(words.paragraphs("statement", **said)),
            "event": blocks.filled(
                [
                    ["Waktu uji", blocks.moment(facts.tested_at)],
                    ["Waktu kegiatan", blocks.when(_slot(facts.event))],
                    ["Tempat", facts.event.place],
                    ["Aplikasi", facts.event.application],
                ]
            ),
            "checks": [[one.label, one.result, one.note or "–"] for one in facts.checks],
            "verdict": facts.verdict,
            "note": facts.note,
            "closing": list(words.paragraphs("closing", **said)),
        }


def _slot(event: EventFacts) -> SlotFacts:
    return SlotFacts(event.start, event.end)


letters.register(LineTestMinutes())
