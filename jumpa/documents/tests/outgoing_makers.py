"""Facts of the letters that go out, each to be changed by keyword."""

from dataclasses import replace
from datetime import date
from typing import Any

from jumpa.documents.facts import ContactFacts, EquipmentFacts, PartyFacts
from jumpa.documents.letters.assignment import AssigneeFacts, AssignmentFacts
from jumpa.documents.letters.disposal import DisposalFacts
from jumpa.documents.letters.handover import HandoverFacts
from jumpa.documents.letters.invitation import InvitationFacts, JoinFacts
from jumpa.documents.letters.line_test_minutes import MinutesFacts
from jumpa.documents.specimens import specimen
from jumpa.documents.tests.makers import (
    EVERY as RECORDS,
)
from jumpa.documents.tests.makers import (
    HEAD,
    at,
    make_event,
    make_letter,
    make_line_test,
)


def make_invitation(**changes: Any) -> InvitationFacts:
    facts: dict[str, Any] = {
        "recipient": ("Kepala Dinas Pendidikan dan Kebudayaan",),
        "event": make_event(),
        "agenda": "Pembahasan petunjuk teknis penerimaan peserta didik baru",
        "signature": HEAD,
        "join": JoinFacts(
            "Zoom",
            "https://zoom.example/j/81234567890?pwd=aB3dE5fG7hJ9kL1mN3pQ5rS7",
            "812 3456 7890",
            "SKW-2026",
        ),
        "number": "500.12/238/2026",
        "dated": date(2026, 11, 24),
        "contacts": (ContactFacts("Siti Aminah, S.T.", "0812-5555-0120"),),
        "copies": ("Wali Kota Singkawang (sebagai laporan)", "Sekretaris Daerah"),
    }
    return InvitationFacts(**facts | changes)


def make_assignment(**changes: Any) -> AssignmentFacts:
    team = "Tim TCM Room"
    facts: dict[str, Any] = {
        "letter": make_letter(),
        "event": make_event(),
        "assignees": (
            AssigneeFacts("Agus Wijaya", "198811022012121001", "Pengatur (II/c)", team),
            AssigneeFacts("Dewi Lestari, S.Kom.", "199003152015042003", "Penata (III/c)", team),
        ),
        "signature": HEAD,
        "number": "500.12/239/2026",
        "dated": date(2026, 11, 24),
    }
    return AssignmentFacts(**facts | changes)


OURS = PartyFacts(
    "Siti Aminah, S.T.",
    "Subkoordinator ILE",
    "Dinas Komunikasi dan Informatika",
    "198203142009042002",
    "Penata Tingkat I (III/d)",
)
THEIRS = PartyFacts("Joko Susilo", "Kontak teknis", "Dinas Pendidikan dan Kebudayaan")


def make_minutes(**changes: Any) -> MinutesFacts:
    facts: dict[str, Any] = {
        "event": make_event(),
        "tested_at": at(30, 14),
        "first": OURS,
        "second": THEIRS,
        "checks": make_line_test().checks,
        "verdict": "Siap dengan catatan",
        "note": "Mikrofon 3 diganti sebelum pelaksanaan.",
        "number": "500.12/240/2026",
        "dated": date(2026, 11, 30),
    }
    return MinutesFacts(**facts | changes)


def make_handover(**changes: Any) -> HandoverFacts:
    facts: dict[str, Any] = {
        "direction": "handed_over",
        "event": make_event(),
        "on": date(2026, 11, 30),
        "first": OURS,
        "second": THEIRS,
        "equipment": (
            EquipmentFacts("Kamera PTZ", 1, "Baik"),
            EquipmentFacts("Mikrofon meja nirkabel", 6, "Baik, satu tanpa penutup busa"),
            EquipmentFacts("Kabel HDMI 15 m", 2, "Baik"),
        ),
        "number": "500.12/241/2026",
        "dated": date(2026, 11, 30),
    }
    return HandoverFacts(**facts | changes)


def make_disposal(**changes: Any) -> DisposalFacts:
    return replace(specimen("disposal"), **changes)


EVERY = {
    **RECORDS,
    "invitation": make_invitation,
    "assignment": make_assignment,
    "line_test_minutes": make_minutes,
    "handover": make_handover,
    "disposal": make_disposal,
}
"""The maker of each letter's facts."""
