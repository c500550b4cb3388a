"""Step 9: laporan hasil pelaksanaan video conference."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from jumpa.documents import blocks, wording
from jumpa.documents.facts import (
    EquipmentFacts,
    EventFacts,
    LetterFacts,
    MemberFacts,
    SignatureFacts,
)
from jumpa.documents.letter import Letter, letters
from jumpa.documents.phrases import Text, Words


@dataclass(frozen=True)
class IncidentFacts:
    """What went wrong, what was done, and the minutes lost by it."""

    at: datetime
    what: str
    remedy: str = ""
    minutes_lost: int = 0


@dataclass(frozen=True)
class ExecutionFacts:
    """How the event went; ``result`` as printed ("Lancar", "Lancar dengan kendala", …).

    ``disposition`` names the disposition it rests on; ``equipment`` carries each condition.
    """

    letter: LetterFacts
    agenda_number: str
    event: EventFacts
    operators: tuple[MemberFacts, ...]
    result: str
    author: SignatureFacts
    actual_start: datetime | None = None
    actual_end: datetime | None = None
    disposition: str = ""
    meeting_id: str = ""
    present_in_room: int | None = None
    present_online: int | None = None
    present_sites: int | None = None
    equipment: tuple[EquipmentFacts, ...] = ()
    line_quality: str = ""
    minutes_lost: int | None = None
    incidents: tuple[IncidentFacts, ...] = ()
    recording: str = ""
    photos: tuple[str, ...] = ()
    conclusion: str = ""
    rating: str = ""
    acknowledged: SignatureFacts | None = None


class ExecutionReport(Letter[ExecutionFacts]):
    key = "execution_report"
    title = "Laporan Hasil Pelaksanaan Video Conference"
    Facts = ExecutionFacts
    texts: ClassVar[Mapping[str, Text]] = {
        "heading": Text(_("Judul naskah"), "Laporan Hasil Pelaksanaan Video Conference"),
        "no_incidents": Text(_("Bila tidak ada kendala"), "Tidak ada kendala."),
    }

    def context(self, facts: ExecutionFacts, words: Words) -> dict[str, Any]:
        acknowledged = facts.acknowledged
        return {
            "heading": words.say("heading"),
            "no_incidents": words.say("no_incidents"),
            "basis": [
                *blocks.basis_rows(facts.letter, facts.agenda_number),
                *blocks.filled([["Disposisi", facts.disposition]]),
            ],
            "event": blocks.event_rows(facts.event, brief=True),
            "course": _course(facts),
            "operators": blocks.member_rows(facts.operators),
            "equipment": [
                [item.name, wording.count(item.count), item.condition or "–"]
                for item in facts.equipment
            ],
            "incidents": [_incident(incident) for incident in facts.incidents],
            "photos": list(facts.photos),
            "result": facts.result,
            "conclusion": facts.conclusion,
            "signature": blocks.signature(facts.author),
            "acknowledged": blocks.signature(acknowledged) if acknowledged else None,
        }


def _course(facts: ExecutionFacts) -> list[list[str]]:
    return blocks.filled(
        [
            ["Mulai sebenarnya", blocks.moment(facts.actual_start)],
            ["Selesai sebenarnya", blocks.moment(facts.actual_end)],
            ["ID rapat", facts.meeting_id],
            [
                "Kehadiran",
                blocks.people_text(
                    facts.present_in_room, facts.present_online, facts.present_sites
                ),
            ],
            ["Mutu jaringan", facts.line_quality],
            [
                "Waktu terganggu",
                "" if facts.minutes_lost is None else wording.minutes(facts.minutes_lost),
            ],
            ["Rekaman", facts.recording],
            ["Penilaian pemohon", facts.rating],
        ]
    )


def _incident(incident: IncidentFacts) -> list[str]:
    lost = wording.minutes(incident.minutes_lost) if incident.minutes_lost else "–"
    return [blocks.clock(incident.at), incident.what, incident.remedy or "–", lost]


letters.register(ExecutionReport())
