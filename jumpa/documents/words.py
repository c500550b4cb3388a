"""The words in which the audit trail tells what this slice did."""

from django.utils.translation import gettext_lazy as _

SIGNS = "sign_papers"
SIGNS_TITLE = _("Menandatangani naskah")
"""The duty that a stand-in's scope may name."""

VERBS = {
    "documents.upload": _("Mengunggah berkas"),
    "documents.read_again": _("Meminta surat dibaca ulang"),
    "documents.issue": _("Menerbitkan naskah"),
    "documents.sign": _("Menandatangani naskah"),
    "documents.office": _("Mengubah kop surat"),
    "documents.dispose": _("Memusnahkan arsip"),
    "documents.retention_rule.add": _("Menambah aturan retensi"),
    "documents.retention_rule.edit": _("Mengubah aturan retensi"),
    "documents.retention_rule.remove": _("Menghapus aturan retensi"),
    "documents.batch": _("Menerbitkan sekelompok naskah"),
    "documents.batch.stop": _("Menghentikan sekelompok naskah"),
    "documents.wording": _("Mengubah teks naskah"),
    "documents.withdraw": _("Menarik naskah"),
    "documents.number.take": _("Memberi nomor surat"),
    "documents.number.reserve": _("Mencadangkan nomor surat"),
    "documents.number.use": _("Memakai nomor cadangan"),
    "documents.number.cancel": _("Membatalkan nomor surat"),
    "documents.number_rule.add": _("Menambah aturan nomor surat"),
    "documents.number_rule.edit": _("Mengubah aturan nomor surat"),
    "documents.number_rule.remove": _("Menghapus aturan nomor surat"),
}
FIELDS = {
    "basis": _("Dasar"),
    "items": _("Arsip"),
    "kind": _("Jenis arsip"),
    "active_years": _("Aktif (tahun)"),
    "inactive_years": _("Inaktif (tahun)"),
    "fate": _("Keterangan"),
    "total": _("Banyaknya"),
    "done": _("Selesai diproses"),
    "purpose": _("Kegunaan"),
    "size": _("Ukuran (bita)"),
    "sha256": _("Sidik berkas (SHA-256)"),
    "part": _("Bagian"),
    "number": _("Nomor"),
    "version": _("Versi"),
    "ref": _("Kode"),
    "numbers": _("Nomor"),
    "letters": _("Jenis naskah"),
    "series": _("Kode pencacah"),
    "classification": _("Kode klasifikasi"),
    "unit": _("Kode unit"),
    "pattern": _("Pola nomor surat"),
    "subject": _("Hal"),
    "date": _("Tanggal"),
    "way": _("Cara menandatangani"),
    "document_id": _("Nomor dokumen pada layanan tanda tangan"),
}
