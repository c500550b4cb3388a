"""The connection test in the office's words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ITEM_TITLES = {
    "main_line": gettext_lazy("Jalur utama"),
    "backup_line": gettext_lazy("Jalur cadangan"),
    "bandwidth": gettext_lazy("Kecepatan unduh/unggah"),
    "ping_jitter_loss": gettext_lazy("Ping, jitter, dan paket hilang"),
    "test_meeting": gettext_lazy("Bergabung ke rapat uji"),
    "camera": gettext_lazy("Kamera"),
    "microphones": gettext_lazy("Setiap mikrofon, tanpa gema"),
    "speaker": gettext_lazy("Pengeras suara"),
    "screen_sharing": gettext_lazy("Berbagi layar"),
    "recording": gettext_lazy("Rekaman/streaming"),
    "account": gettext_lazy("Akun, host/co-host, ruang tunggu"),
    "display_name": gettext_lazy("Nama tampilan"),
    "power": gettext_lazy("Listrik/UPS"),
    "backup_device": gettext_lazy("Perangkat cadangan"),
    "far_technician": gettext_lazy("Kontak dengan teknisi pihak seberang"),
}

RESULT_TITLES = {
    "baik": gettext_lazy("Baik"),
    "catatan": gettext_lazy("Ada catatan"),
    "gagal": gettext_lazy("Gagal"),
    "tidak_perlu": gettext_lazy("Tidak diperlukan"),
}

VERDICT_TITLES = {
    "siap": gettext_lazy("Siap"),
    "siap_dengan_catatan": gettext_lazy("Siap dengan catatan"),
    "tidak_siap": gettext_lazy("Tidak siap"),
}


def item_title(item: str) -> str:
    """The item as printed."""
    return str(ITEM_TITLES.get(item, item))


def result_title(result: str) -> str:
    """The result as printed; an item that was not tried says so."""
    return str(RESULT_TITLES.get(result, _("Belum diuji")))


def verdict_title(verdict: str) -> str:
    """The verdict as printed."""
    return str(VERDICT_TITLES.get(verdict, verdict))
