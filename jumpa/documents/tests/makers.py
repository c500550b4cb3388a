"""Facts of the fixed cast, each to be changed by keyword."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from jumpa.core.actor import Actor
from jumpa.documents.facts import (
    CheckFacts,
    ContactFacts,
    EquipmentFacts,
    EventFacts,
    LetterFacts,
    MemberFacts,
    SignatureFacts,
    SlotFacts,
)
from jumpa.documents.letter import letters
from jumpa.documents.letters.agenda_entry import AgendaFacts
from jumpa.documents.letters.confirmation import ConfirmationFacts, OfferFacts
from jumpa.documents.letters.disposition_sheet import (
    DispositionFacts,
    DispositionLevel,
    InstructionFacts,
)
from jumpa.documents.letters.examination_report import ExaminationFacts, OtherEvent
from jumpa.documents.letters.execution_report import ExecutionFacts, IncidentFacts
from jumpa.documents.letters.line_test import ContactLog, LineTestFacts
from jumpa.documents.letters.receipt import ReceiptFacts
from jumpa.documents.letters.reply import ReplyFacts, propose_paragraphs
from jumpa.documents.phrases import own_words

ZONE = ZoneInfo("Asia/Pontianak")
TU = Actor(0, "ref-yuliana", "Yuliana Sari, A.Md.", "tu", "Tata Usaha")
HEAD = SignatureFacts(
    "Kepala Dinas Komunikasi dan Informatika",
    "Drs. Hendra Gunawan, M.Si.",
    "Pembina Utama Muda (IV/c)",
    "196805121994031007",
    date(2026, 11, 24),
)
KABID = SignatureFacts(
    "Kepala Bidang Aplikasi dan Informatika",
    "Bambang Prasetyo, S.Kom.",
    "Pembina (IV/a)",
    "197509172003121004",
    date(2026, 11, 24),
)
SUBKOR = SignatureFacts(
    "Subkoordinator ILE",
    "Siti Aminah, S.T.",
    "Penata Tingkat I (III/d)",
    "198203142009042002",
    date(2026, 11, 24),
)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment of 2026 in the office's zone."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


def recorded(who: SignatureFacts) -> SignatureFacts:
    """The block of an internal paper."""
    return SignatureFacts(who.office_title, who.name, who.rank, who.nip, who.dated, at(24, 10, 15))


def make_letter(**changes: Any) -> LetterFacts:
    facts: dict[str, Any] = {
        "number": "400.3/1187/DISDIKBUD-B/2026",
        "date": date(2026, 11, 20),
        "subject": "Permohonan Fasilitasi Video Conference",
        "sender": "Dinas Pendidikan dan Kebudayaan",
        "sensitivity": "Biasa",
        "urgency": "Segera",
        "signatory_name": "Dra. Lusiana, M.Pd.",
        "signatory_title": "Kepala Dinas Pendidikan dan Kebudayaan",
    }
    return LetterFacts(**facts | changes)


def make_event(**changes: Any) -> EventFacts:
    facts: dict[str, Any] = {
        "name": "Rapat Koordinasi Penerimaan Peserta Didik Baru Tahun 2027",
        "start": at(1, 9, month=12),
        "end": at(1, 11, month=12),
        "place": "TCM Room, Lantai 2 Kantor Wali Kota",
        "layout": "U-shape",
        "application": "Zoom",
        "host": "tautan disediakan Dinas Kominfo",
        "test_at": at(30, 14),
        "organiser": "Dinas Pendidikan dan Kebudayaan",
        "chair": "Sekretaris Daerah",
        "people_in_room": 24,
        "people_online": 120,
        "sites": 6,
        "needs": ("operator", "rekaman", "presentasi"),
        "equipment": (EquipmentFacts("Kamera PTZ", 1), EquipmentFacts("Mikrofon meja", 6)),
        "note": "Mohon disediakan adaptor HDMI untuk laptop narasumber.",
    }
    return EventFacts(**facts | changes)


def make_receipt(**changes: Any) -> ReceiptFacts:
    facts: dict[str, Any] = {
        "request_ref": "7h2k9mqxw4tz3c",
        "submitted_at": at(23, 8, 42),
        "submitted_by": "Rina Marlina, S.Pd.",
        "agency": "Dinas Pendidikan dan Kebudayaan",
        "letter": make_letter(),
        "event": make_event(),
        "contacts": (
            ContactFacts("Rina Marlina, S.Pd.", "0812-5555-0101", "rina@contoh.id", "Pemohon"),
            ContactFacts("Joko Susilo", "0812-5555-0102", role="Kontak teknis"),
        ),
        "attachments": ("surat-permohonan.pdf", "rundown.pdf"),
        "clash": "Waktu yang diminta bersamaan dengan Rapat Inflasi Daerah, pukul 08.00–10.00 WIB.",
        "alternatives": (SlotFacts(at(2, 9, month=12), at(2, 11, month=12), "TCM Room"),),
    }
    return ReceiptFacts(**facts | changes)


def make_level(who: SignatureFacts = HEAD, **changes: Any) -> DispositionLevel:
    facts: dict[str, Any] = {
        "sender": who.office_title,
        "receivers": ("Kepala Bidang Aplikasi dan Informatika",),
        "instructions": tuple(
            InstructionFacts(text, text in {"Tindak lanjuti", "Laporkan hasilnya"})
            for text in (
                "Tanggapan dan saran",
                "Proses lebih lanjut",
                "Koordinasikan/konfirmasikan",
                "Tindak lanjuti",
                "Pelajari dan konsep balasan",
                "Laporkan hasilnya",
                "Untuk difasilitasi",
                "Arsipkan",
            )
        ),
        "signature": recorded(who),
        "note": "Pastikan tidak bentrok dengan agenda Wali Kota.",
        "deadline": date(2026, 11, 25),
    }
    return DispositionLevel(**facts | changes)


def make_disposition(**changes: Any) -> DispositionFacts:
    facts: dict[str, Any] = {
        "letter": make_letter(),
        "agenda_number": "412/2026",
        "received_on": date(2026, 11, 23),
        "levels": (
            make_level(),
            make_level(KABID, receivers=("Subkoordinator ILE",), note="", deadline=None),
            make_level(
                SUBKOR,
                receivers=("Tim TCMR",),
                note="Periksa kebutuhan ruangan, akses internet, dan perlengkapan.",
                members=(
                    MemberFacts("Agus Wijaya", duty="ruangan dan tata letak"),
                    MemberFacts("Dewi Lestari, S.Kom.", duty="akses internet dan aplikasi"),
                    MemberFacts("Rudi Hartono", duty="perlengkapan"),
                ),
            ),
        ),
    }
    return DispositionFacts(**facts | changes)


def make_agenda(**changes: Any) -> AgendaFacts:
    facts: dict[str, Any] = {
        "agenda_number": "412/2026",
        "received_at": at(23, 9, 5),
        "letter": make_letter(),
        "event": make_event(),
        "completeness": (
            CheckFacts("Surat permohonan", "Ada"),
            CheckFacts("Rundown acara", "Ada"),
            CheckFacts("Denah tata letak", "Tidak ada", "Disusulkan pemohon"),
        ),
        "signature": recorded(
            SignatureFacts("Tata Usaha", "Yuliana Sari, A.Md.", dated=date(2026, 11, 23))
        ),
        "forwarded_to": "Kepala Dinas Komunikasi dan Informatika",
        "note": "Surat diterima melalui SRIKANDI.",
    }
    return AgendaFacts(**facts | changes)


def make_examination(**changes: Any) -> ExaminationFacts:
    items = (
        ("Waktu pelaksanaan", "Sesuai", "Ruangan kosong sejak pukul 08.00 WIB"),
        ("Waktu uji koneksi", "Sesuai", ""),
        ("Tempat/tata letak", "Sesuai dengan catatan", "Kursi ditambah enam"),
        ("Aplikasi video conference", "Sesuai", "Akun Zoom 500 tersedia"),
        ("Perlengkapan", "Sesuai", ""),
    )
    facts: dict[str, Any] = {
        "letter": make_letter(),
        "agenda_number": "412/2026",
        "event": make_event(),
        "items": tuple(CheckFacts(*item, by="Agus Wijaya") for item in items),
        "members": (
            MemberFacts("Agus Wijaya", "198811022012121001", "Ruangan dan tata letak"),
            MemberFacts("Dewi Lestari, S.Kom.", "199003152015042003", "Internet dan aplikasi"),
        ),
        "others": (
            OtherEvent(
                "Terpakai", SlotFacts(at(1, 13, month=12), at(1, 15, month=12), "TCM Room"), "Pasti"
            ),
        ),
        "conclusion": "Permohonan dapat dilayani pada waktu dan tempat yang diminta.",
        "checked_at": at(24, 10, 15),
        "signature": recorded(SUBKOR),
    }
    return ExaminationFacts(**facts | changes)


def make_confirmation(**changes: Any) -> ConfirmationFacts:
    other = SlotFacts(at(2, 9, month=12), at(2, 11, month=12), "TCM Room")
    facts: dict[str, Any] = {
        "letter": make_letter(),
        "agenda_number": "412/2026",
        "event": make_event(),
        "reason": "Waktu yang diminta bersamaan dengan Rapat Inflasi Daerah di TCM Room.",
        "message": "Kami menawarkan waktu lain yang terdekat.",
        "offers": (
            OfferFacts(other, "Dipilih", at(25, 10), "Ruang sama, hari berikutnya"),
            OfferFacts(
                SlotFacts(at(1, 13, month=12), at(1, 15, month=12), "Ruang Rapat Kominfo"),
                "Dilepas",
                at(25, 10),
                "Ruang lain, hari yang sama",
            ),
        ),
        "answer": "Setuju dengan alternatif 1",
        "answered_by": "Rina Marlina, S.Pd.",
        "answered_at": at(24, 13, 20),
        "agreed": other,
        "signature": recorded(SUBKOR),
    }
    return ConfirmationFacts(**facts | changes)


def make_line_test(**changes: Any) -> LineTestFacts:
    checks = (
        ("Jalur utama dan cadangan", "Baik", "Cadangan modem 4G"),
        ("Unduh/unggah", "Baik", "92,4/48,1 Mbit/s"),
        ("Ping, jitter, kehilangan paket", "Baik", "18 ms; 2,1 ms; 0,0 %"),
        ("Bergabung ke rapat uji", "Baik", ""),
        ("Kamera", "Baik", ""),
        ("Mikrofon dan gema", "Perlu perhatian", "Mikrofon 3 diganti"),
        ("Pengeras suara", "Baik", ""),
        ("Berbagi layar", "Baik", ""),
        ("Rekaman/siaran", "Tidak diuji", ""),
        ("UPS/daya", "Baik", ""),
    )
    facts: dict[str, Any] = {
        "letter": make_letter(),
        "agenda_number": "412/2026",
        "event": make_event(),
        "contacts": (
            ContactLog(at(26, 9), "Joko Susilo", "Telepon", "Menyepakati waktu rapat teknis."),
        ),
        "checks": tuple(CheckFacts(*check) for check in checks),
        "verdict": "Siap dengan catatan",
        "signature": recorded(SUBKOR),
        "meeting_at": at(27, 10),
        "tested_at": at(30, 14),
        "far_side": (ContactFacts("Maya Sari", "0812-5555-0177", role="Teknisi pihak seberang"),),
        "testers": (MemberFacts("Agus Wijaya", "198811022012121001", "Operator"),),
        "evidence": ("tangkapan-layar-uji.png",),
        "note": "Mikrofon 3 diganti sebelum pelaksanaan.",
    }
    return LineTestFacts(**facts | changes)


def make_execution(**changes: Any) -> ExecutionFacts:
    facts: dict[str, Any] = {
        "letter": make_letter(),
        "agenda_number": "412/2026",
        "event": make_event(),
        "operators": (
            MemberFacts("Agus Wijaya", "198811022012121001", "Operator utama"),
            MemberFacts("Rudi Hartono", "", "Operator cadangan"),
        ),
        "result": "Lancar dengan kendala",
        "author": recorded(SignatureFacts("Operator TCM Room", "Agus Wijaya", dated=HEAD.dated)),
        "actual_start": at(1, 9, 4, month=12),
        "actual_end": at(1, 11, 21, month=12),
        "disposition": "Lembar Disposisi agenda 412/2026 tanggal 24 November 2026",
        "meeting_id": "812 3456 7890",
        "present_in_room": 22,
        "present_online": 131,
        "present_sites": 6,
        "equipment": (
            EquipmentFacts("Kamera PTZ", 1, "Baik"),
            EquipmentFacts("Mikrofon meja", 6, "Satu rusak, dilaporkan"),
        ),
        "line_quality": "Baik",
        "minutes_lost": 4,
        "incidents": (
            IncidentFacts(
                at(1, 9, 40, month=12), "Jalur utama terputus", "Dialihkan ke cadangan", 4
            ),
        ),
        "recording": "Disimpan oleh penyelenggara",
        "photos": ("foto-1.jpg",),
        "conclusion": "Kegiatan berlangsung sampai selesai.",
        "acknowledged": recorded(SUBKOR),
    }
    return ExecutionFacts(**facts | changes)


def make_reply(**changes: Any) -> ReplyFacts:
    outcome = changes.get("outcome", "accepted")
    facts: dict[str, Any] = {
        "outcome": outcome,
        "letter": make_letter(),
        "subject": "Jawaban atas Permohonan Fasilitasi Video Conference",
        "recipient": ("Kepala Dinas Pendidikan dan Kebudayaan",),
        "paragraphs": propose_paragraphs(
            own_words(letters["reply"].texts),
            outcome,
            make_letter(),
            make_event(),
            reason="" if outcome == "accepted" else "ruangan terpakai pada waktu tersebut",
        ),
        "signature": HEAD,
        "number": "500.12/237/2026",
        "dated": date(2026, 11, 24),
        "event": make_event(),
        "wanted": make_event(start=at(1, 13, month=12), end=at(1, 15, month=12)),
        "contacts": (ContactFacts("Siti Aminah, S.T.", "0812-5555-0120"),),
        "copies": ("Wali Kota Singkawang (sebagai laporan)", "Sekretaris Daerah"),
    }
    return ReplyFacts(**facts | changes)


EVERY = {
    "receipt": make_receipt,
    "agenda_entry": make_agenda,
    "disposition_sheet": make_disposition,
    "examination_report": make_examination,
    "confirmation": make_confirmation,
    "line_test": make_line_test,
    "execution_report": make_execution,
    "reply": make_reply,
}
LATER = timedelta(days=1)
