"""The words in which the audit trail tells what this slice did."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "workflow.publish_sop": _("Menerbitkan versi SOP"),
    "workflow.begin": _("Memulai alur SOP"),
    "workflow.withdraw": _("Menutup alur karena dibatalkan"),
    "workflow.reschedule": _("Mengembalikan alur ke pengecekan"),
    "workflow.displaced": _("Membawa alur ke konfirmasi alternatif karena digeser"),
    "workflow.restore": _("Membuka kembali alur yang dibatalkan"),
}
FIELDS = {
    "digest": _("Sidik berkas SOP"),
    "opens": _("Langkah yang dibuka"),
    "closes": _("Ditutup sebagai"),
    "note": _("Catatan"),
    "state": _("Keadaan"),
}
