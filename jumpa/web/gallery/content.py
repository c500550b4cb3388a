from typing import Any

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.errors import Conflict
from jumpa.web.gallery import inbox, request
from jumpa.web.gallery.forms import RefusedForm, SampleForm

TONES = ("neutral", "info", "good", "warning", "bad")
STATUS = (
    ("Draf", "neutral"),
    ("Diajukan", "info"),
    ("Dikembalikan", "warning"),
    ("Menunggu konfirmasi pemohon", "warning"),
    ("Terjadwal", "good"),
    ("Selesai", "good"),
    ("Ditolak", "bad"),
    ("Dibatalkan", "neutral"),
)
_HEADERS = ("Tanggal", "Instansi", "Kegiatan", "Hasil")
_EVENTS = (
    ("Selasa, 24 November 2026", "Dinas Kesehatan dan KB", "Sosialisasi Presensi", "Lancar"),
    (
        "Rabu, 25 November 2026",
        "Dinas Perdagangan, Perindustrian, Koperasi dan UKM",
        "Rapat Pengendalian Inflasi Daerah Tingkat Provinsi Kalimantan Barat",
        "Lancar dengan kendala",
    ),
)


def everything() -> dict[str, Any]:
    """The context of ``web/gallery.html``."""
    now = timezone.now()
    return {
        "tones": TONES,
        "status": STATUS,
        "inbox": inbox.full(now),
        "own": inbox.own(now),
        "steps": request.steps(),
        "entries": request.timeline(now),
        "facts": request.facts(),
        "form": SampleForm(initial={"date": timezone.localdate(), "test_at": now}),
        "refused_form": RefusedForm(),
        "page": Paginator(range(125), 25).page(2),
        "headers": _HEADERS,
        "rows": [list(zip(_HEADERS, event, strict=True)) for event in _EVENTS],
        "now": now,
        "conflict": Conflict(
            _("TCM Room sudah dipakai pada waktu itu."),
            ["Rapat Evaluasi SPBE, pukul 09.00–11.00 WIB"],
            ["TCM Room, Rabu, 25 November 2026, pukul 13.00–15.00 WIB"],
        ),
    }
