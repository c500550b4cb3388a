"""The words in which the audit trail tells what this slice did."""

from django.utils.translation import gettext_lazy as _

SIGNS = "sign_papers"
SIGNS_TITLE = _("Menandatangani naskah")
"""The duty that a stand-in's scope may name."""

VERBS = {
    "documents.upload": _("Mengunggah berkas"),
    "documents.issue": _("Menerbitkan naskah"),
    "documents.sign": _("Menandatangani naskah"),
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
    "way": _("Cara menandatangani"),
    "document_id": _("Nomor dokumen pada layanan tanda tangan"),
}
