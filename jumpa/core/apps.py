from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "jumpa.core"
    label = "core"
    verbose_name = "Dasar"

    def ready(self) -> None:
        """Register the checks."""
        from jumpa.core import checks  # noqa: F401
