"""The words in which the audit trail tells what this slice did."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "execution.start": _("Memulai kegiatan"),
    "execution.change_operators": _("Mengganti operator"),
    "execution.end": _("Mengakhiri kegiatan"),
    "execution.incident": _("Mencatat kendala"),
    "execution.report": _("Melaporkan pelaksanaan"),
}
FIELDS = {
    "started_at": _("Mulai sebenarnya"),
    "ended_at": _("Selesai sebenarnya"),
    "operators": _("Operator"),
    "what": _("Kendala"),
    "done": _("Tindakan"),
}
