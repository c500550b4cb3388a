from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jumpa.core.trail_words import name_fields, name_verbs


class SchedulingConfig(AppConfig):
    name = "jumpa.scheduling"
    label = "scheduling"
    verbose_name = _("Penjadwalan")

    def ready(self) -> None:
        """Make the duties here selectable for a stand-in, and name what is done."""
        from jumpa.people.duty import register_duty
        from jumpa.scheduling import words

        register_duty("keep_rooms", _("Mengelola ruang"))
        register_duty("move_schedule", _("Memindahkan jadwal"))
        name_verbs(words.VERBS)
        name_fields(words.FIELDS)
