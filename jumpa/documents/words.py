"""The words in which the audit trail tells what this slice did."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "documents.upload": _("Mengunggah berkas"),
    "documents.issue": _("Menerbitkan naskah"),
    "documents.office": _("Mengubah kop surat"),
}
FIELDS = {
    "purpose": _("Kegunaan"),
    "size": _("Ukuran (bita)"),
    "sha256": _("Sidik berkas (SHA-256)"),
    "part": _("Bagian"),
    "number": _("Nomor"),
    "version": _("Versi"),
    "ref": _("Kode"),
}
