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
        from jumpa.scheduling import access, words

        register_duty(access.MOVES, _("Memindahkan jadwal"))
        register_duty(access.KEEPS, _("Mengelola sumber daya"))
        register_duty(access.CLOSES, _("Menutup sumber daya untuk sementara"))
        name_verbs(words.VERBS)
        name_fields(words.FIELDS)
