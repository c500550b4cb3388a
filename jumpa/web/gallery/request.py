"""The parts of a request's page: the nine steps, the way so far, facts."""

from datetime import datetime, timedelta

from jumpa.workflow.presentation import BarStep, TimelineEntry

STEP_TITLES = (
    "Pengajuan",
    "Penerimaan",
    "Disposisi Kepala Dinas",
    "Disposisi Kabid",
    "Pemeriksaan",
    "Pengecekan",
    "Konfirmasi",
    "Persiapan & uji",
    "Pelaksanaan",
)


def steps(current: int = 6) -> tuple[BarStep, ...]:
    """The bar with everything before ``current`` done."""
    return tuple(
        BarStep(n, title, "done" if n < current else "current" if n == current else "ahead")
        for n, title in enumerate(STEP_TITLES, 1)
    )


def timeline(now: datetime) -> tuple[TimelineEntry, ...]:
    """A way with a return, a stand-in, a step over its time, and one that is open."""
    return (
        TimelineEntry(
            "Pengajuan surat permohonan",
            "OPD/Pengguna",
            "done",
            1,
            "Rina Marlina, S.Pd.",
            now - timedelta(days=2),
            "diajukan",
        ),
        TimelineEntry(
            "Penerimaan permohonan",
            "TU",
            "returned",
            2,
            "Yuliana Sari, A.Md.",
            now - timedelta(days=1, hours=5),
            "dikembalikan: tidak lengkap",
            "Lampiran rundown belum ada. Mohon dilengkapi sebelum pukul 12.00.",
            5,
            4,
        ),
        _disposition(now),
        TimelineEntry(
            "Pemeriksaan permohonan", "Subkor ILE", "open", 5, "", None, "", "", 30, None
        ),
        TimelineEntry("Pelaksanaan", "Tim TCMR", "ahead", 9, "", None, "", "", 120, None),
    )


def _disposition(now: datetime) -> TimelineEntry:
    return TimelineEntry(
        "Disposisi Kepala Dinas",
        "Plh. Kepala Dinas",
        "done",
        3,
        "Maria Yosefina, S.Sos.",
        now - timedelta(hours=4),
        "diteruskan",
        "",
        5,
        126,
        (
            ("Instruksi", "Tindak lanjuti; Koordinasikan"),
            ("Batas waktu", "Rabu, 25 November 2026"),
        ),
    )


def facts() -> tuple[tuple[str, str], ...]:
    """Label and value; one value is missing, one has several lines."""
    return (
        ("Nama kegiatan", "Rapat Koordinasi Penguatan Literasi Digital"),
        ("Instansi pemohon", "Dinas Pendidikan dan Kebudayaan"),
        ("Narahubung", "Rina Marlina, S.Pd.\n0812 5700 1001"),
        ("Aplikasi", "Zoom, disediakan Dinas Kominfo"),
        ("Catatan", ""),
    )
