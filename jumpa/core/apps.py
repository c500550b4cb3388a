from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "jumpa.core"
    label = "core"
    verbose_name = "Dasar"
