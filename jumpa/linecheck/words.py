"""The words in which the audit trail tells what this slice did."""

from django.utils.translation import gettext_lazy as _

from jumpa.linecheck.wording import ITEM_TITLES

VERBS = {"linecheck.record": _("Mencatat hasil uji koneksi")}
FIELDS = {
    **ITEM_TITLES,
    "verdict": _("Simpulan uji"),
    "results": _("Hasil uji"),
    "result": _("Hasil"),
    "remark": _("Catatan"),
}
