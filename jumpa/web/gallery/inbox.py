"""An inbox as the home page gets it, full and empty."""

from datetime import datetime, timedelta

from jumpa.core.wording import span
from jumpa.web.own_requests import RequestRow
from jumpa.workflow.inbox import Counter, Inbox, InboxRow

EMPTY = Inbox(
    counters=(Counter("Terlambat", 0), Counter("Menunggu saya", 0), Counter("Berikutnya", 0))
)


_OFFICE = "Subkor ILE"


def _rows(now: datetime) -> dict[str, tuple[InboxRow, ...]]:
    late = InboxRow(
        "Pemeriksaan permohonan",
        "Rapat Koordinasi Penguatan Literasi Digital bagi Kepala Satuan Pendidikan Jenjang "
        "Sekolah Dasar dan Sekolah Menengah Pertama Se-Kota Singkawang Tahun Anggaran 2026",
        "Dinas Perumahan Rakyat, Kawasan Permukiman dan Pertanahan",
        5,
        _OFFICE,
        now - timedelta(hours=3),
        now - timedelta(hours=2),
        is_late=True,
        urgency="Sangat Segera",
        urgency_tone="bad",
        status_label="Pemeriksaan",
        url="#",
    )
    soon = InboxRow(
        "Pengecekan ruang, jaringan, dan perlengkapan",
        "Sosialisasi Aplikasi Presensi",
        "Dinas Kesehatan dan Keluarga Berencana",
        6,
        _OFFICE,
        now - timedelta(minutes=12),
        now + timedelta(minutes=18),
        urgency="Segera",
        urgency_tone="warning",
        url="#",
    )
    return {"late": (late,), "waiting": (soon, _reply(now)), "next": (_ahead(now),)}


def _reply(now: datetime) -> InboxRow:
    return InboxRow(
        "Konsep surat balasan",
        "Rapat Evaluasi SPBE Triwulan IV",
        "Badan Perencanaan Pembangunan Daerah",
        None,
        _OFFICE,
        now - timedelta(hours=1),
        now + timedelta(days=1),
        status_label="Terjadwal",
        url="#",
    )


def _ahead(now: datetime) -> InboxRow:
    return InboxRow(
        "Uji koneksi",
        "Wawancara Seleksi Terbuka JPT Pratama",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        8,
        _OFFICE,
        now,
        now + timedelta(days=3),
        status_label="Terjadwal",
        url="#",
    )


def full(now: datetime) -> Inbox:
    """An inbox with something in every section."""
    return Inbox(
        counters=(
            Counter("Terlambat", 1, "bad", "#terlambat"),
            Counter("Menunggu saya", 2, "warning", "#menunggu"),
            Counter("Perlu ditandatangani", 0, "neutral"),
            Counter("Kegiatan hari ini", 3, "info"),
        ),
        **_rows(now),
    )


def own(now: datetime) -> tuple[RequestRow, ...]:
    """Two requests of a requester."""
    start = now.replace(hour=2, minute=0) + timedelta(days=5)
    return (
        RequestRow(
            "Rapat Koordinasi Penguatan Literasi Digital",
            span(start, start + timedelta(hours=2)),
            "Menunggu konfirmasi pemohon",
            "warning",
            "TCM Room",
            "#",
        ),
        RequestRow(
            "Bimbingan Teknis Operator Sekolah",
            span(start, start + timedelta(days=1)),
            "Terjadwal",
            "good",
            "Aula Dinas Pendidikan dan Kebudayaan, Jalan Alianyang",
            "#",
        ),
    )
