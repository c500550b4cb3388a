from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class SchedulingConfig(AppConfig):
    name = "jumpa.scheduling"
    label = "scheduling"
    verbose_name = _("Penjadwalan")

    def ready(self) -> None:
        """Make the administrator's duty here selectable for a stand-in."""
        from jumpa.people.duty import register_duty

        register_duty("keep_rooms", gettext_noop("Mengelola ruang"))
