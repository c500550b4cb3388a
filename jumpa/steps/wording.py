"""The lists that officials choose from, in the office's words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

REASONS = {
    "tidak_lengkap": _("Data tidak lengkap"),
    "tidak_sesuai": _("Data tidak sesuai"),
    "jadwal_bersamaan": _("Jadwal bersamaan"),
}
"""The SOP's own three causes of failure (Peringatan)."""

INSTRUCTIONS = {
    "tindak_lanjuti": _("Tindak lanjuti"),
    "tanggapan": _("Tanggapan dan saran"),
    "proses": _("Proses lebih lanjut"),
    "koordinasi": _("Koordinasi/konfirmasikan"),
    "konsep_balasan": _("Pelajari dan konsep balasan"),
    "fasilitasi": _("Untuk difasilitasi"),
    "laporkan": _("Laporkan hasilnya"),
    "diketahui": _("Untuk diketahui"),
    "selesaikan": _("Selesaikan sesuai ketentuan"),
    "arsipkan": _("Arsipkan"),
}

COMPLETENESS = {
    "surat": _("Surat permohonan bertanda tangan dan terbaca"),
    "waktu": _("Waktu pelaksanaan dan usulan uji koneksi"),
    "tempat": _("Tempat dan tata letak"),
    "aplikasi": _("Aplikasi dan siapa yang menjadi host"),
    "narahubung": _("Narahubung di kedua pihak"),
    "perlengkapan": _("Kebutuhan perlengkapan"),
}

CHECK_ITEMS = {
    "waktu": _("Waktu pelaksanaan"),
    "uji": _("Waktu uji koneksi"),
    "tempat": _("Tempat/layout pelaksanaan"),
    "aplikasi": _("Aplikasi video conference yang digunakan"),
    "perlengkapan": _("Perlengkapan/equipment"),
}
"""The five things that step 6 confirms, as the SOP names them."""

CHECK_RESULTS = {
    "sesuai": _("Sesuai"),
    "catatan": _("Sesuai dengan catatan"),
    "tidak": _("Tidak dapat dipenuhi"),
}

CHANNELS = {
    "telepon": _("Telepon"),
    "wa": _("WhatsApp"),
    "pos_el": _("Pos-el"),
    "tatap_muka": _("Tatap muka"),
    "daring": _("Rapat daring"),
}

RESULTS = {
    "lancar": _("Lancar"),
    "lancar_dengan_kendala": _("Lancar dengan kendala"),
    "terhenti": _("Terhenti"),
    "batal": pgettext_lazy("hasil", "Batal"),
}
