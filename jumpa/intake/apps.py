from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "jumpa.intake"
    label = "intake"

    def ready(self) -> None:
        """Tell ``documents`` who may read a request's files."""
        from jumpa.intake import access  # noqa: F401
