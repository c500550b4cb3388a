from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from jumpa.core.trail_words import name_verbs


class WebConfig(AppConfig):
    name = "jumpa.web"
    label = "web"

    def ready(self) -> None:
        """Name what the sample writes into the audit trail."""
        name_verbs({"web.sample_office": _("Membuat contoh kantor")})
