from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jumpa.core.trail_words import name_fields, name_verbs


class CoreConfig(AppConfig):
    name = "jumpa.core"
    label = "core"
    verbose_name = "Dasar"

    def ready(self) -> None:
        """Register the checks, and name what this slice writes into the audit trail."""
        from jumpa.core import checks  # noqa: F401

        name_verbs(
            {
                "core.hours.add": _("Menambah jam kerja"),
                "core.hours.edit": _("Mengubah jam kerja"),
                "core.hours.remove": _("Menghapus jam kerja"),
                "core.holiday.add": _("Menambah hari libur"),
                "core.holiday.remove": _("Menghapus hari libur"),
                "core.holiday.seed": _("Mengisi hari libur resmi"),
            }
        )
        name_fields(
            {
                "weekday": _("Hari ke-"),
                "start": _("Mulai"),
                "end": _("Selesai"),
                "valid_from": _("Berlaku dari"),
                "valid_until": _("Berlaku sampai"),
                "label": _("Keterangan"),
                "day": _("Tanggal"),
                "name": _("Nama"),
                "is_estimate": _("Perkiraan"),
                "years": _("Tahun"),
                "count": _("Jumlah"),
            }
        )
