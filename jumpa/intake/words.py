"""The words in which the audit trail tells what this slice did."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jumpa.intake.models import ServiceRequest
from jumpa.intake.schedule_moves import SCHEDULE_MOVED

VERBS = {
    "intake.draft": _("Membuat draf permohonan"),
    "intake.save": _("Mengubah isian permohonan"),
    "intake.submit": _("Mengajukan permohonan"),
    "intake.receive": _("Mengagendakan surat permohonan"),
    "intake.withdraw": _("Membatalkan permohonan"),
    "intake.restore": _("Memulihkan permohonan"),
    "intake.ask_another_time": _("Meminta jadwal lain"),
    SCHEDULE_MOVED: _("Memindahkan jadwal kegiatan"),
}
FIELDS = {
    **{
        field.name: field.verbose_name
        for field in ServiceRequest._meta.get_fields()
        if isinstance(field, models.Field) and field.editable
    },
    "letter": _("Berkas surat"),
    "revision": _("Pengajuan ke"),
    "has_clash": _("Bentrok"),
    "reason": _("Alasan"),
}
