"""What the service says, in plain words."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SIGNS: Final = "ISSUE"
"""The only state of a certificate that can sign."""

STATES: Mapping[str, str | Promise] = {
    "EXPIRED": _("Sertifikat elektronik Anda sudah kedaluwarsa. Ajukan sertifikat baru ke BSrE."),
    "RENEW": _(
        "Sertifikat elektronik Anda sedang diperbarui. Selesaikan pembaruan lewat tautan dari BSrE."
    ),
    "WAITING_FOR_VERIFICATION": _(
        "Pendaftaran sertifikat Anda masih menunggu verifikasi. Hubungi verifikator di kantor Anda."
    ),
    "NEW": _(
        "Pendaftaran sertifikat Anda belum selesai. Aktifkan lebih dulu lewat tautan dari BSrE."
    ),
    "NO_CERTIFICATE": _("Akun Anda di BSrE belum mempunyai sertifikat elektronik."),
    "NOT_REGISTERED": _("NIK ini belum terdaftar di BSrE. Periksa NIK atau daftarkan lebih dulu."),
    "SUSPEND": _("Sertifikat elektronik Anda sedang ditangguhkan. Hubungi BSrE."),
    "REVOKE": _("Sertifikat elektronik Anda sudah dicabut. Ajukan sertifikat baru ke BSrE."),
}

NOT_REGISTERED: Final = "2011"
WRONG_PHRASE: Final = "2031"
FAULTS: Mapping[str, str | Promise] = {
    NOT_REGISTERED: STATES["NOT_REGISTERED"],
    WRONG_PHRASE: _("Passphrase salah. Naskah belum ditandatangani."),
}

UNKNOWN_STATE = _("Sertifikat elektronik Anda belum dapat dipakai (status layanan: %(state)s).")
UNKNOWN_FAULT = _("Layanan tanda tangan BSrE menolak naskah ini (kode %(code)s).")
NO_ADDRESS = _("Alamat layanan BSrE belum diatur. Hubungi administrator.")
NOT_REACHED = _("Layanan tanda tangan BSrE tidak dapat dihubungi. Coba lagi beberapa saat.")
TOO_SLOW = _(
    "Layanan tanda tangan BSrE tidak menjawab tepat waktu. Naskah belum ditandatangani; coba lagi."
)
NOT_LET_IN = _("Jumpa ditolak oleh layanan BSrE (nama pengguna layanan). Hubungi administrator.")
NOT_FOUND = _("Alamat layanan BSrE tidak cocok dengan versinya. Hubungi administrator.")
TOO_MANY = _("Layanan tanda tangan BSrE sedang sibuk. Coba lagi beberapa saat.")
BROKEN = _("Layanan tanda tangan BSrE sedang terganggu. Coba lagi beberapa saat.")
STRANGE = _("Jawaban layanan tanda tangan BSrE tidak dapat dibaca. Naskah belum ditandatangani.")
NO_NIK = _("NIK terdiri atas 16 angka.")
NO_PASSPHRASE = _("Isi passphrase.")

FOOTER: Final = (
    "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang"
    " diterbitkan oleh Balai Besar Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara"
    " (BSSN)."
)
"""As offices print it; only on what really carries the signature. Papers are always Indonesian."""
NEUTRAL_FOOTER: Final = (
    "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik."
)
